# What a credential is worth: issued, shown, doubted; and definitions in the words of others.

CARE="$DEMO/care-conversations.toml"
issue_care() {
  run 0 "$CAIRN" issue "$CARE" --key "$KEY" --status none --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
}

worth_is_told() {
  issue_care
  cp "$(one_credential)" award.json
  run 0 "$CAIRN" verify award.json --offline
  says out '10 SCQF credit points at level 8 (100 notional hours), rated by Ardmore College (https://ardmore.example/)' '5 ECTS credits, rated by Ardmore College' \
    'portfolio, observation at work' 'assessed under supervision on site, identity checked' 'Identity checked by  Ardmore Care Academy' \
    'Delivered by         Ardmore Care Academy' 'Assessed work        Portfolio: Artifact'
  run 0 "$CAIRN" verify award.json --offline --json
  is "$(node -p 'const d = JSON.parse(require("fs").readFileSync("out")); d.worth.credits.map(c => `${c.amount} ${c.framework}`).join()')" '10 SCQF,5 ECTS'
  # A credential that is not what was signed is worth nothing, whatever it says.
  edit 'd.credentialSubject.achievement.exactCredit[0].creditAmount = "100"' award.json
  run 3 "$CAIRN" verify award.json --offline
  says_not out 'SCQF credit points'
}
journey 'verify tells what a credential is worth, who rated it and who checked the learner, from signed words only' worth_is_told

numbers_disagree() {
  issue_care
  cp "$(one_credential)" award.json
  edit 'delete d.proof; d.credentialSubject.achievement.creditsAvailable = 20' award.json
  run 3 "$CAIRN" lint award.json
  says out 'credit.disagrees' '/credentialSubject/achievement/creditsAvailable'
  sed 's|^amount = 10|amount = 10\nlevel = "13"|' "$CARE" >bad.toml
  run 1 "$CAIRN" issue bad.toml --key "$KEY" --status none --to 'A <a@work.example>' --out more
  says err 'bad.toml, line' 'credit.level: SCQF has no level 13'
  sed 's|identity_assurance = .*|identity_assurance = "checked"|' "$CARE" >bad.toml
  run 1 "$CAIRN" issue bad.toml --key "$KEY" --status none --to 'A <a@work.example>' --out more
  says err 'assessment.identity_assurance: "checked" is not in the list' 'supervised-onsite-verified'
}
journey 'credit numbers that disagree, a level that is none and an unknown word are named where they stand' numbers_disagree

others_words() {
  run 0 "$CAIRN" translate "$CARE" --to ctdl
  says out '"ceterms:MicroCredential"' '"schema:value": 10'
  says err 'credit.rated_by'
  says_not out 'urn:cairn:issuer'
  cp out care.ctdl.json
  run 0 "$CAIRN" translate care.ctdl.json --from ctdl
  says out 'Nobody checked who wrote it' 'name = "Care conversations"' 'framework = "SCQF"' 'amount = 10'
  run 0 "$CAIRN" translate "$CARE" --to elm
  says out '"CreditPoint"' '"point": "10"' '"PT100H"'
  cp out care.elm.json
  run 0 "$CAIRN" translate care.elm.json --from elm
  says out 'participation = "workplace"' 'workload_hours = 100'
  echo '{"type": "Person"}' >person.json
  run 1 "$CAIRN" translate person.json --from elm
  says err 'exchange.elm'
  run 2 "$CAIRN" translate "$CARE" --to elm --from ctdl
  run 2 "$CAIRN" translate "$CARE"
  says err 'translate.direction'
  run 2 "$CAIRN" translate care.elm.json --from elm --pick D.1
  says err 'translate.pick'
}
journey 'a definition is written as CTDL and as ELM, and drafted from both with what found no place named' others_words

competencies() {
  cat >framework.json <<'JSON'
{"CFDocument": {"identifier": "0c6b6a9e-3c0d-4f5f-9d2c-1f0e2d3c4b5a", "uri": "https://case.example/d", "title": "Data skills", "creator": "X",
  "lastChangeDateTime": "2026-01-01T12:00:00Z"}, "CFItems": [{"identifier": "c739fefe-4f94-4a75-9203-e8621a7c2a1a",
  "uri": "https://case.example/uri/c739fefe-4f94-4a75-9203-e8621a7c2a1a", "humanCodingScheme": "D.1", "fullStatement": "Draw charts.",
  "lastChangeDateTime": "2026-01-01T12:00:00Z"}]}
JSON
  run 0 "$CAIRN" translate framework.json --from case
  says out 'D.1' 'Draw charts.'
  run 0 "$CAIRN" translate framework.json --from case --pick D.1
  { cat "$DEFINITION"; echo; cat out; } >course.toml
  run 0 "$CAIRN" issue course.toml --key "$KEY" --status none --to 'A <a@work.example>' --out issued
  says "$(one_credential)" '"targetUrl":"https://case.example/uri/c739fefe-4f94-4a75-9203-e8621a7c2a1a"' '"targetType":"CFItem"'
  run 6 "$CAIRN" translate framework.json --from case --pick D.2
  says err 'exchange.case-item'
  sed 's|https://case.example/uri/|javascript:|' framework.json >bad.json
  run 1 "$CAIRN" translate bad.json --from case
  says err '/CFItems/0/uri' 'javascript:' 'D.1'
}
journey 'competencies are picked from a CASE framework into a definition' competencies

context_is_served() {
  local pid address
  "$CAIRN" serve --port 0 >serve.log 2>&1 &
  pid=$!
  for _ in $(seq 100); do
    address="$(grep -oE 'http://[0-9.]+:[0-9]+' serve.log | head -1)" && [ -n "$address" ] && break
    sleep 0.1
  done
  [ -n "$address" ] || { kill $pid; die "no address: $(cat serve.log)"; }
  node -e '
    (async () => {
      const [address, root] = process.argv.slice(1);
      const found = await fetch(`${address}/contexts/credit/v1`);
      if (found.status !== 200 || found.headers.get("access-control-allow-origin") !== "*") throw new Error(`context: ${found.status}`);
      const hash = require("crypto").createHash("sha256").update(await found.text()).digest("hex");
      if (!require("fs").readFileSync(`${root}/docs/model.md`, "utf8").includes(hash)) throw new Error(`docs/model.md does not list ${hash}`);
      for (const strange of ["credit/v2", "credit", "../status/v1"]) {
        const answer = await fetch(`${address}/contexts/${strange}`);
        if (answer.status !== 404) throw new Error(`${strange}: ${answer.status}`);
      }
    })().catch(error => { console.error(error); process.exit(1); });' "$address" "$ROOT" >out 2>err || { kill $pid; die 'the context is not served as it should be'; }
  kill -INT $pid
  wait $pid || die 'the server did not end in peace'
}
journey 'our context is served with the bytes whose hash is listed' context_is_served
