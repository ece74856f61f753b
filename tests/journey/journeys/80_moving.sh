# A whole database: backed up, restored, moved.

rows_of() { node -p 'JSON.parse(require("fs").readFileSync("out")).tables.find(t => t.name == process.argv[1]).rowsTo' "$1"; }

backup_and_restore() {
  people 30 >people.csv
  run 0 issue --from people.csv --out issued
  run 0 "$CAIRN" backup backup.cairn
  says out 'rows in backup.cairn, compared with the database' 'checkpoint 0 e3b0c442'
  cp out checkpoint
  run 0 "$CAIRN" restore backup.cairn --database new.db --checkpoint checkpoint --json
  is "$(rows_of issuance)" 30
  is "$(node -p 'JSON.parse(require("fs").readFileSync("out")).closedLists')" 1
  is "$(node -p 'JSON.parse(require("fs").readFileSync("out")).missingEntries')" 0
  # The same list again issues nothing, and somebody new gets a place in a new list.
  export CAIRN_DATABASE=new.db
  run 0 issue --from people.csv --out again
  is "$(credentials again)" 30
  diff -rq -x '*.csv' issued again >/dev/null || die 'what was issued is not the same after a restore'
  run 0 issue --to 'New <new@work.example>' --out late
  local before after
  before="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).credentialStatus.statusListCredential' "$(one_credential issued)")"
  after="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).credentialStatus.statusListCredential' "$(one_credential late)")"
  [ "$before" != "$after" ] || die 'a restored database goes on with the old list'
}
journey 'a backup is restored with new status lists, and nothing is issued twice' backup_and_restore

a_backup_of_the_register() {
  run 0 "$CAIRN" org add ardmore --name 'Ardmore College' --as ailsa
  run 0 "$CAIRN" backup old
  run 0 "$CAIRN" org add clyde --name 'Clyde College' --as ailsa
  run 0 "$CAIRN" backup new
  grep checkpoint out >checkpoint
  run 0 "$CAIRN" restore old --database a.db --checkpoint checkpoint
  says out 'the backup lacks 1 audit entry of the checkpoint'
  run 0 "$CAIRN" restore new --database b.db --checkpoint "$(sed -n 's/^checkpoint \([0-9]*\) /\1:/p' checkpoint)"
  says out 'reaches as far as the checkpoint, and holds the same'
  run 1 "$CAIRN" restore new --database c.db --checkpoint "1:$(printf '0%.0s' $(seq 64))"
  says err 'checkpoint.differs'
  [ ! -e c.db ] || die 'a database was made'
  run 0 "$CAIRN" org list --database b.db
  says out 'Clyde College'
}
journey 'a checkpoint tells how much a backup lacks' a_backup_of_the_register

bad_backups() {
  issue_one
  run 0 "$CAIRN" backup good
  head -c 5000 good >cut
  cp good bent
  node -e 'const fs = require("fs"); const b = fs.readFileSync("bent"); const at = b.indexOf("NicIlleDhuibh"); b[at] ^= 1; fs.writeFileSync("bent", b)'
  echo 'a letter' >letter
  local name code
  for name in cut:store.corrupt bent:copy.damaged letter:store.corrupt cairn.db:copy.no-backup nowhere:store.missing; do
    code=0
    "$CAIRN" restore "${name%%:*}" --database new.db >out 2>err || code=$?
    [ "$code" -ne 0 ] || die "$name was restored"
    says err "${name##*:}"
    is "$(ls | grep -c '^new.db')" 0
  done
  : >letter2
  run 1 "$CAIRN" backup letter
  says err 'copy.exists'
  run 1 "$CAIRN" restore good --database cairn.db
  says err 'copy.not-empty'
  run 2 "$CAIRN" restore good
  run 1 "$CAIRN" revoke x --reason other --database good
}
journey 'what is no backup, damaged or cut off is refused, and leaves nothing behind' bad_backups

no_room() {
  [ "$(id -u)" -eq 0 ] || skip 'needs to mount a small disk'
  people 3000 >people.csv
  run 0 issue --from people.csv --out issued
  mkdir small
  mount -t tmpfs -o size=300k none small 2>/dev/null || skip 'cannot mount'
  MOUNTS+=("$PWD/small")
  local code=0
  "$CAIRN" backup small/backup >out 2>err || code=$?
  local left
  left="$(ls small | wc -l)"
  umount small
  [ "$code" -ne 0 ] || die 'there was room'
  says err 'store.disk-full'
  is "$left" 0
  run 0 "$CAIRN" backup elsewhere
}
journey 'a full disk: no backup, and nothing half' no_room

moved() {
  issue_one
  run 0 "$CAIRN" migrate --to moved.db
  says out 'issuance ' 'both sides were read anew and are the same'
  run 0 "$CAIRN" verify "$(one_credential)" --offline --database moved.db
  local code=0
  issue --to 'New <new@work.example>' --out late >out 2>err || code=$?
  [ "$code" -ne 0 ] || die 'the old database was written'
  says err 'was moved to moved.db' 'store.moved'
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  export CAIRN_DATABASE=moved.db
  run 0 issue --to 'New <new@work.example>' --out late
}
journey 'moved to another file: the old one is read only' moved

there_and_back() {
  fresh_server
  local server="$CAIRN_DATABASE"
  export CAIRN_DATABASE=cairn.db
  people 700 >people.csv
  run 0 issue --from people.csv --out issued
  run 0 "$CAIRN" org add ardmore --name 'Ardmore College' --as ailsa
  run 0 "$CAIRN" migrate --to "$server" --json
  is "$(rows_of signature)" 700
  says_not out 'options='
  export CAIRN_DATABASE="$server"
  run 0 "$CAIRN" revoke "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$(one_credential)")" --reason other --by registrar
  run 0 issue --to 'New <new@work.example>' --out late
  run 0 "$CAIRN" org list
  says out 'Ardmore College'
  run 0 "$CAIRN" backup of-server
  run 0 "$CAIRN" migrate --to back.db
  unset CAIRN_DATABASE
  run 3 "$CAIRN" verify "$(one_credential)" --offline --database back.db
  says out 'status.revoked'
}
journey 'PostgreSQL: from a file to a server and back' there_and_back
