# The same jobs with a PostgreSQL database. tests/postgres/run.sh starts a server for them; without one they are skipped.

# fresh_server: a schema of its own, as CAIRN_DATABASE.
fresh_server() {
  [ -n "${CAIRN_TEST_POSTGRES:-}" ] || skip 'no PostgreSQL server: run this by tests/postgres/run.sh'
  local name="journey$number"
  psql -qX "$CAIRN_TEST_POSTGRES" -c "CREATE SCHEMA $name" || die 'no schema'
  export CAIRN_DATABASE="$CAIRN_TEST_POSTGRES&options=-csearch_path%3D$name"
}
ask() { psql -qXAt "$CAIRN_TEST_POSTGRES" -c "SET search_path = journey$number; $1"; }

on_a_server() {
  fresh_server
  people 3 >people.csv
  run 0 issue --from people.csv --out issued
  is "$(credentials)" 3
  local first second code
  first="$(find issued -name '*.json' | sort | sed -n 1p)"
  second="$(find issued -name '*.json' | sort | sed -n 2p)"
  run 0 "$CAIRN" verify "$first" --offline
  says out 'It has not been revoked'
  code="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$first")"
  run 0 "$CAIRN" revoke "$code" --reason issued-in-error --by registrar
  says out "revoked: $code"
  run 0 "$CAIRN" status publish --key "$KEY" --out lists
  run 3 "$CAIRN" verify "$first" --offline
  says out 'status.revoked'
  run 0 "$CAIRN" verify "$second" --offline
  run 0 "$CAIRN" status show "$code"
  says out 'revoked by registrar: issued-in-error'
  run 0 "$CAIRN" export --archive archive --key "$KEY"
  says out '3 credentials and 1 status list'
  [ ! -e cairn.db ] || die 'a file was made'
  is "$(find . -name '*postgres*')" ''
}
journey 'PostgreSQL: issue, revoke, publish, verify, export' on_a_server

the_same_list_twice() {
  fresh_server
  people 2500 >people.csv
  run 0 issue --from people.csv --out issued
  says out '2,500'
  run 0 issue --from people.csv --out issued
  is "$(credentials)" 2500
  is "$(ask 'SELECT count(*) FROM issuance')" 2500
  is "$(ask 'SELECT count(*) FROM signature')" 2500
  is "$(ask 'SELECT count(DISTINCT slot) FROM status_slot')" 2500
}
journey 'PostgreSQL: the same list twice issues nothing twice' the_same_list_twice

served_from_a_server() {
  fresh_server
  local address='' pid code=0
  "$CAIRN" serve --port 0 >serve.log 2>&1 & pid=$!
  for _ in $(seq 100); do
    address="$(grep -oE 'http://[0-9.]+:[0-9]+' serve.log | head -1)" && [ -n "$address" ] && break
    sleep 0.05
  done
  [ -n "$address" ] || { kill $pid; die "no address: $(cat serve.log)"; }
  says serve.log 'There is no database at postgresql://cairn@/postgres yet'
  issue_one
  run 0 "$CAIRN" status publish --key "$KEY"
  code="$(ask 'SELECT code FROM issuance')"
  local list
  list="$(ask 'SELECT name FROM status_list')"
  ask 'SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()' >/dev/null
  node -e 'const [address, code, list] = process.argv.slice(1);
    (async () => {
      const see = async (path, status) => {
        const found = await fetch(address + path);
        if (found.status !== status) throw new Error(`${path}: ${found.status} instead of ${status}`);
        return found.text();
      };
      if (!(await see(`/c/${code}`, 200)).includes("NicIlleDhuibh")) throw new Error("the page does not name the learner");
      await see(`/c/${code}.json`, 200);
      await see("/c/nobody", 404);
      await see(`/status/${list}.json`, 200);
    })().catch(error => { console.error(error); process.exit(1); });' "$address" "$code" "$list" >out 2>err || { kill $pid; die 'not served as it should be'; }
  # The server ends its connections, as when it is restarted: the next visitor notices nothing.
  ask "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'" >/dev/null
  for path in "/c/$code.json" "/status/$list.json"; do
    is "$(curl -s -o /dev/null -w '%{http_code}' "$address$path")" 200
  done
  kill -INT $pid
  wait $pid || die 'the server did not end in peace'
}
journey 'PostgreSQL: awards and status lists are served, also after the database went away for a moment' served_from_a_server

two_runs() {
  fresh_server
  people 30000 >people.csv
  "${ISSUE[@]}" --from people.csv --out issued >first.out 2>first.err & local pid=$!
  for _ in $(seq 300); do
    [ -e issued ] && [ -n "$(find issued -name '*.json' | head -1)" ] && break
    sleep 0.01
  done
  kill -0 $pid 2>/dev/null || skip 'the machine was too fast for a second run'
  run 8 issue --to 'C D <c@d.example>' --out second
  says err 'locked by another run' "process $pid on" 'store.locked'
  run 0 "$CAIRN" verify "$(one_credential)" --offline
  # Without a warning: the server lets go of the lock, and nothing that was recorded is lost.
  kill -KILL $pid
  wait $pid || true
  for _ in $(seq 100); do
    [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'cairn%'")" = 0 ] && break
    sleep 0.05
  done
  local before
  before="$(ask 'SELECT count(*) FROM signature')"
  [ "$before" -gt 0 ] || die 'nothing was signed'
  head -2501 people.csv >fewer.csv
  run 0 issue --from fewer.csv --out issued
  is "$(ask 'SELECT count(*) - count(DISTINCT row_key) FROM issuance')" 0
  [ "$(ask 'SELECT count(*) FROM signature')" -ge "$before" ] || die 'a signature was lost'
}
journey 'PostgreSQL: a second run is told who holds the lock, and a killed one holds nothing' two_runs

wrong_server() {
  [ -n "${CAIRN_TEST_POSTGRES:-}" ] || skip 'no PostgreSQL server: run this by tests/postgres/run.sh'
  run 8 issue --to 'A B <a@b.example>' --database 'postgresql://ana:secret@127.0.0.1:1/cairn'
  says err 'store.open' 'postgresql://ana@127.0.0.1:1/cairn'
  says_not err secret
  run 1 issue --to 'A B <a@b.example>' --database 'postgresql://ana:sec/ret@127.0.0.1:1/cairn'
  says err 'store.address' '%2F'
  says_not err ret@
  fresh_server
  run 6 "$CAIRN" revoke somebody --reason other
  says err 'store.missing'
  is "$(ask "SELECT count(*) FROM pg_class WHERE relnamespace = 'journey$number'::regnamespace")" 0
}
journey 'PostgreSQL: a server that is not there, an address that is none, and no tables are told apart' wrong_server
