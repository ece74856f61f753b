# From a definition and a list to credentials that verify.

main_job() {
  run 0 issue --from "$DEMO/people.csv" --out issued
  says out 'issued 40 of 40 rows'
  says err '40 rows, UTF-8, commas' 'Columns passed over: Workplace mentor' '100 %'
  is "$(credentials)" 40
  is "$(grep -c ',issued,' issued/people.result.csv)" 40
  local file
  for file in issued/*.json; do run 0 "$CAIRN" verify "$file" --offline; done
  says out 'valid:'
  run 0 "$CAIRN" lint "$(one_credential)"
}
journey 'a definition and a list become 40 credentials that verify' main_job

second_run() {
  run 0 issue --from "$DEMO/people.csv" --out issued
  local before after
  before="$(cat issued/*.json | sha256sum)"
  run 0 issue --from "$DEMO/people.csv" --out issued
  says out 'issued 0, already issued 40 of 40 rows'
  after="$(cat issued/*.json | sha256sum)"
  is "$after" "$before"
  is "$(grep -c ',already issued,' issued/people.result.csv)" 40
}
journey 'a second run issues nothing twice and changes no file' second_run

changed_list() {
  people 3 >people.csv
  run 0 issue --from people.csv --out issued
  sed -i 's/Person 2,/Person Two,/; $a Person 4,PERSON4@work.example,2026-06-14,70' people.csv
  run 0 issue --from people.csv --out issued
  says out 'issued 1, already issued 3 of 4 rows'
  says err '1 row says something else now'
  says issued/people.result.csv 'the list now says something else than what was issued'
}
journey 'a list that grew and changed: new people are issued, changes are pointed out' changed_list

mended_files() {
  people 5 >people.csv
  run 0 issue --from people.csv --out issued
  local files=(issued/*.json) before
  before="$(cat issued/*.json | sha256sum)"
  rm "${files[0]}"
  : >"${files[1]}"
  head -c 100 "${files[2]}" >part && mv part "${files[2]}"
  run 0 issue --from people.csv --out issued
  is "$(cat issued/*.json | sha256sum)" "$before"
}
journey 'files that were lost, emptied or cut are written again from the database' mended_files

one_person() {
  run 0 issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued --base-url https://awards.example/
  says out 'https://awards.example/c/'
  run 0 "$CAIRN" verify "$(one_credential)" --offline --recipient morag@work.example
  run 3 "$CAIRN" verify "$(one_credential)" --offline --recipient someone@else.example
  run 0 issue --to 'Mòrag NicIlleDhuibh <MORAG@work.example>' --out issued
  says err 'already issued'
  is "$(credentials)" 1
}
journey 'one person is issued from the command line, once' one_person

did_web() {
  run 0 "$CAIRN" issue "$DEFINITION" --key "$WEB_KEY" --to 'A B <a@b.example>' --out issued --database web.db --status none
  local file
  file="$(one_credential)"
  says "$file" 'https://badges.ardmore.example/c/'
  run 4 "$CAIRN" verify "$file" --offline
  says out 'undetermined:'
  echo "{\"https://badges.ardmore.example/.well-known/did.json\": \"$WEB_DOCUMENT\"}" >map.json
  run 4 "$CAIRN" verify "$file" --offline --documents map.json --json
  says out '"verdict":"unknown-issuer"'
  echo 'did:web:badges.ardmore.example   # our college' >known.txt
  run 0 "$CAIRN" verify "$file" --offline --documents map.json --known-issuers known.txt
  says out 'valid:'
  run 0 "$CAIRN" verify "$file" --offline --database web.db
}
journey 'did:web: undetermined without its document, unknown-issuer with it, valid once the issuer is known' did_web

from_stdin() {
  people 3 | run 0 issue --from - --out issued
  is "$(credentials)" 3
  cat "$(one_credential)" >one.json
  run 0 "$CAIRN" verify - --offline <one.json
}
journey 'lists and credentials are read from standard input' from_stdin

curves() {
  local type
  for type in p256 p384; do
    run 0 "$CAIRN" keygen --issuer did:key --type $type --out $type.key
    run 0 "$CAIRN" issue "$DEFINITION" --key $type.key --to "A B <a@$type.example>" --out issued
  done
  local file
  for file in issued/*.json; do run 0 "$CAIRN" verify "$file" --offline; done
  says out 'ecdsa-rdfc-2019'
  run 0 issue --to 'A B <a@jcs.example>' --out jcs --suite eddsa-jcs-2022
  run 0 "$CAIRN" verify "$(one_credential jcs)" --offline
  says out 'eddsa-jcs-2022'
}
journey 'the other curves and the JCS suites issue and verify' curves

convert() {
  issue_one
  local file
  file="$(one_credential)"
  run 0 "$CAIRN" expand "$file"
  says out '"@value": "Data storytelling"'
  run 0 "$CAIRN" compact "$file"
  says out '"type"'
  run 0 "$CAIRN" to-rdf "$file" --safe
  says out '<https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement>'
  mv out quads.nq
  run 0 "$CAIRN" canonize "$file"
  says out '_:c14n0'
  mv out canonical.nq
  run 0 "$CAIRN" canonize quads.nq
  cmp out canonical.nq || die 'the document and its quads have different canonical forms'
}
journey 'expand, compact, to-rdf and canonize agree with each other' convert

key_files() {
  run 0 "$CAIRN" did "$WEB_KEY"
  cmp out "$WEB_DOCUMENT" || die 'did prints another document than keygen did'
  is "$(stat -c %a "$WEB_KEY")" 600
  run 0 env -u CAIRN_PASSPHRASE_FILE "$CAIRN" keygen --issuer did:key --out service.key --unlock-file service.unlock
  is "$(stat -c %s service.unlock)" 32
  run 0 env -u CAIRN_PASSPHRASE_FILE "$CAIRN" issue "$DEFINITION" --key service.key --unlock-file service.unlock --to 'A B <a@b.example>' --out issued
  is "$(credentials)" 1
}
journey 'key files open with a passphrase or an unlock file, and print their public document unopened' key_files

lint_shapes() {
  issue_one
  cp "$(one_credential)" unsigned.json
  edit 'delete d.proof' unsigned.json
  run 0 "$CAIRN" lint unsigned.json --json
  says out '"conforms":true'
  edit 'delete d.credentialSubject.achievement.name' unsigned.json
  run 3 "$CAIRN" lint unsigned.json --json
  says out '"conforms":false' '/credentialSubject'
  echo '{' >broken.json
  run 3 "$CAIRN" lint broken.json --json
  says out '"conforms":false' 'json'
}
journey 'lint judges documents without looking at signatures' lint_shapes

served() {
  issue_one
  local code pid address
  code="$(sed 's|.*/c/||' out)"
  "$CAIRN" serve --port 0 >serve.log 2>&1 &
  pid=$!
  for _ in $(seq 100); do
    address="$(grep -oE 'http://[0-9.]+:[0-9]+' serve.log | head -1)" && [ -n "$address" ] && break
    sleep 0.1
  done
  [ -n "$address" ] || { kill $pid; die "no address: $(cat serve.log)"; }
  node -e '
    (async () => {
      const [address, code] = process.argv.slice(1);
      const page = await fetch(`${address}/c/${code}`);
      const text = await page.text();
      if (page.status !== 200 || !text.includes("Mòrag NicIlleDhuibh")) throw new Error(`award page: ${page.status}`);
      const strange = await fetch(`${address}/c/nobody`);
      if (strange.status !== 404) throw new Error(`strange code: ${strange.status}`);
      const json = await fetch(`${address}/c/${code}.json`);
      if (json.status !== 200 || !(await json.json()).proof) throw new Error(`document: ${json.status}`);
    })().catch(error => { console.error(error); process.exit(1); });' "$address" "$code" >out 2>err || { kill $pid; die 'a page is not as it should be'; }
  kill -INT $pid
  wait $pid || die 'the server did not end in peace'
}
journey 'an award is shown at /c/CODE while the program serves' served

lists_of_offices() {
  local data="$ROOT/../shared/data"
  [ -d "$data" ] || skip "the lists of shared/data are not here"
  run 0 issue --from "$data/people-500.csv" --out a
  is "$(credentials a)" 500
  run 0 issue --from "$data/people-office.csv" --out b --database b.db
  says err 'Windows-1252, semicolons'
  is "$(credentials b)" 120
  run 0 issue --from "$data/people-tabs.tsv" --out c --database c.db
  is "$(credentials c)" 60
  run 5 issue --from "$data/people-dirty.csv" --out d --database d.db
  is "$(credentials d)" 4
  is "$(grep -c ',skipped,' d/people-dirty.result.csv)" 17
}
journey 'the four lists of an office: every good row is issued, every bad one has its reason' lists_of_offices

database_first() {
  people 30 >people.csv
  run 0 issue --from people.csv
  says out 'issued 30 of 30 rows'
  [ -s people.result.csv ] || die 'no result list'
  is "$(find . -name '*.json' -not -name 'did*.json' | wc -l)" 0
  run 0 issue --from people.csv --out issued
  says out 'already issued 30'
  is "$(credentials)" 30
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  cp -r issued first
  printf 'damaged' >"$(one_credential)"
  run 0 issue --from people.csv --out issued
  diff -r -x '*.csv' issued first || die 'the files are not as they were'
}
journey 'credentials kept in the database only get their files later, by the same command with --out' database_first

several_files() {
  run 0 issue --from "$DEMO/people.csv" --out issued
  run 0 "$CAIRN" verify issued/*.json --offline
  is "$(grep -c '^valid:' out)" 40
  edit 'd.name = "Another"' "$(one_credential)"
  run 3 "$CAIRN" verify issued/*.json --offline --json
  is "$(wc -l <out)" 40
  is "$(grep -c '"verdict":"invalid"' out)" 1
}
journey 'several files are judged in one go, and the worst answer is the exit code' several_files
