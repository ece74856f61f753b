#!/usr/bin/env bash
# Journeys through the real program: the main job, and every kind of bad input with its exit code, its message, and nothing lost.
# Prints TAP.   run.sh PATH/TO/cairn [NAME-PATTERN]
set -u
CAIRN="$(readlink -f "${1:?usage: run.sh PATH/TO/cairn [NAME-PATTERN]}")"
PATTERN="${2:-}"
HERE="$(dirname "$(readlink -f "$0")")"
ROOT="$(dirname "$(dirname "$HERE")")"
DEMO="$ROOT/data/demo"
DEFINITION="$DEMO/data-storytelling.toml"
WORK="$(mktemp -d)"
export CAIRN ROOT HERE DEMO DEFINITION
MOUNTS=()
finish() {
  for place in "${MOUNTS[@]:-}"; do [ -n "$place" ] && umount "$place" 2>/dev/null; done
  rm -rf "$WORK"
}
trap finish EXIT

# One key for all: making one takes a while on purpose.
mkdir -p "$WORK/shared"
echo 'correct horse battery staple' >"$WORK/shared/passphrase"
export CAIRN_PASSPHRASE_FILE="$WORK/shared/passphrase"
unset CAIRN_DATABASE CAIRN_KEY CAIRN_BASE_URL CAIRN_KNOWN_ISSUERS CAIRN_UNLOCK_FILE
# Named, so that `verify` counts what was issued here as known; without it, see "a database that nobody named".
export CAIRN_DATABASE=cairn.db
"$CAIRN" keygen --issuer did:key --out "$WORK/shared/key" >"$WORK/shared/did.json" 2>/dev/null
"$CAIRN" keygen --issuer did:web:badges.ardmore.example --out "$WORK/shared/web.key" >"$WORK/shared/web.json" 2>/dev/null
export KEY="$WORK/shared/key" WEB_KEY="$WORK/shared/web.key" WEB_DOCUMENT="$WORK/shared/web.json"

# ---- what the journeys are written with ------------------------------------------------------------------------------

# run EXPECTED-EXIT-CODE COMMAND...: keeps stdout and stderr in the files out and err.
run() {
  local wanted="$1" found=0
  shift
  "$@" >out 2>err || found=$?
  [ "$found" -eq "$wanted" ] || die "exit code $found instead of $wanted: $*"
}
die() {
  echo "$*" >&2
  [ -s out ] && sed 's/^/  out: /' out | head -20 >&2
  [ -s err ] && sed 's/^/  err: /' err | head -20 >&2
  exit 1
}
# says FILE TEXT...: the file holds every text.
says() {
  local file="$1" text
  shift
  for text in "$@"; do grep -qF -- "$text" "$file" || die "$file does not say: $text"; done
}
says_not() { if grep -qF -- "$2" "$1"; then die "$1 says: $2"; fi; }
is() { [ "$1" = "$2" ] || die "found $1, wanted $2"; }
credentials() { find "${1:-issued}" -name '*.json' | wc -l; }
one_credential() { find "${1:-issued}" -name '*.json' | sort | head -1; }
# edit SCRIPT FILE: changes a JSON file; the script sees it as `d`.
edit() { node -e 'const f = process.argv[2], fs = require("fs"); const d = JSON.parse(fs.readFileSync(f)); eval(process.argv[1]); fs.writeFileSync(f, JSON.stringify(d));' "$1" "$2"; }
people() { # people NUMBER: a list of so many
  echo 'Name,Email,Date awarded,Mark'
  seq "$1" | sed 's/.*/Person &,person&@work.example,2026-06-14,70/'
}
ISSUE=("$CAIRN" issue "$DEFINITION" --key "$KEY")
issue() { "${ISSUE[@]}" "$@"; }
issue_one() { issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued >out 2>err || die "issuing one failed"; }

number=0 failures=0
journey() { # journey NAME FUNCTION
  case "$1" in *"$PATTERN"*) ;; *) return ;; esac
  number=$((number + 1))
  local folder="$WORK/$number" status=0
  mkdir -p "$folder"
  # Not in a list with ||: that would switch off "set -e" inside.
  (cd "$folder" && set -eu && "$2") 2>"$folder.log"
  status=$?
  case "$status" in
    0) echo "ok $number - $1" ;;
    77) echo "ok $number - $1 # SKIP $(tail -1 "$folder.log")" ;;
    *)
      echo "not ok $number - $1"
      sed 's/^/# /' "$folder.log" | tail -30 >&2
      failures=$((failures + 1))
      ;;
  esac
}
skip() {
  echo "$*" >&2
  exit 77
}

for file in "$HERE"/journeys/*.sh; do . "$file"; done
echo "1..$number"
[ "$failures" -eq 0 ]
