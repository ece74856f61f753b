# Revoking, suspending, reinstating, and what verifiers see of it.

# The map of documents for a verifier that has no database: the lists of a folder, by their addresses.
lists_map() { # lists_map FOLDER
  node -e 'const fs = require("fs"), path = require("path"), folder = process.argv[1], map = {};
    for (const name of fs.readdirSync(folder)) {
      const list = JSON.parse(fs.readFileSync(path.join(folder, name)));
      map[list.id] = path.resolve(folder, name);
    }
    fs.writeFileSync("documents.json", JSON.stringify(map));' "$1"
}
issuer_id() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$WORK/shared/did.json"; }
# judge EXIT-CODE FILE: as a stranger who knows the issuer and was handed the lists.
judge() {
  issuer_id >known.txt
  (unset CAIRN_DATABASE; run "$1" "$CAIRN" verify "$2" --offline --documents documents.json --known-issuers known.txt)
}
publish() { run 0 "$CAIRN" status publish --key "$KEY" --out lists "$@"; lists_map lists; }

revoking() {
  people 3 >people.csv
  run 0 issue --from people.csv --out issued
  publish
  says out 'wrote 1 file'
  local first second code
  first="$(find issued -name '*.json' | sort | sed -n 1p)"
  second="$(find issued -name '*.json' | sort | sed -n 2p)"
  judge 0 "$first"
  says out 'It has not been revoked'
  code="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$first")"
  run 0 "$CAIRN" revoke "$code" --reason issued-in-error --note 'the wrong list' --by registrar
  says out "revoked: $code"
  judge 0 "$first" # not published yet
  publish
  says out 'signed 1 list' 'wrote 1 file'
  judge 3 "$first"
  says out 'status.revoked'
  judge 0 "$second"
  run 0 "$CAIRN" revoke "$first" --reason issued-in-error
  says out 'already revoked'
  publish
  says out 'signed 0 lists' 'wrote 0 files'
  run 0 "$CAIRN" status show "$code"
  says out 'revoked by registrar: issued-in-error, the wrong list'
  run 1 "$CAIRN" reinstate "$code"
  says err 'status.final' 'final'
  judge 3 "$first"
}
journey 'a revoked credential is invalid once the list is published, and for good' revoking

suspending() {
  run 0 issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued --status suspension
  local file
  file="$(one_credential)"
  publish
  judge 0 "$file"
  run 0 "$CAIRN" suspend "$file" --reason under-review
  publish
  judge 3 "$file"
  says out 'status.suspended'
  run 0 "$CAIRN" reinstate "$file"
  publish
  judge 0 "$file"
  run 0 "$CAIRN" revoke "$file" --reason misconduct
  run 1 "$CAIRN" reinstate "$file"
  says err 'status.final'
  publish
  judge 3 "$file"
}
journey 'a suspension can be lifted, a revocation cannot' suspending

status_choices() {
  issue_one
  says "$(one_credential)" '"statusPurpose":"revocation"'
  run 1 "$CAIRN" suspend "$(one_credential)" --reason under-review
  says err 'status.revocation-only' '--status suspension'
  run 0 issue --to 'No List <nolist@work.example>' --out plain --status none
  says_not "$(one_credential plain)" 'credentialStatus'
  run 1 "$CAIRN" revoke "$(one_credential plain)" --reason other
  says err 'status.no-list'
  run 2 issue --to 'No List <nolist@work.example>' --out plain --status both
}
journey 'whether there is a status list is decided when issuing' status_choices

own_database() {
  issue_one
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  says out 'It has not been revoked'
  run 0 "$CAIRN" revoke "$(one_credential)" --reason other
  run 4 "$CAIRN" verify "$(one_credential)" --offline
  says out 'status.retrieval' 'changed since it was last signed'
  run 0 "$CAIRN" status publish --key "$KEY"
  run 3 "$CAIRN" verify "$(one_credential)" --offline
}
journey 'with the database at hand, its lists are; a change that is not signed yet leaves it open' own_database

bad_lists_of_status() {
  issue_one
  publish
  local file list
  file="$(one_credential)"
  list="$(find lists -name '*.json')"
  cp "$list" good.json
  edit 'd.validUntil = "2099-01-01T00:00:00Z"' "$list"
  judge 4 "$file"
  says out 'status.list-proof'
  edit 'd.credentialSubject.encodedList = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"' "$list"
  judge 4 "$file"
  cp good.json "$list"
  judge 0 "$file"
  issuer_id >known.txt
  (unset CAIRN_DATABASE; run 4 "$CAIRN" verify "$file" --offline --documents documents.json --known-issuers known.txt --at 2027-02-01; says out 'status.list-dates')
  (unset CAIRN_DATABASE; run 4 "$CAIRN" verify "$file" --offline --known-issuers known.txt; says out 'status.retrieval')
  echo '{"error": "not found"}' >"$list"
  judge 4 "$file"
  says out 'status.list-type'
}
journey 'a list that is tampered with, stale or missing never means "not revoked"' bad_lists_of_status

status_usage() {
  run 2 "$CAIRN" revoke
  run 2 "$CAIRN" revoke x
  says err '--reason'
  run 2 "$CAIRN" status
  run 2 "$CAIRN" status publish
  issue_one
  run 2 "$CAIRN" revoke "$(one_credential)" --reason because
  says err 'status.reason' 'issued-in-error'
  run 6 "$CAIRN" revoke no-such-code --reason other
  says err 'status.not-found'
  cp "$(one_credential)" foreign.json
  edit 'd.id = "https://elsewhere.example/c/x"' foreign.json
  run 1 "$CAIRN" revoke foreign.json --reason other
  says err 'status.not-ours'
  run 0 "$CAIRN" help status
  says out 'publish' 'new-epoch'
}
journey 'wrong usage of the status commands' status_usage

# A backup is restored: what was revoked and issued since is not forgotten, and no place is given away twice.
restoring() {
  people 2 >people.csv
  run 0 issue --from people.csv --out before
  cp cairn.db backup.db
  [ ! -s cairn.db-wal ] || cp cairn.db-wal backup.db-wal
  people 4 >people.csv
  run 0 issue --from people.csv --out after
  local late early
  late="$(grep -l 'Person 4' after/*.json | head -1)"
  early="$(find before -name '*.json' | sort | head -1)"
  run 0 "$CAIRN" revoke "$early" --reason misconduct
  publish
  judge 3 "$early"
  rm -f cairn.db cairn.db-wal cairn.db-shm
  cp backup.db cairn.db
  [ ! -s backup.db-wal ] || cp backup.db-wal cairn.db-wal
  run 1 "$CAIRN" status publish --key "$KEY" --out lists --force
  says err 'new-epoch'
  run 0 "$CAIRN" status new-epoch --published lists
  says out 'closed 1 list' '1 forgotten entry'
  publish --force
  judge 3 "$early"
  judge 0 "$late"
  # Known from the file alone, and revoked all the same.
  run 0 "$CAIRN" revoke "$late" --reason other
  publish
  judge 3 "$late"
  run 0 issue --to 'New Person <new@work.example>' --out fresh
  publish
  is "$(find lists -name '*.json' | wc -l)" 2
  judge 0 "$(one_credential fresh)"
  run 0 "$CAIRN" status new-epoch
  says out 'closed 1 list'
}
journey 'a restored backup brings no revocation back to life and gives no place away twice' restoring

# Two programs issue at once: one waits its turn (exit code 8), and no two credentials share a place.
# patiently LIST FOLDER: issues, and tries again while another program holds the database.
patiently() {
  local status=8 tries=0
  while [ "$status" -eq 8 ] && [ "$tries" -lt 300 ]; do
    status=0
    issue --from "$1" --out "$2" >"$2.out" 2>"$2.err" || status=$?
    tries=$((tries + 1))
  done
  return "$status"
}
two_writers() {
  people 300 >people.csv
  sed 's/person/other/' people.csv >others.csv
  patiently people.csv a & local first=$!
  patiently others.csv b || die "the second run failed: $(cat b.err)"
  wait "$first" || die "the first run failed: $(cat a.err)"
  is "$(cat a/*.json b/*.json | grep -o '"statusListCredential":"[^"]*"' | wc -l)" 600
  is "$(cat a/*.json b/*.json | grep -o '"id":"[^"]*status/[^"]*#[0-9]*"' | sort -u | wc -l)" 600
}
journey 'two programs that issue at once never give one place away twice' two_writers

serving_lists() {
  issue_one
  "$CAIRN" serve --port 0 >serve.out 2>serve.err & local server=$!
  local address='' tries=0
  while [ -z "$address" ] && [ "$tries" -lt 100 ]; do
    address="$(grep -o 'http://[0-9.:]*' serve.err || true)"
    tries=$((tries + 1))
    sleep 0.05
  done
  local path
  path="$(grep -o '"statusListCredential":"[^"]*"' "$(one_credential)" | grep -o '/status/[^"]*')"
  curl -sS -D headers "$address$path" >list.json || { kill "$server"; die 'no answer'; }
  local missing
  missing="$(curl -s -o /dev/null -w '%{http_code}' "$address/status/none.json")"
  kill "$server"
  wait "$server" 2>/dev/null || true
  says headers '200' 'application/vc' 'Access-Control-Allow-Origin: *'
  says list.json 'BitstringStatusListCredential' '"proof"'
  is "$missing" 404
}
journey 'the server shows the lists at their addresses' serving_lists
