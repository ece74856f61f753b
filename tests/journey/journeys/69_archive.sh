# Archives: a college closes, and what it issued is checked from files alone.

web_issue() { "$CAIRN" issue "$DEFINITION" --key "$WEB_KEY" "$@"; }
# college NUMBER: so many people, the first of them revoked.
college() {
  people "$1" >people.csv
  run 0 web_issue --from people.csv --out issued
  run 0 "$CAIRN" revoke "$(grep -l '"Person 1"' issued/*.json)" --reason issued-in-error
}
archive() { run "$1" "$CAIRN" export --archive archive --key "$WEB_KEY" "${@:2}"; }
digest() { sha256sum archive/public/manifest.json | cut -d' ' -f1; }
# check EXIT-CODE OPTION...: with the archive and nothing else; a network would not be reached from here.
check() { (unset CAIRN_DATABASE; run "$1" unshare_network "$CAIRN" verify --archive archive "${@:2}"); }
unshare_network() { if unshare -rn true 2>/dev/null; then unshare -rn "$@"; else "$@"; fi; }
contents() { (cd "${1:-archive}" && find . -type f | sort | xargs sha256sum); }

closing() {
  college 12
  archive 0 --final
  says out '12 credentials and 1 status list' "digest $(digest)"
  rm -f cairn.db*
  check 3
  says out '12 credentials' '11 unknown-issuer' '1 invalid' 'status.revoked' 'Person 1' 'Every file is as listed' 'is signed with did:web:badges.ardmore.example#'
  check 3 --digest "$(digest)"
  says out '11 valid' '1 invalid'
  check 3 --digest "$(digest)" --at 2056-01-01
  says out '11 valid' '1 invalid'
  check 1 --digest "$(digest | tr 0-9a-f 1-9a-f0)"
  says err 'archive.digest'
  local good bad
  good="$(grep -l '"Person 2"' issued/*.json)" bad="$(grep -l '"Person 1"' issued/*.json)"
  check 0 "$good" --digest "$(digest)" --at 2056-01-01
  says err 'The archive lists exactly this credential'
  check 3 "$bad" --digest "$(digest)"
  says out 'status.revoked'
  check 3 "$good" "$bad" --digest "$(digest)"
  sed 's/Person 2/Person 3/' "$good" >forged.json
  check 3 forged.json --digest "$(digest)"
  says err 'does not list exactly this file'
  check 4 "$good"
  says out 'archive.unanchored'
}
journey 'a college closes: what it issued is checked from the archive alone, for good' closing

dated() {
  college 3
  run 0 web_issue --to 'Held Back <held@work.example>' --out held --status suspension
  run 0 "$CAIRN" suspend held/*.json --reason under-review
  archive 0
  rm -f cairn.db*
  local good bad
  good="$(grep -l '"Person 2"' issued/*.json)" bad="$(grep -l '"Person 1"' issued/*.json)"
  check 0 "$good" --digest "$(digest)"
  check 4 "$good" --digest "$(digest)" --at 2056-01-01
  says out 'archive.status-as-of' 'It was valid when the archive was made'
  check 3 "$bad" --digest "$(digest)" --at 2056-01-01
  says out 'status.revoked'
  check 3 held/*.json --digest "$(digest)"
  says out 'status.suspended'
  check 4 held/*.json --digest "$(digest)" --at 2056-01-01
  says out 'archive.suspended-as-of'
  check 3 --digest "$(digest)" --at 2056-01-01
  says out '2 valid as of' '1 invalid' '1 undetermined'
}
journey 'lists that have run out say what held when the archive was made, and no more' dated

carried() {
  run 0 web_issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued --certificates --image "$ROOT/docs/verify.png"
  run 0 web_issue --to 'Calum MacAoidh <calum@work.example>' --out tokens --form sd-jwt
  archive 0 --final
  rm -f cairn.db*
  local picture pdf token
  picture="$(find issued -name '*.png')" pdf="$(find issued -name '*.pdf')" token="$(find tokens -name '*.sd-jwt')"
  [ -n "$picture" ] && [ -n "$pdf" ] && [ -n "$token" ] || die 'a picture, a PDF or a token is missing'
  check 0 "$picture" "$pdf" "$token" --digest "$(digest)"
  is "$(grep -c 'lists exactly this credential' err)" 3
  check 0 --digest "$(digest)"
  says out '2 valid'
}
journey 'pictures, certificates and tokens of holders are checked with an archive' carried

selective() {
  run 0 "$CAIRN" keygen --issuer did:web:badges.ardmore.example --type p256 --out p.key
  run 0 "$CAIRN" issue "$DEFINITION" --key p.key --suite ecdsa-sd-2023 --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
  run 0 "$CAIRN" export --archive archive --key p.key --final
  check 0 --digest "$(digest)"
  says out '1 valid'
  run 0 "$CAIRN" disclose "$(one_credential)" --hide name,email --out part.json
  check 0 part.json --digest "$(digest)"
  # Every member is covered, not only those that each copy shows.
  local held
  held="$(find archive/private/credentials -type f)"
  edit 'd.name = "Something else"' "$held"
  check 3 --digest "$(digest)"
  says out '1 invalid' 'changed: private/credentials'
}
journey 'what learners may show in part is checked whole in the archive' selective

damaged() {
  college 8
  archive 0 --final
  cp -a archive good
  local one
  one="$(find archive/private/credentials -type f | head -1)"
  echo >>"$one"
  check 3 --digest "$(digest)"
  says out "changed: ${one#archive/}"
  rm "$one"
  check 3
  says out "missing: private/credentials/"
  mkdir -p archive/private/credentials/00
  cp "$(grep -l '"Person 2"' issued/*.json)" "archive/private/credentials/00/$(printf '0%.0s' {1..64}).json"
  echo note >archive/public/did/note.txt
  ln -s /etc/passwd archive/public/link
  mkfifo archive/public/pipe
  check 3
  says out 'added: private/credentials/00/' 'added: public/did/note.txt' 'added: public/link' 'added: public/pipe'
  rm -rf archive && cp -a good archive
  rm archive/public/status/*
  check 3 --digest "$(digest)"
  says out 'missing: public/status/' '8 undetermined'
  rm -rf archive && cp -a good archive
  edit 'd.issuers[0].keys[0].publicKeyMultibase = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"' archive/public/trust-list.json
  check 3 --digest "$(digest)"
  says out 'changed: public/trust-list.json' '8 undetermined'
  rm -rf archive && cp -a good archive
  edit 'd.credentials = 7' archive/public/manifest.json
  check 3
  says out 'signature of manifest.json does not fit' 'contents says 7'
  edit 'd.public[0].path = "../../people.csv"' archive/public/manifest.json
  check 1
  says err 'archive.manifest'
  echo '{' >archive/public/manifest.json
  check 1
  says err 'archive.manifest'
  edit 'd' good/public/manifest.json
  rm archive/public/manifest.json
  check 6
  says err 'archive.none'
  (unset CAIRN_DATABASE; run 6 "$CAIRN" verify --archive nowhere; run 6 "$CAIRN" verify --archive issued; run 2 "$CAIRN" verify --digest 00 x)
}
journey 'what is missing, changed or added in an archive is named' damaged

# without_rights COMMAND...: even root is held to the rights of files.
without_rights() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
  setpriv --bounding-set -dac_override,-dac_read_search true 2>/dev/null || skip 'rights cannot be given up'
  setpriv --bounding-set -dac_override,-dac_read_search "$@"
}

nothing_judged() {
  college 3
  archive 0 --final
  rm -f cairn.db*
  local mark
  mark="$(digest)"
  mv archive/private aside
  check 3 --digest "$mark"
  says out 'missing: private/' 'the credentials themselves are not here'
  ln -s ../aside archive/private
  check 3 --digest "$mark"
  says out 'a link: private/'
  says_not out 'Person'
  mv archive whole
  cp -a whole/public archive
  check 4 --digest "$mark"
  says err 'No credential was judged'
  # Somebody made one with nothing in it: all of it is as listed.
  rm -r whole/private archive
  mv whole archive
  rm -r archive/public/digests
  edit 'delete d.proof; d.extent = "public"; d.credentials = 0; d.private = []; d.public = d.public.filter(file => !file.path.startsWith("digests/"))' archive/public/manifest.json
  check 4
  says out '0 credentials are listed' 'Every file is as listed'
  says err 'No credential was judged' 'Nobody vouches for this archive'
  check 4 --digest "$(digest)"
  says err 'No credential was judged'
  (unset CAIRN_DATABASE; run 2 "$CAIRN" verify --archive archive --digest ''; run 2 "$CAIRN" verify --archive archive --digest '' issued/*.json)
  check 2 --digest "${mark%?}"
  says err '64 hexadecimal digits'
  check 2 --digest "${mark}0"
}
journey 'an archive without its credentials, or with a digest that is none, is never called in order' nothing_judged

# The issuer is known, and every credential in order: but others may have been left out of it, when nobody signed the list of contents.
unsigned_contents() {
  run 0 issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
  run 0 "$CAIRN" export --archive archive
  node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).issuer.id' "$(one_credential)" >known.txt
  check 4 --known-issuers known.txt
  says out '1 valid' 'is not signed' 'Every file is as listed'
  says err 'Nobody vouches for this archive'
  check 4 --known-issuers known.txt --json
  says out '"vouchedFor":false'
  check 0 --digest "$(digest)"
  run 0 "$CAIRN" export --archive archive --key "$KEY"
  check 4
  check 0 --known-issuers known.txt
  says out '1 valid' 'is signed with did:key'
  says_not err 'Nobody vouches'
}
journey 'contents that nobody known has signed leave an archive open' unsigned_contents

smuggled() {
  college 3
  archive 0 --final
  rm -f cairn.db*
  mkdir -p archive/more/deep archive/public/extra archive/private/credentials/zz archive/private/credentials/00/inner
  touch archive/note.txt archive/more/deep/file archive/public/.hidden archive/public/.x.part.txt archive/public/extra/one archive/public/did/.two
  touch archive/private/credentials/loose archive/private/credentials/zz/three archive/private/credentials/00/.four archive/private/credentials/00/inner/five
  touch archive/public/.README.txt.part # an export was killed
  check 3 --digest "$(digest)"
  says out 'added: note.txt' 'added: more/' 'added: more/deep/file' 'added: public/.hidden' 'added: public/.x.part.txt' 'added: public/extra/one' 'added: public/did/.two'
  says out 'added: private/credentials/loose' 'added: private/credentials/zz/three' 'added: private/credentials/00/.four' 'added: private/credentials/00/inner/five'
  says_not out 'README.txt.part'
  touch archive/more/{1..300}
  check 3 --digest "$(digest)"
  says out ' more' 'things are not as listed'
  [ "$(wc -l <out)" -lt 80 ] || die 'too many are named'
}
journey 'whatever was put into an archive is named' smuggled

linked() {
  college 3
  archive 0 --final
  cp -a archive good
  local shard one
  shard="$(find archive/private/credentials -mindepth 1 -type d | head -1)"
  mv "$shard" shard
  ln -s "$PWD/shard" "$shard"
  mv archive/public/did did
  ln -s "$PWD/did" archive/public/did
  check 3 --digest "$(digest)"
  says out "a link: ${shard#archive/}" 'a link: public/did'
  says_not out 'Every file is as listed'
  # An export does not write or remove through them.
  archive 1 --final
  says err 'archive.link' "$shard is a link"
  rm "$shard" && mv shard "$shard"
  (cd did && sha256sum *) >before
  archive 1 --final
  says err 'archive.link' 'public/did is a link'
  (cd did && sha256sum *) >after
  cmp before after || die 'what the link leads to was changed'
  rm -rf archive && cp -a good archive
  mv archive/public public
  ln -s "$PWD/public" archive/public
  check 1
  says err 'archive.link'
  archive 1 --final
  says err 'archive.link'
  # The earlier list of contents names a file that is no longer needed, behind a link.
  rm -rf archive && cp -a good archive
  mkdir victim && echo precious >victim/file.txt
  ln -s "$PWD/victim" archive/public/old
  edit 'd.public.push({path: "old/file.txt", bytes: 9, sha256: "0".repeat(64)}); d.public.sort((a, b) => a.path < b.path ? -1 : 1)' archive/public/manifest.json
  archive 1 --final
  says err 'archive.link'
  is "$(cat victim/file.txt)" precious
  ln -sfn "$PWD/victim/new" archive/.unfinished.json
  archive 1 --final
  [ ! -e victim/new ] || die 'something was written through a link'
}
journey 'links in an archive are followed neither by verify nor by export' linked

unreadable() {
  run 0 web_issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
  archive 0 --final
  local held
  held="$(find archive/private/credentials -type f)"
  closed() { # closed PATH: to everybody
    chmod 000 "archive/$1"
    (unset CAIRN_DATABASE; run 4 without_rights "$CAIRN" verify --archive archive --digest "$(digest)") || exit
    says out "could not be read: $1" 'whether all is as listed is not known'
    says_not out 'missing:'
    says_not out 'changed:'
    says_not out 'added:'
    chmod 755 "archive/$1"
  }
  closed "${held#archive/}"
  closed "$(dirname "${held#archive/}")"
  closed public/README.txt
  closed "$(cd archive && echo public/digests/*)"
  closed public/status
  closed private/credentials
  [ "$(grep -c 'could not be read' out)" -eq 2 ] || die 'more is named than was closed'
}
journey 'what may not be read is not called missing or changed' unreadable

# Some files are new, the list of contents is old: as when a power cut comes while the files take their places.
mixed() {
  college 3
  archive 0 --final
  cp -a archive earlier
  run 0 web_issue --to 'Later Person <later@work.example>' --out issued
  archive 0 --final
  cp earlier/public/manifest.json archive/public/manifest.json
  echo '{"format":"cairn-archive-1","issuers":["did:web:badges.ardmore.example"]}' >archive/.unfinished.json
  check 3 --digest "$(digest)"
  says out 'changed: ' 'added: '
  says err 'may hold files of the earlier archive and of the new one'
  archive 0 --final
  check 3 --digest "$(digest)" # Person 1 is revoked
  says out 'Every file is as listed' '3 valid' '1 invalid'
}
journey 'a mixture that a killed export left is named, and the next export completes it' mixed

# One bit of any file: signed, so that even the list of contents cannot be changed.
flipped() {
  college 4
  archive 0 --final
  node - "$CAIRN" <<'END' || die 'a flipped bit went unnoticed'
const fs = require('fs'), path = require('path'), {spawnSync} = require('child_process');
const files = fs.readdirSync('archive', {recursive: true, withFileTypes: true}).filter(one => one.isFile()).map(one => path.join(one.parentPath ?? one.path, one.name));
let state = 20261124;
const chance = below => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
for (let i = 0; i < 60; ++i) {
  const file = i < 20 ? 'archive/public/manifest.json' : files[chance(files.length)];
  const before = fs.readFileSync(file), after = Buffer.from(before), at = chance(after.length);
  after[at] ^= 1 << chance(8);
  fs.writeFileSync(file, after);
  const done = spawnSync(process.argv[2], ['verify', '--archive', 'archive', '--json'], {encoding: 'utf8'});
  fs.writeFileSync(file, before);
  const named = done.status === 1 || (done.status === 3 && JSON.parse(done.stdout).faults.some(fault => fault.includes(file.slice('archive/'.length)) || fault.includes('manifest.json')));
  if (!named) { console.error(`${file}, byte ${at}: ${done.status} ${done.stdout.slice(0, 400)}`); process.exit(1); }
}
END
}
journey 'not one flipped bit of a signed archive goes unnoticed' flipped

# The whole archive is replaced: other keys, other credentials, all of it consistent.
replaced() {
  college 2
  mkdir other
  (cd other
    run 0 "$CAIRN" keygen --issuer did:web:badges.ardmore.example --out false.key
    run 0 "$CAIRN" issue "$DEFINITION" --key false.key --to 'A Thief <thief@work.example>' --out issued
    run 0 "$CAIRN" export --archive ../archive --key false.key --final)
  check 4
  says out '1 unknown-issuer' 'Every file is as listed'
  echo 'did:web:badges.ardmore.example' >known.txt
  check 4 --known-issuers known.txt
  says out '1 unknown-issuer'
  local key id
  read -r key id < <(node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])), m = d.verificationMethod[0]; m.publicKeyMultibase + " " + m.id' "$WEB_DOCUMENT")
  echo "{\"issuers\":[{\"id\":\"did:web:badges.ardmore.example\",\"keys\":[{\"id\":\"$id\",\"publicKeyMultibase\":\"$key\"}]}]}" >list.json
  check 3 --known-issuers list.json # the list of contents is signed by a key that is not the college's
  says out '1 undetermined' 'proof.method-unvouched' 'signature does not fit'
  mv archive thiefs
  archive 0 --final
  check 3 --known-issuers list.json
  says out '1 valid' '1 invalid'
}
journey 'an archive that somebody made in the name of another counts for nothing' replaced

# keys over time: key 1 signed, then key 2; key 1 is retired, then known to be stolen.
rotated() {
  run 0 web_issue --to 'Early Person <early@work.example>' --out early
  run 0 "$CAIRN" keygen --issuer did:web:badges.ardmore.example --out second.key
  run 0 "$CAIRN" issue "$DEFINITION" --key second.key --to 'Late Person <late@work.example>' --out late
  local key id
  read -r key id < <(node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])), m = d.verificationMethod[0]; m.publicKeyMultibase + " " + m.id' "$WEB_DOCUMENT")
  history_of() { echo "{\"issuers\":[{\"id\":\"did:web:badges.ardmore.example\",\"keys\":[{\"id\":\"$id\",\"publicKeyMultibase\":\"$key\",$1}]}]}" >history.json; }
  retired="$(date -u -d '+1 second' +%Y-%m-%dT%H:%M:%SZ)"
  sleep 2
  history_of "\"until\":\"$retired\""
  run 0 "$CAIRN" export --archive archive --key second.key --final --key-history history.json
  check 0 --digest "$(digest)"
  says out '2 valid'
  is "$(node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])); d.verificationMethod.length + " " + d.assertionMethod.length' archive/public/did/*.json)" '2 1'
  is "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).assertionMethod.length' archive/public/did-historical/*.json)" 2
  says archive/public/key-history.json '"retired"' '"active"' '"firstUsed"'
  history_of '"compromised":"2020-01-01"'
  run 0 "$CAIRN" export --archive archive --key second.key --final --key-history history.json
  check 3 --digest "$(digest)"
  says out '1 valid' '1 invalid' 'key.compromised'
  check 3
  says out '1 unknown-issuer' '1 invalid' 'key.compromised'
  history_of '"compromised":"2099-01-01"'
  run 0 "$CAIRN" export --archive archive --key second.key --final --key-history history.json
  check 4 early/*.json --digest "$(digest)"
  says out 'key.compromised-later'
  is "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).assertionMethod.length' archive/public/did-historical/*.json)" 1
}
journey 'what a retired key signed stays valid, what a stolen key signed does not' rotated

key_histories() {
  college 2
  local key id
  read -r key id < <(node -p 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])), m = d.verificationMethod[0]; m.publicKeyMultibase + " " + m.id' "$WEB_DOCUMENT")
  local entry="\"keys\":[{\"id\":\"$id\",\"publicKeyMultibase\":\"$key\",\"compromised\":\"2026-01-01\"}]"
  echo "{\"issuers\":[{\"id\":\"did:web:badges.ardmore.example\",$entry}]}" | sed 's/ardmore.example/ardmore.exampel/g' >history.json
  archive 1 --key-history history.json
  says err 'archive.history-issuer' 'did:web:badges.ardmore.exampel'
  echo "{\"issuers\":[{\"id\":\"did:web:badges.ardmore.example\",$entry}]}" >history.json
  archive 1 --key-history history.json
  says err 'archive.compromised-key' "$id"
  archive 1 --key-history history.json --final
  says err 'archive.compromised-key'
  [ ! -e archive ] || die 'something was written'
  run 0 "$CAIRN" export --archive archive --key-history history.json --stale-lists
}
journey 'a key history that names nobody here, or calls the signing key stolen, is refused' key_histories

again() {
  college 5
  archive 0
  contents archive/private >before
  archive 0
  contents archive/private >after
  cmp before after || die 'the private part changed'
  issue_more() { people 9 >people.csv; run 0 web_issue --from people.csv; }
  cp cairn.db old.db
  [ ! -s cairn.db-wal ] || cp cairn.db-wal old.db-wal
  issue_more
  archive 0
  says out '9 credentials'
  check 3 --digest "$(digest)"
  says out '8 valid' '1 invalid' 'Every file is as listed'
  contents >before
  run 1 "$CAIRN" export --archive archive --key "$WEB_KEY" --database old.db
  says err 'archive.ahead'
  contents >after
  cmp before after || die 'the archive changed'
  run 0 issue --to 'Someone Else <else@work.example>' --database else.db
  run 1 "$CAIRN" export --archive archive --database else.db --key "$KEY"
  says err 'archive.other-issuers'
  run 1 "$CAIRN" export --archive archive --key "$KEY"
  says err 'archive.other-key'
  archive 1 --public-only
  says err 'archive.other-extent'
  mkdir things && touch things/thing
  run 1 "$CAIRN" export --archive things --key "$WEB_KEY"
  says err 'archive.not-empty'
  is "$(ls -A things)" thing
  run 6 "$CAIRN" export --archive new --database none.db
  run 2 "$CAIRN" export
  run 0 "$CAIRN" help export
  says out '--final' '--public-only' 'private'
}
journey 'an archive is brought up to date, and never by a wrong or older database' again

without_key() {
  run 0 web_issue --to 'Mòrag NicIlleDhuibh <morag@work.example>' --out issued
  run 0 "$CAIRN" export --archive archive
  says err 'not signed'
  check 0 --digest "$(digest)"
  run 0 "$CAIRN" revoke "$(one_credential)" --reason other
  run 1 "$CAIRN" export --archive archive
  says err 'archive.lists-behind' 'changed since'
  run 0 "$CAIRN" export --archive archive --stale-lists
  says err '1 list lacks'
  run 1 "$CAIRN" export --archive archive --final
  says err 'archive.final-key'
}
journey 'without the key an archive holds the lists as last signed, or says what is missing' without_key

public_part() {
  college 3
  run 0 "$CAIRN" export --archive archive --key "$WEB_KEY" --final --public-only
  [ ! -e archive/private ] || die 'there is a private part'
  if grep -rlE 'Person|work\.example|/c/' archive; then die 'the public part names people'; fi
  rm -f cairn.db*
  check 4 --digest "$(digest)"
  says out '3 credentials are listed by digest' 'Every file is as listed'
  says err 'No credential was judged'
  check 0 "$(grep -l '"Person 2"' issued/*.json)" --digest "$(digest)"
  says err 'lists exactly this credential'
  mv archive/public alone
  (unset CAIRN_DATABASE; run 0 "$CAIRN" verify --archive alone "$(grep -l '"Person 3"' issued/*.json)" --digest "$(sha256sum alone/manifest.json | cut -d' ' -f1)")
}
journey 'the public part names nobody, and is enough to check a copy' public_part

killed() {
  people 3000 >people.csv
  run 0 web_issue --from people.csv
  local tries=0
  while [ "$tries" -lt 6 ]; do
    "$CAIRN" export --archive archive --key "$WEB_KEY" --final >out 2>err & local pid=$!
    sleep "0.$((tries * 2 + 1))"
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    tries=$((tries + 1))
  done
  archive 0 --final
  check 0 --digest "$(digest)"
  says out '3,000 valid' 'Every file is as listed'
  [ -z "$(find archive -name '.*' -type f)" ] || die 'something temporary was left'
  # An update that is killed before its files take their places leaves the archive as it was.
  people 3300 >people.csv
  run 0 web_issue --from people.csv
  "$CAIRN" export --archive archive --key "$WEB_KEY" --final >out 2>err & local pid=$!
  sleep 0.1
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  check 0 --digest "$(digest)"
  says out '3,'
  archive 0 --final
  check 0 --digest "$(digest)"
  says out '3,300 valid'
}
journey 'an export that is killed is completed by the next one' killed

two_at_once() {
  college 2
  archive 0
  flock archive sleep 3 & local holder=$!
  sleep 0.3
  archive 8
  says err 'archive.locked'
  kill "$holder" 2>/dev/null || true
  wait "$holder" 2>/dev/null || true
}
journey 'two exports into one folder do not get in each other'"'"'s way' two_at_once

full_disk() {
  mkdir disk
  mount -t tmpfs -o size=9m tmpfs disk 2>/dev/null || skip 'no right to mount'
  MOUNTS+=("$PWD/disk")
  people 300 >people.csv
  run 0 web_issue --from people.csv
  run 0 "$CAIRN" export --archive disk/archive --key "$WEB_KEY" --final
  ln -s disk/archive archive
  contents archive/ >before
  people 3000 >people.csv
  run 0 web_issue --from people.csv
  archive 1 --final
  says err 'output.disk-full'
  contents archive/ >after
  cmp before after || die 'the earlier archive changed'
  check 0 --digest "$(digest)"
  says out '300 valid'
  umount disk
}
journey 'a full disk is said, and leaves the earlier archive as it was' full_disk
