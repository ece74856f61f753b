# How the program talks.

usage() {
  run 2 "$CAIRN"
  says err 'No command was given'
  run 2 "$CAIRN" verfy x.json
  says err 'There is no command "verfy". Did you mean "verify"?'
  run 2 "$CAIRN" verify
  run 2 "$CAIRN" verify x.json --ofline
  says err 'There is no option "--ofline". Did you mean "--offline"?'
  run 2 "$CAIRN" issue "$DEFINITION" --key "$KEY"
  says err '--from' '--to'
  run 2 "$CAIRN" issue "$DEFINITION" --key "$KEY" --from a --to b
  run 2 "$CAIRN" keygen --issuer did:key --out k --type rsa
  run 2 "$CAIRN" keygen --issuer did:key --out k --passphrase secret
}
journey 'wrong usage is exit code 2 and says what was meant' usage

impossible_values() {
  run 0 "${ISSUE[@]}" --to 'Name <name@work.example>' --out issued
  run 2 "$CAIRN" verify "$(one_credential)" --offline --at nonsense
  says err '--at' 'usage.value'
  run 2 "$CAIRN" verify "$(one_credential)" --offline --at 2026-02-30
  run 2 "${ISSUE[@]}" --to 'Name <other@work.example>' --date nonsense
  says err '--date'
  run 2 "${ISSUE[@]}" --to 'nobody'
  says err '--to'
  run 2 "${ISSUE[@]}" --to 'Name <other@work.example>' --base-url nonsense
  run 2 "$CAIRN" serve --address nonsense
}
journey 'a value that cannot be is wrong usage: exit code 2' impossible_values

dropped_terms() {
  cat >loose.json <<'END'
{"@context": {"name": "https://schema.org/name"}, "name": "Ada", "favouriteColour": "green"}
END
  local command
  for command in expand compact to-rdf canonize; do
    run 0 "$CAIRN" "$command" loose.json
    says err 'favouriteColour'
    says_not out 'favouriteColour'
    says out 'Ada'
    run 1 "$CAIRN" "$command" --safe loose.json
    says err 'favouriteColour'
  done
  sed 's/, "favouriteColour": "green"//' loose.json >tidy.json
  run 0 "$CAIRN" expand tidy.json
  [ ! -s err ] || die 'a warning where nothing was dropped'
}
journey 'what a conversion drops is said on stderr' dropped_terms

helping() {
  run 0 "$CAIRN" --version
  says out 'cairn '
  run 0 "$CAIRN" help
  says out 'keygen' 'issue' 'verify' 'serve'
  run 0 "$CAIRN" help issue
  says out '--from'
  run 0 "$CAIRN" issue --help
  says out '--from'
  run 0 "$CAIRN" help exit-codes
  says out '130  interrupted'
  run 2 "$CAIRN" help isue
  says err 'Did you mean "issue"?'
}
journey 'help and version' helping

quiet() {
  people 200 >people.csv
  run 0 issue --from people.csv --out issued --json
  node -e 'const s = JSON.parse(require("fs").readFileSync("out")); if (s.issued !== 200 || s.skipped !== 0) throw new Error(JSON.stringify(s))' || die 'the summary is not as it should be'
  if grep -q $'\x1b' err out; then die 'colour without a terminal'; fi
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  if grep -q $'\x1b' err out; then die 'colour without a terminal'; fi
  [ ! -s err ] || die 'talk where there is nothing to say'
}
journey 'results go to stdout, talk to stderr, no colour without a terminal' quiet

secrets() {
  run 0 "$CAIRN" keygen --issuer did:key --out my.key
  says_not err 'correct horse'
  says_not my.key 'correct horse'
  run 0 issue --to 'A B <a@b.example>' --out issued
  says_not err 'correct horse'
}
journey 'the passphrase is never printed' secrets

# A folder that somebody sent may hold a database as well as a credential: it must not decide whom to trust.
unnamed_database() {
  run 0 "${ISSUE[@]}" --to 'Name <name@work.example>' --out issued --status none
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  (unset CAIRN_DATABASE; run 4 "$CAIRN" verify "$(one_credential)" --offline; says out 'unknown-issuer')
}
journey 'a database that nobody named decides nothing' unnamed_database

wrong_suite() {
  run 2 "${ISSUE[@]}" --to 'Name <name@work.example>' --out issued --suite foo
  says err 'eddsa-rdfc-2022'
  run 1 "${ISSUE[@]}" --to 'Name <name@work.example>' --out issued --suite ecdsa-rdfc-2019
  run 0 "${ISSUE[@]}" --to 'Name <name@work.example>' --out issued
}
journey 'a wrong suite is refused before anything is recorded' wrong_suite

lost_output() {
  [ -e /dev/full ] || skip 'no /dev/full here'
  local status=0
  "$CAIRN" did "$KEY" >/dev/full 2>err || status=$?
  is "$status" 1
  says err 'could not be written'
}
journey 'results that cannot be written are no success' lost_output

demo() {
  local port=18473 demo
  bash "$ROOT/tools/demo.sh" "$CAIRN" --port "$port" >out 2>err & demo=$!
  local tries=0
  until [ "$(grep -c '/c/' out)" -ge 40 ] || [ "$tries" -ge 150 ]; do tries=$((tries + 1)); sleep 0.2; done
  sleep 0.5
  node -e 'fetch(process.argv[1]).then(found => process.exit(found.status === 200 ? 0 : 1), () => process.exit(1))' \
    "$(grep -oE 'http://[^ ]*/c/[^ ]*' out | head -1)" || die 'the page of an award does not open'
  kill -TERM "$demo"
  wait "$demo" || true
}
journey 'the demo issues to 40 people and shows their pages until it is ended' demo
