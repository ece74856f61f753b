#!/usr/bin/env bash
# The verifier as WebAssembly, with Debian's emscripten and Debian's sources of the libraries it needs.
#   build.sh [FOLDER]      default: build/wasm. Takes long the first time; what is done stays done.
set -euo pipefail
ROOT="$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")"
mkdir -p "${1:-$ROOT/build/wasm}"
OUT="$(readlink -f "${1:-$ROOT/build/wasm}")"
PREFIX="$OUT/prefix" JOBS="${CAIRN_JOBS:-$(nproc)}"
export ROOT PREFIX OUT
mkdir -p "$PREFIX/lib" "$PREFIX/include" "$OUT/sources" "$OUT/objects" "$OUT/apt/partial"

say() { printf '\n== %s\n' "$*" >&2; }

# fetch NAME: the sources of a Debian package, verified by apt, unpacked and patched, in $OUT/sources/NAME.
fetch() {
  [ -d "$OUT/sources/$1" ] && return
  say "sources of $1"
  echo 'deb-src http://deb.debian.org/debian bookworm main' >"$OUT/sources.list"
  local apt=(-q -o "Dir::Etc::SourceList=$OUT/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$OUT/apt" -o APT::Sandbox::User=root)
  [ -e "$OUT/apt/done" ] || { apt-get "${apt[@]}" update >&2 && touch "$OUT/apt/done"; }
  (mkdir -p "$OUT/sources/.new" && cd "$OUT/sources/.new" && apt-get "${apt[@]}" source "$1" >&2 && mv "$1"-*/ "$OUT/sources/$1")
  rm -rf "$OUT/sources/.new"
}

# done_once NAME FUNCTION
done_once() {
  [ -e "$PREFIX/$1.done" ] && return
  say "$1"
  (cd "$OUT/sources/$1" && "$2") >"$OUT/$1.log" 2>&1 || { tail -20 "$OUT/$1.log" >&2; exit 1; }
  touch "$PREFIX/$1.done"
}
build_zlib() { emconfigure ./configure --static --prefix="$PREFIX" && emmake make -j "$JOBS" libz.a && cp libz.a "$PREFIX/lib" && cp zlib.h zconf.h "$PREFIX/include"; }
build_libsodium() {
  autoreconf -fi && emconfigure ./configure --disable-ssp --disable-asm --disable-pie --disable-shared --without-pthreads \
    --host=wasm32-unknown-emscripten --prefix="$PREFIX" && emmake make -j "$JOBS" -C src install
}
build_openssl() {
  ./Configure linux-generic32 no-asm no-threads no-shared no-dso no-engine no-sock no-tests no-afalgeng no-async no-secure-memory \
    no-ui-console no-ssl no-tls no-dtls no-cmp no-cms no-ocsp no-ts no-srp no-legacy no-stdio --prefix="$PREFIX" CC=emcc AR=emar RANLIB=emranlib CXX=em++ &&
    make -j "$JOBS" build_generated && make -j "$JOBS" libcrypto.a && cp libcrypto.a "$PREFIX/lib" && cp -r include/openssl "$PREFIX/include"
}
build_re2() {
  # Debian leaves generated tables out of its sources, and makes them as it does here.
  (cd re2 && python3 make_unicode_casefold.py >unicode_casefold.cc && python3 make_unicode_groups.py >unicode_groups.cc && perl make_perl_groups.pl >perl_groups.cc)
  mkdir -p objects && ls re2/*.cc util/rune.cc util/strutil.cc | grep -vE 'fuzz|test|benchmark' |
    xargs -P "$JOBS" -I{} sh -c 'em++ -std=c++17 -O2 -I. -c {} -o objects/$(basename {} .cc).o' &&
    emar rcs "$PREFIX/lib/libre2.a" objects/*.o && mkdir -p "$PREFIX/include/re2" && cp re2/*.h "$PREFIX/include/re2"
}
for library in zlib libsodium openssl re2; do fetch "$library"; done
done_once zlib build_zlib
done_once libsodium build_libsodium
done_once openssl build_openssl
done_once re2 build_re2

say "cairn"
cd "$ROOT"
EMBEDDED="${CAIRN_EMBEDDED_CONTEXTS:-build/release/embedded_contexts.cpp}"
[ -e "$EMBEDDED" ] || { echo "build the program first (./dev build): the contexts are embedded then" >&2; exit 1; }
# The libraries at or below "verify" in tools/levels.txt.
LIBRARIES="$(node -e '
  const rows = new Map(require("fs").readFileSync("tools/levels.txt", "utf8").split("\n").filter(line => /^[a-z]/.test(line))
    .map(line => line.replace(/#.*/, "").trim().split(/\s+/)).map(([name, , ...uses]) => [name, uses.filter(use => use !== "-")]));
  const found = new Set(), open = ["verify"];
  while (open.length) { const name = open.pop(); if (!found.has(name)) { found.add(name); open.push(...rows.get(name)); } }
  console.log([...found].map(name => `src/${name}`).join(" "));')"
compile() {
  local object="$OUT/objects/$(echo "$1" | tr / _).o"
  [ -s "$object" ] && [ "$object" -nt "$1" ] && return
  em++ -std=c++20 -O2 -fexceptions "-DCAIRN_VERSION=\"$VERSION\"" -include tools/wasm/range_algorithms.hpp -Isrc "-I$PREFIX/include" -c "$1" -o "$object.new" && mv "$object.new" "$object"
}
VERSION="$(sed -nE 's/^project\(cairn VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)"
export VERSION
export -f compile
{ find $LIBRARIES -name '*.cpp' | sort; echo "$EMBEDDED"; } | xargs -P "$JOBS" -I{} bash -c 'compile {}'

say "cairn_verify.js"
FUNCTIONS="$(grep -oE '\bcairn_(verify|verifier|report)_[a-z_]+\(' src/verify/cairn_verify.h | tr -d '(' | sort -u | sed 's/^/_/' | paste -sd,)"
# Debian's emscripten needs acorn, which its Node.js would bring.
NODE_PATH="$ROOT/tests/wasm/node_modules" em++ -O2 -fexceptions "$OUT"/objects/*.o "$PREFIX"/lib/lib{crypto,sodium,re2,z}.a \
  -sMODULARIZE=1 -sEXPORT_NAME=createCairnVerifier "-sEXPORTED_FUNCTIONS=$FUNCTIONS,_malloc,_free" \
  -sEXPORTED_RUNTIME_METHODS=ccall,getValue -sALLOW_MEMORY_GROWTH=1 -sENVIRONMENT=web,worker,node -sSINGLE_FILE=1 \
  -sNODEJS_CATCH_EXIT=0 -sNODEJS_CATCH_REJECTION=0 -o "$OUT/cairn_verify.js"
cp examples/browser/* "$OUT"
ls -l "$OUT/cairn_verify.js" >&2
