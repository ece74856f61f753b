#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL server beside it, and takes the server away again, however the command ends:
#   run.sh COMMAND...      the command finds the server's address in CAIRN_TEST_POSTGRES
# The locale is drawn at random, so that nothing comes to depend on one; CAIRN_TEST_LOCALE (as printed) repeats it.
# Where there is no PostgreSQL the command is run without an address; the test programs then say what they left out.
set -u
[ $# -gt 0 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }

programs=""
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/x)"); do
  if [ -x "$folder/initdb" ]; then programs="$folder"; break; fi
done
if [ -z "$programs" ]; then
  echo "!! initdb is not installed (Debian: postgresql-15): no PostgreSQL server for this run" >&2
  unset CAIRN_TEST_POSTGRES
  exec "$@"
fi

# PostgreSQL refuses to run as root.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
  owner="$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)"
  as_server=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
fi

folder="$(mktemp -d /tmp/cairn-postgres.XXXXXX)"
server="" child=""
finish() {
  trap '' INT TERM HUP
  [ -n "$child" ] && kill -TERM "$child" 2>/dev/null && wait "$child" 2>/dev/null
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null  # at once: nothing of it is kept
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.05; done
    kill -KILL "$server" 2>/dev/null
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP
give_up() { echo "!! $*" >&2; cat "$folder"/*.log >&2; exit 1; }

locales=(C icu:en icu:de icu:tr icu:sv icu:cs icu:zh)
while read -r name; do
  case "$name" in C | POSIX) ;; *.utf8 | *.UTF-8) locales+=("$name") ;; esac
done < <(locale -a 2>/dev/null)
locale="${CAIRN_TEST_LOCALE:-${locales[RANDOM % ${#locales[@]}]}}"
case "$locale" in
  icu:*) choice=(--locale-provider=icu --icu-locale="${locale#icu:}" --locale=C) ;;
  *) choice=(--locale="$locale") ;;
esac
echo "# PostgreSQL with CAIRN_TEST_LOCALE=$locale" >&2

[ ${#as_server[@]} -gt 0 ] && chown "$owner" "$folder"
cd /
"${as_server[@]}" env -i PATH="$PATH" LC_ALL=C "$programs/initdb" --pgdata="$folder/data" --username=cairn --auth=trust --encoding=UTF8 \
  --no-sync --no-instructions "${choice[@]}" >"$folder/initdb.log" 2>&1 || give_up "initdb failed"
# It listens on a socket in its own folder only, and ends with this script even when that is killed.
"${as_server[@]}" setpriv --pdeathsig QUIT env -i PATH="$PATH" LC_ALL=C "$programs/postgres" -D "$folder/data" -c listen_addresses= \
  -c unix_socket_directories="$folder" -c fsync=on -c shared_buffers=32MB -c max_connections=60 -c log_min_messages=panic \
  >"$folder/server.log" 2>&1 &
server=$!
for attempt in $(seq 200); do
  "$programs/pg_isready" -q -h "$folder" -U cairn && break
  kill -0 "$server" 2>/dev/null || { server=""; give_up "the server did not start"; }
  [ "$attempt" -lt 200 ] || give_up "the server was not ready after 10 seconds"
  sleep 0.05
done
cd "$OLDPWD" || exit 1

export CAIRN_TEST_POSTGRES="postgresql://cairn@/postgres?host=$folder"
"$@" <&0 &
child=$!
wait "$child"
status=$?
child=""
exit "$status"
