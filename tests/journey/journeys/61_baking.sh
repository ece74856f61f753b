# Credentials inside pictures.

picture() { # picture FILE: a small PNG
  printf 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCA05RTSgAAAABJRU5ErkJggg==' | base64 -d >"$1"
}
drawing='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'

baking() {
  issue_one
  picture a.png
  echo "$drawing" >a.svg
  for kind in png svg; do
    run 0 "$CAIRN" bake "$(one_credential)" "a.$kind" --out "baked.$kind"
    verdict 0 valid "baked.$kind"
    says out "\"carrier\":\"$kind\""
    run 0 "$CAIRN" unbake "baked.$kind" --out "taken-$kind.json"
    cmp "taken-$kind.json" "$(one_credential)" || die "what was put into the $kind did not come out"
    run 0 "$CAIRN" unbake "baked.$kind"
    run 0 "$CAIRN" verify "baked.$kind" --offline
    says out 'The picture itself proves nothing' 'was taken out of' 'NicIlleDhuibh'
  done
  if command -v compare >/dev/null; then
    compare -metric AE a.png baked.png null: 2>differing || die 'the pixels changed'
    is "$(cut -d' ' -f1 differing)" 0
  fi
}
journey 'a credential in a picture is as valid as on its own, and the picture stays' baking

baking_plain() {
  issue_one
  run 0 "$CAIRN" bake "$(one_credential)" --out plain.svg
  says plain.svg '<title' '<desc' 'role="img"'
  verdict 0 valid plain.svg
}
journey 'without a picture a plain one is made' baking_plain

baking_bad() {
  issue_one
  picture a.png
  local good; good="$(one_credential)"
  cp "$good" forged.json
  edit 'd.credentialSubject.achievement.name = "Neurosurgery"' forged.json
  run 0 "$CAIRN" bake forged.json a.png --out forged.png
  verdict 3 invalid forged.png
  says out '{"id":"signature","outcome":"fail"'
  run 3 "$CAIRN" verify forged.png --offline
  says_not out 'Neurosurgery'
  # Two good credentials in one picture.
  run 0 "$CAIRN" bake "$good" a.png --out once.png
  node -e 'const fs = require("fs"), b = fs.readFileSync("once.png"), n = b.readUInt32BE(33) + 12;
    fs.writeFileSync("twice.png", Buffer.concat([b.subarray(0, 33 + n), b.subarray(33)]))'
  verdict 3 invalid twice.png
  says out 'bake.two-credentials'
  run 1 "$CAIRN" unbake twice.png
  head -c 300 once.png >short.png
  verdict 3 invalid short.png
  says out 'bake.png-truncated'
}
journey 'a forged credential in a picture, two of them, and half a picture are invalid' baking_bad

baking_empty() {
  picture a.png
  verdict 4 undetermined a.png
  says out 'reading.no-credential-inside'
  run 4 "$CAIRN" verify a.png --offline
  says out 'Screenshots'
  run 6 "$CAIRN" unbake a.png
  says err 'reading.no-credential-inside'
  printf '\xFF\xD8\xFF\xE0 photo' >a.jpg
  echo '<html><svg/></html>' >a.html
  : >empty
  for file in a.jpg a.html empty; do
    verdict 4 undetermined "$file"
    run 1 "$CAIRN" unbake "$file"
    says err 'bake.not-a-picture'
  done
}
journey 'a screenshot, a photo, a web page and an empty file are told apart from badges' baking_empty

baking_refused() {
  issue_one
  picture a.png
  local good; good="$(one_credential)"
  run 0 "$CAIRN" bake "$good" a.png --out once.png
  run 1 "$CAIRN" bake "$good" once.png --out again.png
  says err 'bake.already-baked'
  [ ! -e again.png ] || die 'a file was written all the same'
  run 0 "$CAIRN" bake "$good" once.png --out again.png --replace
  cmp once.png again.png || die 'replacing is not the same as baking anew'
  run 1 "$CAIRN" bake "$good" a.png --out once.png
  says err 'output.exists'
  cp "$good" bare.json
  edit 'delete d.proof' bare.json
  run 1 "$CAIRN" bake bare.json a.png --out bare.png
  says err 'bake.unsecured'
  echo '{"a": 1}' >other.json
  run 1 "$CAIRN" bake other.json a.png --out other.png
  says err 'bake.not-a-credential'
  echo 'no picture' >a.txt
  run 1 "$CAIRN" bake "$good" a.txt --out text.png
  says err 'bake.not-a-picture'
  run 6 "$CAIRN" bake "$good" nowhere.png --out x.png
  run 6 "$CAIRN" bake "$good" a.png --out nowhere/x.png
}
journey 'baking refuses what it cannot do and writes nothing then' baking_refused

issuing_pictures() {
  picture a.png
  people 3 >people.csv
  run 0 issue --from people.csv --out issued --image a.png
  is "$(find issued -name '*.json' | wc -l)" 3
  is "$(find issued -name '*.png' | wc -l)" 3
  for file in issued/*.png; do verdict 0 valid "$file"; done
  : >"$(find issued -name '*.png' | sort | head -1)"
  run 0 issue --from people.csv --out issued --image a.png
  for file in issued/*.png; do verdict 0 valid "$file"; done
  run 2 issue --from people.csv --image a.png
  says err '--out'
  run 1 issue --from people.csv --out issued --image people.csv
  says err 'bake.not-a-picture'
}
journey 'issuing with a picture writes one for each learner, and mends what was damaged' issuing_pictures
