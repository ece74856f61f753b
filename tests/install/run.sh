#!/usr/bin/env bash
# The installed verifier, used as a stranger would: from its own folder, by a project of its own, without the source tree in sight.
# Prints TAP.   run.sh BUILD-FOLDER
set -u
BUILD="$(readlink -f "${1:?usage: run.sh BUILD-FOLDER}")"
ROOT="$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")"
CAIRN="$BUILD/cairn"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT
number=0 failures=0

# check NAME COMMAND...
check() {
  local name="$1"
  shift
  number=$((number + 1))
  if "$@" >"$WORK/log" 2>&1; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' "$WORK/log" | tail -20
    failures=$((failures + 1))
  fi
}
# answers EXIT-CODE TEXT COMMAND...: the command ends so and says so.
answers() {
  local wanted="$1" text="$2" found=0
  shift 2
  "$@" >"$WORK/out" 2>&1 || found=$?
  cat "$WORK/out"
  [ "$found" -eq "$wanted" ] && [[ "$(cat "$WORK/out")" == *"$text"* ]]
}

PREFIX="$WORK/prefix"
check 'the verifier installs by itself' cmake --install "$BUILD" --component verifier --prefix "$PREFIX"
# Moved after it was installed, and the source copied away: nothing may point back.
mv "$PREFIX" "$WORK/moved" && PREFIX="$WORK/moved"
cp -r "$ROOT/examples" "$WORK/examples"
nothing_points_back() {
  grep -rIlq --include='*.cmake' cairn "$PREFIX" || return 1 # it does look somewhere
  ! grep -rIl --include='*.cmake' --include='*.hpp' --include='*.h' -e "$ROOT" "$PREFIX"
}
check 'no installed text names the source tree' nothing_points_back
no_other_doors() { ! find "$PREFIX" -path '*sqlite*' -o -path '*/http/*' -o -path '*/render/*' -o -path '*/app/*' | grep .; }
check 'no database, network or drawing is installed with it' no_other_doors
check 'a project of its own finds it' cmake -S "$WORK/examples" -B "$WORK/build" -G Ninja -DCMAKE_BUILD_TYPE=Release "-DCMAKE_PREFIX_PATH=$PREFIX"
check 'the five examples compile and link' cmake --build "$WORK/build" -j "${CAIRN_JOBS:-2}"

exported() {
  # Every function of the header, and not one more.
  local declared found
  declared="$(grep -oE '\bcairn_(verify|verifier|report)_[a-z_]+\(' "$PREFIX/include/cairn_verify.h" | tr -d '(' | sort -u)"
  found="$(nm -D --defined-only "$PREFIX"/lib*/libcairn_verify.so "$PREFIX"/lib*/*/libcairn_verify.so 2>/dev/null | awk '$2 == "T" {sub(/@.*/, "", $3); print $3}' | sort -u)"
  diff <(echo "$declared") <(echo "$found")
}
check 'the shared library exports what its header declares, and nothing else' exported
needs_no_network() {
  local library
  library="$(find "$PREFIX" -name libcairn_verify.so)"
  ldd "$library" | grep -q libcrypto || return 1
  ! ldd "$library" | grep -E 'sqlite|curl|libssl|cairo|icu'
}
check 'the shared library needs no database, network or drawing library' needs_no_network

# What the program issues, the library judges.
cd "$WORK" || exit 1
echo 'correct horse battery staple' >passphrase
export CAIRN_PASSPHRASE_FILE="$WORK/passphrase"
unset CAIRN_DATABASE CAIRN_KEY CAIRN_BASE_URL CAIRN_KNOWN_ISSUERS
ISSUER=did:web:badges.ardmore.example
prepare() {
  "$CAIRN" keygen --issuer "$ISSUER" --out key >did.json || return 1
  "$CAIRN" issue "$ROOT/data/demo/data-storytelling.toml" --from "$ROOT/data/demo/people.csv" --key key --database one.db \
    --base-url https://badges.ardmore.example --out issued || return 1
  "$CAIRN" status publish --key key --database one.db --out lists || return 1
  "$CAIRN" revoke "$(find issued -name '*.json' | sort | sed -n 2p)" --reason issued-in-error --database one.db || return 1
  "$CAIRN" status publish --key key --database one.db --out lists || return 1
}
check 'the program issues credentials of a did:web issuer with status' prepare
good="$(find issued -name '*.json' | sort | sed -n 1p)"
revoked="$(find issued -name '*.json' | sort | sed -n 2p)"
list="$(find lists -name '*.json' | head -1)"
list_url="$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).id' "$list")"
sed 's/Data storytelling/Data storyfelling/g' "$good" >tampered.json
given=("$ISSUER" did.json "$list_url" "$list")
run="$WORK/build"

check 'verify_file: what would have to be fetched makes it undetermined' answers 1 undetermined "$run/verify_file" "$good"
check 'given_documents: with key and list it is intact and in force' answers 0 unknown-issuer "$run/given_documents" "$good" "${given[@]}"
check 'given_documents: the revoked one is not' answers 1 invalid "$run/given_documents" "$revoked" "${given[@]}"
check 'given_documents: a document of somebody else is refused' answers 2 'did.json' "$run/given_documents" "$good" did:web:other.example did.json
check 'verify_in_c: valid when the issuer is known' answers 0 valid "$run/verify_in_c" "$good" "$ISSUER" "${given[@]}"
check 'verify_in_c: tampered' answers 1 invalid "$run/verify_in_c" tampered.json "$ISSUER" "${given[@]}"
check 'verify_in_c: revoked' answers 1 invalid "$run/verify_in_c" "$revoked" "$ISSUER" "${given[@]}"
check 'verify_in_c: somebody else is known' answers 1 unknown-issuer "$run/verify_in_c" "$good" did:web:other.example "${given[@]}"
check 'verify_in_c: a broken document' answers 2 'json' "$run/verify_in_c" "$good" "$ISSUER" "$list_url" passphrase

# known_issuers and many_at_once judge credentials that need nothing beside themselves.
simple() {
  "$CAIRN" keygen --issuer did:key --out key2 >did2.json || return 1
  "$CAIRN" issue "$ROOT/data/demo/data-storytelling.toml" --to 'Mòrag NicIlleDhuibh <morag@work.example>' --key key2 \
    --database two.db --out simple --status none || return 1
  node -p 'JSON.parse(require("fs").readFileSync("did2.json")).id' >known.txt
}
check 'the program issues one without status' simple
single="$(find simple -name '*.json' | head -1)"
sed 's/Data storytelling/Data storyfelling/g' "$single" >forged.json
check 'verify_file: intact, by somebody unknown' answers 0 unknown-issuer "$run/verify_file" "$single"
check 'verify_file: tampered' answers 1 'signature: fail' "$run/verify_file" forged.json
check 'known_issuers: by somebody on the list, to this person' answers 0 'achievement: Data storytelling' "$run/known_issuers" known.txt "$single" morag@work.example
check 'known_issuers: to another person' answers 1 invalid "$run/known_issuers" known.txt "$single" eilidh@work.example
echo "$ISSUER" >others.txt
check 'known_issuers: by nobody on the list' answers 1 unknown-issuer "$run/known_issuers" others.txt "$single" morag@work.example
check 'many_at_once: twenty times the same, and a broken one' answers 0 $'invalid: 1\nunknown-issuer: 20' "$run/many_at_once" $(yes "$single" | head -20) forged.json

echo "1..$number"
[ "$failures" -eq 0 ]
