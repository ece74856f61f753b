# A learner shows a part of a credential.

selective_issue() { # selective_issue [DEFINITION]: one credential with a mark and evidence, as mine.json
  run 0 "$CAIRN" keygen --issuer did:key --type p256 --out p256.key
  printf 'Name,Email,Date awarded,Mark,Evidence\nMòrag NicIlleDhuibh,morag@work.example,2026-06-14,87,https://work.example/portfolio\n' >list.csv
  run 0 "$CAIRN" issue "${1:-$DEFINITION}" --from list.csv --key p256.key --suite ecdsa-sd-2023 --out issued
  cp "$(find issued -name '*.json' | head -1)" mine.json
}

name_hidden() {
  selective_issue
  run 0 "$CAIRN" disclose mine.json --hide name --out copy.json
  run 0 "$CAIRN" verify copy.json --offline
  says out 'Shown in part: the holder chose what to show' 'valid: the signature fits' 'Data storytelling'
  says copy.json '"87"' 'https://work.example/portfolio'
  says_not copy.json 'NicIlleDhuibh'
  says_not out 'NicIlleDhuibh'
}
journey 'a learner shows the achievement and the mark without the name' name_hidden

marks_only() {
  selective_issue
  run 0 "$CAIRN" disclose mine.json --show marks --out copy.json
  says copy.json '"87"' 'Data storytelling'
  for hidden in NicIlleDhuibh work.example identityHash; do says_not copy.json "$hidden"; done
  run 0 "$CAIRN" verify copy.json --offline --json
  says out '"verdict":"valid"' '"extent":"part"'
  edit 'd.credentialSubject.result.find(r => r.value === "87").value = "99"' copy.json
  run 3 "$CAIRN" verify copy.json --offline
}
journey 'a learner shows the mark without the rest, and nobody can change it' marks_only

own_copy() {
  selective_issue
  run 4 "$CAIRN" verify mine.json --offline --json
  says out '"verdict":"undetermined"' 'sd.base-proof' 'cairn disclose'
  run 0 "$CAIRN" disclose mine.json --show everything --out all.json
  run 0 "$CAIRN" verify all.json --offline
}
journey 'the copy a learner keeps is not the one to show' own_copy

bad_requests() {
  selective_issue
  run 6 "$CAIRN" disclose mine.json --show /credentialSubject/nothing
  says err '/credentialSubject/nothing' 'sd.pointer-target'
  run 1 "$CAIRN" disclose mine.json --show shoesize
  says err 'shoesize' 'marks'
  run 1 "$CAIRN" disclose mine.json --hide achievement
  says err '/credentialSubject/achievement' 'the issuer made it so'
  run 2 "$CAIRN" disclose mine.json
  run 0 "$CAIRN" disclose mine.json --show marks --out copy.json
  run 1 "$CAIRN" disclose mine.json --show marks --out copy.json
  says err 'output.exists'
  run 1 "$CAIRN" disclose copy.json --show marks
  says err 'sd.derived-proof'
  edit 'd.credentialSubject.result[0].value = "100"' mine.json
  run 1 "$CAIRN" disclose mine.json --show marks
  says err 'disclosure.changed'
  rm -r issued
  issue_one
  run 6 "$CAIRN" disclose "$(one_credential)" --show marks
  says err 'sd.no-base-proof' 'ecdsa-sd-2023'
}
journey 'what cannot be shown or hidden is said by name' bad_requests

issuers_choice() {
  { sed '/^\[\[\|^\[/,$d' "$DEFINITION"; sed -n '/^\[\[\|^\[/,$p' "$DEFINITION"
    printf '\n[disclosure]\nmandatory = ["/credentialSubject/achievement", "/credentialSubject/result"]\n'; } >d.toml
  selective_issue d.toml
  run 0 "$CAIRN" disclose mine.json --show /name --out copy.json
  says copy.json '"87"'
  run 1 "$CAIRN" disclose mine.json --hide marks
  says err 'disclosure.mandatory'
  rm -r issued
  sed 's|^mandatory = .*|mandatory = ["result"]|' d.toml >bad.toml
  run 1 "$CAIRN" issue bad.toml --from list.csv --key p256.key --suite ecdsa-sd-2023 --out issued
  says err 'issue.disclosure'
  run 1 "$CAIRN" issue "$DEFINITION" --from list.csv --key "$KEY" --suite ecdsa-sd-2023 --out issued
  says err 'issue.suite'
}
journey 'an issuer says what every copy shows' issuers_choice
