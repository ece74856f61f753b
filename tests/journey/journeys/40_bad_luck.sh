# Things that go wrong on the way. Nothing may be lost, doubled or half-written.

no_half_files() { # every credential there is whole
  local file
  for file in "${1:-issued}"/*.json; do
    [ "$(tail -c 1 "$file")" = '}' ] && grep -q '"proof":' "$file" || die "half written: $file"
  done
  [ -z "$(find "${1:-issued}" -name '.*.part')" ] || die 'a temporary file was left'
}
each_person_once() { # each_person_once NUMBER
  is "$(credentials)" "$1"
  is "$(cat issued/*.json | grep -oE '"identityHash":"Person [0-9]+"' | sort -u | wc -l)" "$1"
  no_half_files
}

wrong_passphrase() {
  echo 'another passphrase' >wrong
  run 1 env CAIRN_PASSPHRASE_FILE=wrong "$CAIRN" issue "$DEFINITION" --key "$KEY" --to 'A B <a@b.example>' --out issued
  says err 'key.passphrase'
  [ ! -e cairn.db ] || die 'a database was made'
  run 6 env CAIRN_PASSPHRASE_FILE=nowhere "$CAIRN" issue "$DEFINITION" --key "$KEY" --to 'A B <a@b.example>'
  says err 'nowhere'
  head -c 200 "$KEY" >cut.key
  run 1 "$CAIRN" issue "$DEFINITION" --key cut.key --to 'A B <a@b.example>'
  says err 'key.file'
  run 1 setsid env -u CAIRN_PASSPHRASE_FILE "$CAIRN" issue "$DEFINITION" --key "$KEY" --to 'A B <a@b.example>' </dev/null
  says err 'unlock.no-terminal'
}
journey 'a wrong passphrase, a cut key file and nobody to ask are told apart' wrong_passphrase

key_kept() {
  cp "$KEY" mine.key
  run 1 "$CAIRN" keygen --issuer did:key --out mine.key
  says err 'output.exists'
  cmp "$KEY" mine.key || die 'the key file was changed'
  run 2 "$CAIRN" keygen --issuer 'did:web:user@127.0.0.1' --out bad.key
  run 2 "$CAIRN" keygen --issuer 'Ardmore College' --out bad.key
  says err 'keygen.issuer'
  [ ! -e bad.key ] || die 'a key file was written'
}
journey 'keygen never overwrites a key, and refuses what is no issuer' key_kept

interrupted() {
  people 10000 >people.csv
  "${ISSUE[@]}" --from people.csv --out issued >out 2>err &
  local pid=$! status=0
  for _ in $(seq 400); do
    [ "$(find issued -name '*.json' 2>/dev/null | wc -l)" -gt 500 ] && break
    sleep 0.01
  done
  kill -INT $pid
  wait $pid || status=$?
  if [ "$status" -eq 0 ]; then skip 'the machine was too fast for Ctrl-C'; fi
  is "$status" 130
  says err 'Interrupted'
  says out 'of 10,000 rows' 'not reached'
  no_half_files
  local before
  before="$(credentials)"
  [ "$before" -lt 10000 ] || die 'nothing was left to do'
  run 0 issue --from people.csv --out issued
  each_person_once 10000
  says out 'already issued'
}
journey 'Ctrl-C in the middle of 10,000 rows: exit 130, run again and it completes' interrupted

killed() {
  people 6000 >people.csv
  local round
  for round in 1 2 3 4 5; do
    "${ISSUE[@]}" --from people.csv --out issued >out 2>err &
    local pid=$!
    sleep "0.$((round * 7 + 10))"
    kill -KILL $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
  done
  run 0 issue --from people.csv --out issued
  each_person_once 6000
  local file
  for file in $(find issued -name '*.json' | sort | awk 'NR % 600 == 1'); do run 0 "$CAIRN" verify "$file" --offline; done
  is "$(sqlite3 cairn.db 'SELECT count(*) FROM issuance')" 6000
  is "$(sqlite3 cairn.db 'SELECT count(*) FROM signature')" 6000
}
journey 'killed five times without warning: run again and it completes' killed

locked() {
  people 30000 >people.csv
  "${ISSUE[@]}" --from people.csv --out issued >first.out 2>first.err &
  local pid=$!
  for _ in $(seq 300); do
    [ -e issued ] && [ -n "$(find issued -name '*.json' | head -1)" ] && break
    sleep 0.01
  done
  kill -0 $pid 2>/dev/null || skip 'the machine was too fast for a second run'
  run 8 issue --from "$DEMO/people.csv" --out second
  says err 'locked by another run' "$pid" 'store.locked'
  [ -z "$(find second -name '*.json' 2>/dev/null)" ] || die 'something was issued'
  # Checking goes on beside it.
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  kill -INT $pid
  wait $pid || true
  run 0 issue --from "$DEMO/people.csv" --out second
  is "$(credentials second)" 40
}
journey 'a database locked by another run is said so, and nothing is done' locked

locked_by_a_stranger() {
  issue_one
  command -v sqlite3 >/dev/null || skip 'sqlite3 is not installed'
  (echo 'BEGIN IMMEDIATE;'; sleep 6) | sqlite3 cairn.db &
  local pid=$!
  sleep 0.5
  run 8 issue --from "$DEMO/people.csv" --out issued
  says err 'store.locked'
  kill $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  run 0 issue --from "$DEMO/people.csv" --out issued
  is "$(credentials)" 41
}
journey 'a database locked by another program is said so' locked_by_a_stranger

small_disk() { # small_disk SIZE: a disk of that size, mounted at ./disk
  mkdir disk
  mount -t tmpfs -o "size=$1" none disk 2>/dev/null || skip 'a small disk can be mounted by root only'
}

disk_full_of_files() {
  small_disk 2m
  people 2000 >people.csv
  local status=0
  issue --from people.csv --out disk/issued >out 2>err || status=$?
  if [ "$status" -ne 1 ]; then umount disk; die "exit code $status"; fi
  says err 'output.disk-full' 'Make room'
  no_half_files disk/issued
  mount -o remount,size=64m disk
  run 0 issue --from people.csv --out disk/issued
  is "$(credentials disk/issued)" 2000
  no_half_files disk/issued
  umount disk
}
journey 'a disk full of files: exit 1, no half file, run again and it completes' disk_full_of_files

disk_full_of_database() {
  small_disk 1m
  people 2000 >people.csv
  local status=0
  issue --from people.csv --out issued --database disk/cairn.db >out 2>err || status=$?
  if [ "$status" -ne 1 ]; then umount disk; die "exit code $status"; fi
  says err 'store.disk-full' 'Make room'
  mount -o remount,size=64m disk
  run 0 issue --from people.csv --out issued --database disk/cairn.db
  each_person_once 2000
  is "$(sqlite3 disk/cairn.db 'PRAGMA integrity_check')" ok
  umount disk
}
journey 'a disk full under the database: exit 1, nothing lost, run again and it completes' disk_full_of_database

not_a_database() {
  echo 'This is a shopping list.' >cairn.db
  run 1 issue --from "$DEMO/people.csv" --out issued
  says err 'store.corrupt'
  is "$(cat cairn.db)" 'This is a shopping list.'
  run 6 issue --from "$DEMO/people.csv" --out issued --database nowhere/cairn.db
  says err 'nowhere'
}
journey 'a file that is no database is left alone' not_a_database
