# Certificates: drawn from what was signed, judged by programs that are not ours.

id_in() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$1"; }
need_judges() {
  local program
  for program in pdftotext pdfdetach pdfinfo pdftoppm qpdf zbarimg; do
    command -v "$program" >/dev/null || skip "$program is not installed"
  done
}
make_certificate() { # make_certificate FILE: of one credential of Mòrag's
  run 0 issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued --base-url https://awards.example --status none
  run 0 "$CAIRN" certificate "$(one_credential)" --out "$1" --offline
}

certificate_drawn() {
  need_judges
  make_certificate a.pdf
  pdftotext -layout a.pdf text
  says text 'Mòrag NicIlleDhuibh' 'Data storytelling' 'Ardmore College' 'SCQF level 8' 'This sheet proves nothing by itself' 'https://awards.example/c/'
  run 0 pdfinfo a.pdf
  says out 'Tagged:          yes' 'Encrypted:       no'
  run 0 pdfinfo -struct-text a.pdf
  says out 'H1' 'Data storytelling' 'Choose a question that a given data set can answer, and say what it cannot answer.'
  run 0 qpdf --check a.pdf
  run 0 node "$HERE/check_pdf.mjs" a.pdf
  run 0 pdfdetach -save 1 -o inside.json a.pdf
  cmp inside.json "$(one_credential)" || die 'the attached file is not the credential, byte by byte'
  pdftoppm -r 100 -png a.pdf page
  run 0 zbarimg -q --raw page-1.png
  says "$(one_credential)" "\"$(head -1 out)\""
}
journey 'a certificate shows what was signed, is tagged, and carries the credential; its code leads to the award' certificate_drawn

certificate_verified() {
  make_certificate a.pdf
  run 0 "$CAIRN" verify a.pdf --offline
  says out 'Mòrag NicIlleDhuibh' 'Only the data inside it was checked' 'what the pages show was not checked' 'valid:'
  run 0 "$CAIRN" verify a.pdf --offline --json
  says out '"carrier":"pdf"' '"verdict":"valid"'
  (unset CAIRN_DATABASE; run 4 "$CAIRN" verify a.pdf --offline; says out 'unknown-issuer')
}
journey 'a certificate is verified from the file alone' certificate_verified

certificate_repainted() {
  need_judges
  make_certificate a.pdf
  qpdf --qdf --object-streams=disable --stream-data=uncompress a.pdf plain.pdf
  # The award's name on the page is changed by nobody who could sign.
  sed 's/(Data st/(Fake st/; s/\[(D)/[(F)/g' plain.pdf | fix-qdf >forged.pdf 2>/dev/null
  cmp -s plain.pdf forged.pdf && die 'nothing was changed'
  run 0 "$CAIRN" verify forged.pdf --offline
  says out 'Data storytelling' 'what the pages show was not checked'
}
journey 'a page that was painted over changes nothing: the attached data is shown' certificate_repainted

certificate_rewritten() {
  need_judges
  make_certificate a.pdf
  qpdf --object-streams=generate --compress-streams=y --recompress-flate a.pdf packed.pdf
  qpdf --linearize a.pdf fast.pdf
  qpdf --object-streams=generate --linearize a.pdf both.pdf
  local file
  for file in packed.pdf fast.pdf both.pdf; do
    run 0 "$CAIRN" verify $file --offline
    says out 'valid:'
  done
  qpdf --encrypt '' owner 256 -- a.pdf locked.pdf
  run 4 "$CAIRN" verify locked.pdf --offline
  says out 'pdf.encrypted'
}
journey 'certificates that other programs saved anew still verify; encrypted ones are not guessed at' certificate_rewritten

certificate_bad() {
  need_judges
  make_certificate a.pdf
  cp "$(one_credential)" other.json
  qpdf a.pdf --add-attachment other.json -- two.pdf
  run 3 "$CAIRN" verify two.pdf --offline
  says out 'pdf.two-credentials'
  echo 'hello' >note.txt
  qpdf a.pdf --add-attachment note.txt -- note.pdf
  run 0 "$CAIRN" verify note.pdf --offline
  qpdf a.pdf --remove-attachment="$(basename "$(one_credential)")" none.pdf 2>/dev/null || qpdf --pages a.pdf -- --empty none.pdf
  run 4 "$CAIRN" verify none.pdf --offline
  head -c 20000 a.pdf >cut.pdf
  run 4 "$CAIRN" verify cut.pdf --offline
  says out 'pdf.structure'
  edit 'd.credentialSubject.achievement.name = "Rocket science"' other.json
  run 1 "$CAIRN" certificate other.json --out b.pdf --offline
  says err 'certificate.not-valid'
  edit 'delete d.proof' other.json
  run 1 "$CAIRN" certificate other.json --out b.pdf --offline
  [ ! -e b.pdf ] || die 'a certificate was drawn of what nobody signed'
}
journey 'two credentials, none, a cut file, a forged credential: each has its answer' certificate_bad

certificates_of_a_run() {
  people 3 >people.csv
  run 0 issue --from people.csv --out issued --certificates
  is "$(find issued -name '*.pdf' | wc -l)" 3
  local file before
  for file in issued/*.pdf; do run 0 "$CAIRN" verify "$file" --offline; done
  before="$(cat issued/*.pdf | sha256sum)"
  rm "$(find issued -name '*.pdf' | head -1)"
  run 0 issue --from people.csv --out issued --certificates
  is "$(cat issued/*.pdf | sha256sum)" "$before"
  mkdir empty
  echo '<fontconfig></fontconfig>' >empty/fonts.conf
  run 1 env FONTCONFIG_FILE="$PWD/empty/fonts.conf" "$CAIRN" certificate "$(one_credential)" --out b.pdf --offline
  says err 'render.no-fonts' 'fonts-noto-core'
}
journey 'a run writes a certificate beside each credential, mends what is lost, and says when there are no fonts' certificates_of_a_run

# fetch ADDRESS FILE: keeps the answer's body in the file, and status, type and headers of interest in the file answer.
fetch_page() {
  node -e 'const [address, file] = process.argv.slice(1);
    fetch(address).then(async found => {
      require("fs").writeFileSync(file, Buffer.from(await found.arrayBuffer()));
      console.log(found.status, found.headers.get("content-type"), found.headers.get("content-disposition"));
    });' "$1" "$2" >answer
}
with_server() { # with_server PORT FUNCTION OPTION...: the function runs while the program serves
  local port="$1" body="$2" server tries=0 status=0
  "$CAIRN" serve --port "$port" "${@:3}" >served 2>&1 & server=$!
  until grep -q "Serving at" served || [ "$tries" -ge 50 ]; do tries=$((tries + 1)); sleep 0.1; done
  (set -eu && "$body" "http://127.0.0.1:$port") || status=$?
  kill -TERM "$server"
  wait "$server" || true
  return "$status"
}
code_of_page() { id_in "$1" | sed 's|.*/c/||'; }

certificate_shown() {
  fetch_page "$1/c/$(cat code).pdf" shown.pdf
  says answer '200 application/pdf inline'
  run 0 "$CAIRN" verify shown.pdf --offline
  run 0 "$CAIRN" unbake shown.pdf --out inside.json
  cmp inside.json "$(one_credential)" || die 'another credential is inside'
  fetch_page "$1/c/$(cat code).pdf" again.pdf
  cmp shown.pdf again.pdf || die 'another certificate the second time'
  fetch_page "$1/c/$(cat code)" page.html
  says page.html "/c/$(cat code).pdf"
  fetch_page "$1/c/nobodys-code.pdf" none
  says answer '404 text/html'
  # Revoked and not signed yet, then signed: kept or not, it is not given out any more.
  run 0 "$CAIRN" revoke "$(cat code)" --reason misconduct
  fetch_page "$1/c/$(cat code).pdf" none
  says answer '503 text/html'
  run 0 "$CAIRN" status publish --key "$KEY"
  fetch_page "$1/c/$(cat code).pdf" none
  says answer '404 text/html'
  fetch_page "$1/c/$(cat code)" page.html
  says_not page.html "/c/$(cat code).pdf"
}
certificate_hidden() {
  fetch_page "$1/c/$(cat code).pdf" none
  says answer '404 text/html'
  fetch_page "$1/c/$(cat code)" page.html
  says_not page.html '.pdf'
}
certificate_page() {
  run 0 issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
  code_of_page "$(one_credential)" >code
  with_server 18477 certificate_hidden
  with_server 18478 certificate_shown --certificates
}
journey 'visitors open a certificate where the operator lets them, and none of an award that does not hold' certificate_page

certificate_of_parts() {
  run 0 "$CAIRN" keygen --issuer did:key --type p256 --out p.key
  run 0 "$CAIRN" issue "$DEFINITION" --status none --to 'A B <a@b.example>' --key p.key --suite ecdsa-sd-2023 --out issued --base-url http://127.0.0.1:18479
  code_of_page "$(one_credential)" >code
  with_server 18479 certificate_hidden --certificates
}
journey 'no certificate is offered of an award that its learner may show in part' certificate_of_parts
