# Edges of the command line: what is not drawn, which files name an award, and what counts as wrong usage.


certificates_of_the_withdrawn() {
  people 3 >people.csv
  run 0 issue --from people.csv --out issued --status suspension
  local first second
  first="$(find issued -name '*.json' | sort | sed -n 1p)"
  second="$(find issued -name '*.json' | sort | sed -n 2p)"
  run 0 "$CAIRN" revoke "$first" --reason misconduct
  run 0 "$CAIRN" suspend "$second" --reason under-review
  run 0 issue --from people.csv --out issued --status suspension --certificates
  is "$(find issued -name '*.pdf' | wc -l)" 1
  says err 'No certificate was drawn of 2 credentials that are revoked or suspended'
  grep -qF 'no certificate: the credential is revoked' issued/*.csv || die 'the result list does not say so'
  grep -qF 'no certificate: the credential is suspended' issued/*.csv || die 'the result list does not say so'
  run 0 "$CAIRN" reinstate "$second"
  run 0 issue --from people.csv --out issued --status suspension --certificates --json
  says out '"withdrawn":1'
  is "$(find issued -name '*.pdf' | wc -l)" 2
}
journey 'no certificate is drawn of an award that is revoked or suspended, and the run says so' certificates_of_the_withdrawn

listed_endorsements_offline() {
  run 0 "$CAIRN" endorse "$DEFINITION" --comment 'We ask for this.' --key "$WEB_KEY" --out employer.json --offline
  { echo 'endorsements = ["employer.json"]'; cat "$DEFINITION"; } >d.toml
  local words=(issue d.toml --status none --key "$KEY" --to 'A B <a@b.example>' --out issued --offline)
  run 1 "$CAIRN" "${words[@]}"
  says err 'employer.json'
  echo "{\"did:web:badges.ardmore.example\": \"$WEB_DOCUMENT\"}" >documents.json
  run 0 "$CAIRN" "${words[@]}" --documents documents.json
  says "$(one_credential)" 'We ask for this.'
}
journey 'a definition with endorsements is issued without the network, from documents given by hand' listed_endorsements_offline

# revoked_by FILE ID: the file alone says which award is meant.
revoked_by() {
  run 0 "$CAIRN" revoke "$1" --reason other
  says out "revoked: $2"
}
revoked_by_file() {
  people 1 >people.csv
  picture plain.png
  run 0 issue --from people.csv --out issued --image plain.png
  revoked_by "$(find issued -name '*.png')" "$(id_in "$(one_credential)")"
  run 0 issue --to 'C D <c@d.example>' --out drawn --certificates
  revoked_by "$(find drawn -name '*.pdf')" "$(id_in "$(one_credential drawn)")"
  run 0 issue --to 'E F <e@f.example>' --out tokens --form sd-jwt
  local token
  token="$(find tokens -name '*.sd-jwt')"
  run 0 "$CAIRN" present "$token" --hide name --out shown.sd-jwt
  revoked_by shown.sd-jwt "$(sed 's/^\([^.]*\.[^.]*\)\..*/\1/' "$token" | cut -d. -f2 | node -p 'JSON.parse(Buffer.from(require("fs").readFileSync(0, "utf8"), "base64url")).id')"
}
journey 'an award is revoked by its picture, its certificate, and a token of which a part is shown' revoked_by_file

strange_files() {
  people 1 >people.csv
  picture plain.png
  run 0 issue --from people.csv --out issued
  run 6 "$CAIRN" revoke plain.png --reason other
  says err 'reading.no-credential-inside'
  # A token that bears our code under another address.
  local code
  code="$(id_in "$(one_credential)")"
  node -e 'const part = value => Buffer.from(JSON.stringify(value)).toString("base64url");
    process.stdout.write(`${part({alg: "ES256"})}.${part({id: `https://evil.example/c/${process.argv[1]}`})}.AAAA`);' "${code##*/}" >evil.jwt
  run 1 "$CAIRN" revoke evil.jwt --reason other
  says err 'status.not-ours'
  # A picture whose old badge lies at the address of one of our awards.
  printf '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="%s"/></svg>' "$code" >old.svg
  run 6 "$CAIRN" revoke old.svg --reason other
  run 0 "$CAIRN" verify "$(one_credential)" --offline
}
journey 'a picture without a credential, a forged token and an old badge revoke nothing' strange_files

wrong_values() {
  run 0 issue --to 'A B <a@b.example>' --out issued
  run 0 issue --to 'C D <c@d.example>' --out loose --status none
  local file
  file="$(one_credential)"
  run 2 "$CAIRN" revoke "$file" --reason because
  says err 'status.reason' 'misconduct'
  run 2 "$CAIRN" endorse urn:x:a --comment x --key "$KEY" --until nonsense
  says err '--until' 'time.format'
  run 2 "$CAIRN" endorse urn:x:a --comment x --key "$KEY" --suite foo
  says err 'issue.suite-unknown' 'eddsa-rdfc-2022'
  run 2 "$CAIRN" clr "$(one_credential loose)" --subject c@d.example --key "$KEY" --offline --suite foo
  says err 'issue.suite-unknown'
  run 1 "$CAIRN" endorse urn:x:a --comment x --key "$KEY" --suite ecdsa-rdfc-2019
  says err 'issue.suite'
  local count
  for count in -1 0 many; do run 2 "$CAIRN" verify "$file" --offline --min-status-entries "$count"; done
  run 0 "$CAIRN" verify "$file" --offline
}
journey 'a reason, a day, a suite or a number that cannot be is wrong usage' wrong_values

who_did_it() {
  run 0 issue --to 'A B <a@b.example>' --out issued
  run 0 env -u USER -u LOGNAME -u CAIRN_BY "$CAIRN" revoke "$(one_credential)" --reason other
  run 0 "$CAIRN" status show "$(one_credential)"
  says out "revoked by $(id -un):"
}
journey 'without USER the record names the login' who_did_it

no_database_yet() {
  local server tries=0
  "$CAIRN" serve --port 18476 --database typo.db >served 2>&1 & server=$!
  until grep -q 18476 served || [ "$tries" -ge 50 ]; do tries=$((tries + 1)); sleep 0.1; done
  kill -TERM "$server"
  wait "$server" || true
  says served 'There is no database at typo.db yet' 'Serving at'
  [ ! -e typo.db ] || die 'serving made a database'
}
journey 'serve says at once that there is no database yet' no_database_yet

taken_out_of_a_certificate() {
  run 0 issue --to 'A B <a@b.example>' --out issued --status none --certificates
  run 0 "$CAIRN" unbake "$(find issued -name '*.pdf')" --out inside.json
  cmp inside.json "$(one_credential)" || die 'another credential came out'
  run 0 "$CAIRN" help unbake
  says out 'PDF'
}
journey 'unbake takes the credential out of a certificate' taken_out_of_a_certificate
