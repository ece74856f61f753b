# What must not be given away, overwritten, or taken back by accident.

nothing_overwritten() {
  run 0 issue --status none --to 'A B <a@b.example>' --out issued
  local file before
  file="$(one_credential)"
  before="$(sha256sum <"$file")"
  run 1 "$CAIRN" certificate "$file" --offline --out "$file"
  is "$(sha256sum <"$file")" "$before"
}
journey 'a certificate never takes the place of a file that is there' nothing_overwritten

foreign_file() {
  run 0 issue --to 'A B <a@b.example>' --out issued --base-url https://awards.example
  local id
  id="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$(one_credential)")"
  echo "{\"id\":\"https://evil.example/c/${id##*/}\"}" >fake.json
  run 1 "$CAIRN" revoke fake.json --reason other
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  run 6 "$CAIRN" revoke "${id##*/}" --reason other --database typo.db
  [ ! -e typo.db ] || die 'a database was made by a slip of the pen'
}
journey 'a file that bears our code under another address revokes nothing, and a wrong database is not made' foreign_file

holders_copy() {
  run 0 "$CAIRN" keygen --issuer did:key --type p256 --out p.key
  run 0 "$CAIRN" issue "$DEFINITION" --status none --to 'A B <a@b.example>' --key p.key --suite ecdsa-sd-2023 --out issued
  run 1 "$CAIRN" bake "$(one_credential)" --out badge.svg
  says err 'bake.base-proof'
  run 1 "$CAIRN" issue "$DEFINITION" --status none --to 'C D <c@d.example>' --key p.key --suite ecdsa-sd-2023 --out more --certificates
  says err 'issue.suite'
  run 1 "$CAIRN" endorse urn:x:achievement --comment x --key p.key --suite ecdsa-sd-2023 --out e.json
  says err 'issue.suite'
}
journey 'what a learner may hide goes into no picture and no certificate' holders_copy

no_award() {
  run 0 "$CAIRN" endorse urn:x:achievement --comment x --key "$KEY" --out e.json
  run 1 "$CAIRN" certificate e.json --offline --out e.pdf
  says err 'certificate.no-award'
}
journey 'no certificate is drawn of what awards nothing' no_award

public_page() {
  run 0 "$CAIRN" issue "$DEFINITION" --status none --form sd-jwt --to 'Ada Lovelace <ada@work.example>' --key "$KEY" --out issued --base-url http://127.0.0.1:18475
  local file code server
  file="$(find issued -name '*.sd-jwt')"
  code="$(grep -oE '/c/[A-Za-z0-9]+' out | head -1)"
  "$CAIRN" serve --port 18475 >served 2>&1 & server=$!
  local tries=0
  until grep -q 18475 served || [ "$tries" -ge 50 ]; do tries=$((tries + 1)); sleep 0.1; done
  node -e 'fetch(process.argv[1]).then(async found => { console.log(found.headers.get("content-type")); console.log(await found.text()); })' \
    "http://127.0.0.1:18475$code.json" >shown || true
  kill -TERM "$server"
  wait "$server" || true
  says shown 'application/dc+sd-jwt'
  is "$(tail -1 shown | tr -cd '~' | wc -c)" 1
  [ "$(tr -cd '~' <"$file" | wc -c)" -gt 2 ] || die 'the token has nothing to withhold'
}
journey 'the public page of a token shows nothing that its holder may withhold' public_page
