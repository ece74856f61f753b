#!/usr/bin/env bash
# The demo college: a key, one micro-credential, 40 people, their credentials, and the pages. Everything lies in a temporary folder.
#   demo.sh PATH/TO/cairn [--port N] [--once]    --once: issue, verify one, and end without serving
set -euo pipefail
cairn="$(readlink -f "$1")"
shift
root="$(dirname "$(dirname "$(readlink -f "$0")")")"
port=8080 once=
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port="$2"; shift 2 ;;
    --once) once=1; shift ;;
    *) echo "usage: ./dev demo [--port N] [--once]" >&2; exit 2 ;;
  esac
done

work="$(mktemp -d)"
server=
finish() {
  if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM
cd "$work"
export CAIRN_DATABASE="$work/cairn.db" CAIRN_PASSPHRASE_FILE="$work/passphrase"
head -c 24 /dev/urandom | base64 >passphrase
address="http://127.0.0.1:$port"

echo "1. Ardmore College makes a key"
"$cairn" keygen --issuer did:key --out ardmore.key >issuer.json
echo "2. and issues \"Data storytelling\" to 40 people"
"$cairn" issue "$root/data/demo/data-storytelling.toml" --from "$root/data/demo/people.csv" --key ardmore.key --out issued --base-url "$address"
one="$(find issued -name '*.json' | sort | head -1)"
echo "3. Anyone can check one, here without any network:"
"$cairn" verify "$one" --offline || [ $? -eq 4 ]
[ -n "$once" ] && exit 0

"$cairn" serve --port "$port" >serve.log 2>&1 &
server=$!
for _ in $(seq 50); do
  grep -q "$address" serve.log 2>/dev/null && break
  kill -0 "$server" 2>/dev/null || { cat serve.log >&2; exit 1; }
  sleep 0.1
done
echo
echo "The pages are open until you press Ctrl-C:"
echo "  start      $address/"
echo "  check one  $address/verify      (files to try are in $work/issued)"
echo "  awards:"
sed -n 's/.*\(http[^,"]*\/c\/[^,"]*\).*/    \1/p' issued/*.result.csv | head -40
wait "$server"
