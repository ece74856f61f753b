# Credentials of which a learner shows a part.

one_token() { find "${1:-issued}" -name '*.sd-jwt' | sort | head -1; }
learner_key() { # learner_key FILE: makes a key; its DID is left in the file FILE.did
  "$CAIRN" keygen --issuer did:key --type p256 --out "$1" >"$1.json" 2>/dev/null
  node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$1.json" >"$1.did"
}
issue_token() { # issue_token DID
  echo "Name,Email,DID,Date awarded,Final mark,Evidence
Seònaid NicDhòmhnaill,seonaid@work.example,$1,2026-06-14,81,https://work.example/portfolio" >people.csv
  run 0 "$CAIRN" issue "$DEFINITION" --form sd-jwt --key "$KEY" --from people.csv --out issued
}

whole_token() {
  issue_token ''
  is "$(find issued -name '*.sd-jwt' | wc -l)" 1
  is "$(credentials)" 0
  run 0 "$CAIRN" verify "$(one_token)" --offline
  says out 'Data storytelling' 'Seònaid NicDhòmhnaill' 'Ardmore College' 'valid:'
  run 0 "$CAIRN" verify "$(one_token)" --offline --recipient seonaid@work.example --json
  says out '"format":"sd-jwt"' 'recipient.matches'
  run 3 "$CAIRN" verify "$(one_token)" --offline --recipient somebody@else.example
  # The same again changes nothing; the other form is another credential.
  run 0 "$CAIRN" issue "$DEFINITION" --form sd-jwt --key "$KEY" --from people.csv --out issued
  says out 'issued 0' 'already issued 1'
  run 0 "$CAIRN" issue "$DEFINITION" --key "$KEY" --from people.csv --out issued
  says out 'issued 1'
  is "$(credentials)" 1
  run 1 "$CAIRN" issue "$DEFINITION" --form sd-jwt --suite eddsa-jcs-2022 --key "$KEY" --from people.csv --out issued
  says err 'exclude each other'
}
journey 'a token is issued, verified, and told from the JSON of the same award' whole_token

without_name() {
  issue_token ''
  run 0 "$CAIRN" present "$(one_token)" --hide name,email --out shown.sd-jwt
  run 0 "$CAIRN" verify shown.sd-jwt --offline
  says out 'Data storytelling' 'valid:'
  says_not out 'Seònaid'
  run 4 "$CAIRN" verify shown.sd-jwt --offline --recipient seonaid@work.example --json
  says out 'recipient.none'
  run 0 "$CAIRN" present "$(one_token)" --show achievement
  tr '~' '\n' <out | grep -c . >count
  is "$(cat count)" 1
  run 0 "$CAIRN" present "$(one_token)" --show everything --hide marks,evidence
  run 6 "$CAIRN" present "$(one_token)" --show /credentialSubject/achievement/name
  says err 'present.nothing-there' '/credentialSubject/identifier/0'
  run 1 "$CAIRN" present "$(one_token)" --show shoe-size
  says err 'present.word'
  run 1 "$CAIRN" present "$(one_token)" --hide achievement
  says err 'present.always-shown'
  run 2 "$CAIRN" present "$(one_token)"
}
journey 'a learner shows the achievement without the name' without_name

bound() {
  learner_key my.key
  learner_key other.key
  issue_token "$(cat my.key.did)"
  local to=(--audience https://work.example --nonce 8f2a)
  run 0 "$CAIRN" present "$(one_token)" --show marks --key my.key "${to[@]}" --out marks.sd-jwt
  run 0 "$CAIRN" verify marks.sd-jwt --offline "${to[@]}"
  says out 'presented by the holder of the key named in it, to you, in answer to your nonce' 'valid:'
  says_not out 'Seònaid'
  run 0 "$CAIRN" verify marks.sd-jwt --offline
  says out 'whether that is you was not asked'
  run 3 "$CAIRN" verify marks.sd-jwt --offline --nonce other
  says out 'sd-jwt.binding-nonce'
  run 3 "$CAIRN" verify marks.sd-jwt --offline --audience https://elsewhere.example
  says out 'sd-jwt.binding-audience'
  run 3 "$CAIRN" verify marks.sd-jwt --offline "${to[@]}" --at 2030-01-01
  says out 'sd-jwt.binding-time'
  # Who only has a copy cannot present it.
  run 3 "$CAIRN" verify "$(one_token)" --offline "${to[@]}"
  says out 'sd-jwt.binding'
  run 1 "$CAIRN" present "$(one_token)" --show marks --key other.key "${to[@]}"
  says err 'sd-jwt.holder-key'
  run 1 "$CAIRN" present marks.sd-jwt --show marks
  says err 'present.bound'
  run 2 "$CAIRN" present "$(one_token)" --show marks --key my.key
  says err 'go together'
  # Taking a disclosure out, or putting one back in, breaks the binding.
  awk -F'~' -v OFS='~' '{ $2 = ""; sub(/~~/, "~"); print }' marks.sd-jwt >less.sd-jwt
  run 3 "$CAIRN" verify less.sd-jwt --offline
  says out 'sd-jwt.binding-hash'
}
journey 'a learner presents a mark to one verifier, and nobody else can use it' bound

broken_token() {
  issue_token ''
  local token
  token="$(cat "$(one_token)")"
  printf '%s' "${token%\~}" >a.sd-jwt
  run 3 "$CAIRN" verify a.sd-jwt --offline --json
  says out 'sd-jwt.syntax'
  printf '%sWyJzYWx0IiwieCIsMV0~' "$token" >b.sd-jwt
  run 3 "$CAIRN" verify b.sd-jwt --offline --json
  says out 'sd-jwt.disclosure-unused'
  printf '%s=~' "${token%\~}" >c.sd-jwt
  run 3 "$CAIRN" verify c.sd-jwt --offline --json
  says out 'sd-jwt.disclosure'
  sed 's/^\([^.]*\)\.\(.\)/\1.f/' "$(one_token)" >d.sd-jwt
  run 3 "$CAIRN" verify d.sd-jwt --offline
  says_not out 'Seònaid'
  # Turned around line by line, as mail does it, is no damage at the ends only.
  printf '\n%s\n\n' "$token" >e.sd-jwt
  run 0 "$CAIRN" verify e.sd-jwt --offline
}
journey 'a token that was damaged or added to is invalid' broken_token
