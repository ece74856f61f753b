# Endorsements and learner records.

EMPLOYER="$WORK/shared/employer.key"
EMPLOYER_ID="$("$CAIRN" keygen --issuer did:key --out "$EMPLOYER" 2>/dev/null | node -p 'JSON.parse(require("fs").readFileSync(0)).id')"
COMMENT='We use these skills every day.'
# value FILE EXPRESSION: a value of a JSON file, which the expression sees as d.
value() { node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])); eval(process.argv[2])' "$1" "$2"; }
# report EXIT-CODE FILE OPTION...: verify, and leave the report in the file out.
report() { run "$1" "$CAIRN" verify "$2" --offline --json "${@:3}"; }

# An award in no status list: that has journeys of its own.
award_without_list() {
  issue --status none --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued >out 2>err || die 'issuing one failed'
}

endorse_award() {
  award_without_list
  cp "$(one_credential)" award.json
  run 0 "$CAIRN" endorse award.json --comment "$COMMENT" --key "$EMPLOYER" --signer-name 'Ardmore Energy' --out endorsement.json --offline
  is "$(value endorsement.json d.credentialSubject.id)" "$(value award.json d.id)"
  run 1 "$CAIRN" endorse award.json --key "$EMPLOYER" --out endorsement.json --offline
  says err 'output.exists'
}

employer_endorses() {
  endorse_award
  # Alone: a credential like any other, of an issuer that nobody listed.
  report 4 endorsement.json
  is "$(value out d.verdict)" unknown-issuer
  # Beside the award, in a file of its own and in one file with it.
  report 0 award.json --endorsement endorsement.json
  is "$(value out 'd.enclosed.map(e => `${e.role} ${e.about} ${e.issuer} ${e.report.verdict}`).join()')" \
    "endorsement credential $EMPLOYER_ID unknown-issuer"
  is "$(value out 'd.enclosed[0].comment')" "$COMMENT"
  { echo '['; cat award.json; echo ','; cat endorsement.json; echo ']'; } >both.json
  report 0 both.json
  is "$(value out 'd.enclosed[0].pointer + " " + d.enclosed[0].report.verdict')" '/1 unknown-issuer'
  echo "$EMPLOYER_ID" >known.txt
  run 0 "$CAIRN" verify both.json --offline --known-issuers known.txt
  says out "Endorsed by Ardmore Energy ($EMPLOYER_ID): valid" 'It endorses this credential.' "\"$COMMENT\""
}
journey 'an employer endorses an award; the award is valid and the endorsement reported apart, alone, beside it and bundled' employer_endorses

tampered_endorsement() {
  endorse_award
  edit 'd.credentialSubject.endorsementComment = "The best we ever saw."' endorsement.json
  report 0 award.json --endorsement endorsement.json
  is "$(value out 'd.verdict + " " + d.enclosed[0].report.verdict')" 'valid invalid'
  is "$(value out 'd.enclosed[0].comment')" undefined
  run 0 "$CAIRN" verify award.json --offline --endorsement endorsement.json
  says out 'Endorsement beside it: invalid' '1 is invalid' 'valid: the signature fits'
  says_not out 'The best we ever saw'
  # Somebody else signs in the employer's name.
  run 0 "$CAIRN" endorse award.json --key "$WEB_KEY" --out forged.json --offline
  edit "d.issuer.id = '$EMPLOYER_ID'" forged.json
  report 0 award.json --endorsement forged.json
  is "$(value out 'd.verdict + " " + d.enclosed[0].report.verdict')" 'valid invalid'
  # The award tampered with, the endorsement sound: each keeps its own verdict.
  run 0 "$CAIRN" endorse award.json --key "$EMPLOYER" --out sound.json --offline
  edit 'd.name = "Another"' award.json
  report 3 award.json --endorsement sound.json
  is "$(value out 'd.verdict + " " + d.enclosed[0].report.verdict')" 'invalid unknown-issuer'
  run 1 "$CAIRN" endorse award.json --key "$EMPLOYER" --offline
  says err 'endorse.not-good'
}
journey 'an endorsement tampered with or forged is invalid, and the award stays as it was' tampered_endorsement

something_else() {
  endorse_award
  run 0 "$CAIRN" endorse urn:uuid:9f8f9a52-41fb-4a5e-9a4c-0d9b0f0d1a11 --key "$EMPLOYER" --out other.json
  run 0 "$CAIRN" verify award.json --offline --endorsement other.json
  says out 'It endorses something else: urn:uuid:9f8f9a52'
  run 0 "$CAIRN" verify award.json --offline --endorsement award.json
  says out 'It is no endorsement.'
  run 0 "$CAIRN" endorse award.json --part issuer --key "$EMPLOYER" --out issuer.json --offline
  run 0 "$CAIRN" verify award.json --offline --endorsement issuer.json
  says out 'It endorses the issuer.'
}
journey 'an endorsement of something else is told from one of this award' something_else

embedded() {
  run 0 "$CAIRN" endorse "$DEFINITION" --comment "$COMMENT" --key "$EMPLOYER" --signer-name 'Ardmore Energy' --out employer.json
  { echo 'endorsements = ["employer.json"]'; cat "$DEFINITION"; } >d.toml
  run 0 "$CAIRN" issue --status none d.toml --key "$KEY" --to 'A B <a@b.example>' --out issued
  local file
  file="$(one_credential)"
  run 0 "$CAIRN" lint "$file" --json
  says out '"conforms":true'
  report 0 "$file"
  is "$(value out 'd.enclosed.map(e => `${e.pointer} ${e.about} ${e.report.verdict}`).join()')" \
    '/credentialSubject/achievement/endorsement/0 achievement unknown-issuer'
  # What stands inside is signed twice: changed, neither signature fits; and the issuer's own part still tells it apart.
  cp "$file" changed.json
  edit 'd.credentialSubject.achievement.endorsement[0].credentialSubject.endorsementComment = "x"' changed.json
  report 3 changed.json
  is "$(value out 'd.enclosed[0].report.verdict')" invalid
  cp "$file" other.json
  edit 'd.credentialSubject.achievement.name = "x"' other.json
  report 3 other.json
  is "$(value out 'd.enclosed[0].report.verdict')" unknown-issuer
  # Only a sound endorsement of this very achievement goes in.
  edit 'd.name = "x"' employer.json
  run 1 "$CAIRN" issue --status none d.toml --key "$KEY" --to 'C D <c@d.example>' --out refused
  says err 'endorse.not-good' 'employer.json'
  run 0 "$CAIRN" endorse urn:uuid:9f8f9a52-41fb-4a5e-9a4c-0d9b0f0d1a11 --key "$EMPLOYER" --out other-thing.json
  sed -i 's/employer.json/other-thing.json/' d.toml
  run 1 "$CAIRN" issue --status none d.toml --key "$KEY" --to 'C D <c@d.example>' --out refused
  says err 'endorse.other-thing'
}
journey 'a definition lists an endorsement: it goes into every award, and only when it is sound' embedded

three_credentials() {
  local n
  for n in 1 2 3; do
    sed "s|^id = \"[^\"]*|&-$n|; 0,/^name = /s|^name = .*|name = \"Micro-credential $n\"|" "$DEFINITION" >"$n.toml"
    [ "$n" -ne 2 ] || sed -i 's/^evidence = .*/&\nvalidity_months = 12/' "$n.toml"
    run 0 "$CAIRN" issue --status none "$n.toml" --key "$KEY" --to "Mòrag NicIlleDhuibh <morag@work.example>" --out "issued-$n"
    cp "$(one_credential "issued-$n")" "$n.json"
  done
  sed 's|^id = "[^"]*|&-certificate|; 0,/^name = /s|^name = .*|name = "Graduate Certificate in Data"|' "$DEFINITION" >certificate.toml
  CERTIFICATE="$(sed -n 's|^id = "\([^"]*\)".*|\1|p' certificate.toml | head -1)"
}

learner_record() {
  three_credentials
  run 0 "$CAIRN" clr 1.json 2.json 3.json --subject 'Mòrag NicIlleDhuibh <morag@work.example>' --towards "$CERTIFICATE" \
    --achievement certificate.toml --completeness partial --key "$KEY" --signer-name 'Ardmore College' --out record.json --offline
  says err 'A record of 3 credentials'
  run 0 "$CAIRN" lint record.json --json
  is "$(value out 'd.conforms + " " + d.findings.length')" 'true 0'
  report 0 record.json --recipient morag@work.example
  is "$(value out 'd.enclosed.map(e => `${e.role} ${e.report.verdict}`).join()')" 'credential valid,credential valid,credential valid'
  is "$(value out 'd.associations.map(a => `${a.sourceName} ${a.type} ${a.targetName}`)[2]')" 'Micro-credential 3 isPartOf Graduate Certificate in Data'
  run 0 "$CAIRN" verify record.json --offline
  says out 'Micro-credential 1  isPartOf  Graduate Certificate in Data' '"Micro-credential 2" by'
  # One of them changed: the record's own signature covers it too.
  cp record.json changed.json
  edit 'd.credentialSubject.verifiableCredential[1].credentialSubject.achievement.name = "Neurosurgery"' changed.json
  report 3 changed.json
  is "$(value out 'd.enclosed.map(e => e.report.verdict).join()')" 'valid,invalid,valid'
  # One of them runs out: the record itself is as good as before, and the words tell.
  local later
  later="$(date -u -d '+ 14 months' +%F)"
  report 0 record.json --at "$later"
  is "$(value out 'd.verdict + ": " + d.enclosed.map(e => e.report.verdict).join()')" 'valid: valid,invalid,valid'
  run 0 "$CAIRN" verify record.json --offline --at "$later"
  says out 'of those inside or beside it, 1 is invalid'
}
journey 'three micro-credentials in a learner record, as parts of a larger award; a bad one inside is told apart' learner_record

record_refusals() {
  three_credentials
  local clr=("$CAIRN" clr --key "$KEY" --offline)
  run 1 "${clr[@]}" 1.json --subject someone@else.example
  says err 'clr.other-learner' '1.json'
  run 1 "${clr[@]}" 1.json 1.json --subject morag@work.example
  says err 'clr.twice'
  run 1 "${clr[@]}" 1.json --subject morag@work.example --association isBossOf=urn:a:b,urn:a:c
  says err 'clr.association' 'isPartOf'
  cp 1.json changed.json
  edit 'd.name = "x"' changed.json
  run 1 "${clr[@]}" 2.json changed.json --subject morag@work.example
  says err 'clr.not-good' 'changed.json'
  # Another learner's credential does not slip in between.
  run 0 "$CAIRN" issue --status none 3.toml --key "$KEY" --to 'Other Person <other@work.example>' --out other
  run 1 "${clr[@]}" 1.json "$(one_credential other)" --subject morag@work.example
  says err 'clr.other-learner'
  # An employer may bundle too; nobody here knows the issuer, and that is no obstacle.
  run 0 env -u CAIRN_DATABASE "$CAIRN" clr 1.json --subject morag@work.example --key "$EMPLOYER" --offline --out record.json
}
journey 'a learner record takes only sound credentials of one learner, each once' record_refusals
