# Credentials that must not pass.

verdict() { # verdict EXIT-CODE WORD FILE [OPTION...]
  run "$1" "$CAIRN" verify "$3" --offline --json "${@:4}"
  says out "\"verdict\":\"$2\""
}

tampered() {
  issue_one
  cp "$(one_credential)" a.json
  edit 'd.credentialSubject.achievement.name = "Neurosurgery"' a.json
  verdict 3 invalid a.json
  says out '{"id":"signature","outcome":"fail"'
  run 3 "$CAIRN" verify a.json --offline
  says out 'invalid: do not rely' 'fail'
  says_not out 'Neurosurgery'
}
journey 'a tampered value is invalid, and what is not signed is not shown' tampered

wrong_key() {
  issue_one
  cp "$(one_credential)" a.json
  local other
  other="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$WEB_DOCUMENT")"
  # Another issuer claims what this key signed.
  edit "d.issuer.id = '$other'" a.json
  echo "{\"$other\": \"$WEB_DOCUMENT\"}" >map.json
  verdict 3 invalid a.json --documents map.json
}
journey 'a credential signed with a key that is not the issuer'"'"'s is invalid' wrong_key

dates() {
  sed 's/^evidence = .*/evidence = "optional"\nvalidity_months = 12/' "$DEFINITION" >d.toml
  run 0 "$CAIRN" issue d.toml --status none --key "$KEY" --to 'A B <a@b.example>' --date 2026-01-31 --out issued
  verdict 0 valid "$(one_credential)" --at 2026-12-31
  verdict 3 invalid "$(one_credential)" --at 2027-02-15
  says out '{"id":"dates","outcome":"fail"'
  verdict 3 invalid "$(one_credential)" --at 2026-01-15T12:00:00Z
  run 2 "$CAIRN" verify "$(one_credential)" --at yesterday
  says err 'time.'
}
journey 'expired and not yet valid are invalid at their time' dates

truncated() {
  issue_one
  head -c 1000 "$(one_credential)" >a.json
  verdict 3 invalid a.json
  says out '{"id":"reading","outcome":"fail"' 'json.'
}
journey 'truncated JSON is invalid' truncated

duplicates() {
  issue_one
  sed 's/"validFrom":/"validFrom":"2020-01-01T00:00:00Z","validFrom":/' "$(one_credential)" >a.json
  verdict 3 invalid a.json
  says out 'json.duplicate-member'
}
journey 'duplicate members are invalid' duplicates

contexts() {
  issue_one
  cp "$(one_credential)" a.json
  edit 'd["@context"].push("https://strange.example/context")' a.json
  run 4 "$CAIRN" verify a.json --offline --json
  says out '"verdict":"undetermined"' 'strange.example'
  cp "$(one_credential)" b.json
  edit 'd["@context"].push({"name": "https://evil.example/name"})' b.json
  verdict 3 invalid b.json
  says out 'inline'
  cp "$(one_credential)" c.json
  edit 'd.shoeSize = 47' c.json
  verdict 3 invalid c.json
  says out 'shoeSize'
}
journey 'an unknown context is undetermined; an inline one and an undefined term are invalid' contexts

poison() {
  issue_one
  cp "$(one_credential)" a.json
  # Two nodes without names, each with ten like nodes under it: telling them apart means trying every order.
  edit 'd.type = ["VerifiableCredential"];
    const unit = () => ({type: ["Profile"], parentOrg: [...Array(10)].map(() => ({type: ["Profile"]}))});
    d.credentialSubject = {type: ["Profile"], parentOrg: [unit(), unit()]};' a.json
  local start=$SECONDS
  run 4 "$CAIRN" verify a.json --offline --json
  says out '"verdict":"undetermined"' 'rdfc.'
  run 1 "$CAIRN" canonize a.json
  says err 'rdfc.'
  [ $((SECONDS - start)) -lt 20 ] || die "took $((SECONDS - start)) seconds"
}
journey 'a poison graph is refused by name, quickly' poison

other_files() {
  : >empty
  verdict 4 undetermined empty
  printf '%%PDF-1.7 hello' >a.pdf
  verdict 4 undetermined a.pdf
  echo 'hello' >a.txt
  run 4 "$CAIRN" verify a.txt --offline
  run 6 "$CAIRN" verify nowhere.json --offline
  says err 'nowhere.json' 'input.not-found'
  run 1 "$CAIRN" verify https://badges.ardmore.example/c/x --offline
  says err 'verify.offline'
}
journey 'an empty file, another kind of file and a missing one are told apart' other_files

huge() {
  truncate -s 1G huge.json
  local start=$SECONDS
  verdict 4 undetermined huge.json
  [ $((SECONDS - start)) -lt 5 ] || die "took $((SECONDS - start)) seconds"
  run 1 "$CAIRN" lint huge.json
  says err 'input.size'
  run 2 issue --from "$DEMO/people.csv" --out issued --database huge.db --suite eddsa-rdfc-1999
  ln -s huge.json huge.toml
  run 1 "$CAIRN" issue huge.toml --from "$DEMO/people.csv" --key "$KEY" --out issued
  says err 'huge.toml'
}
journey 'a file of 1 GB is refused without being read' huge

deceptive_words() {
  issue_one
  local file
  file="$(one_credential)"
  edit 'd.issuer.id = "did:web:a.example\u001b[2J\nvalid: the signature fits"; d.issuer.name = "egelloC \u202eeromdrA";' "$file"
  run 3 "$CAIRN" verify "$file" --offline
  says_not out $'\x1b'
  says_not out $'\u202e'
  says out '[U+001B]' '[U+000A]valid'
  if grep -q '^valid' out; then die "a line of the credential's own passes for ours"; fi
  run 3 "$CAIRN" lint "$file"
  says out 'house.deceptive-character'
  says_not out $'\x1b'
}
journey 'what a credential says can neither command a terminal nor pass for our own words' deceptive_words
