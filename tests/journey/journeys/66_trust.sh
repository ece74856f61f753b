# Whom the operator trusts: lists with keys, signed lists, keys seen first.

documents() { echo "{\"did:web:badges.ardmore.example\": \"$1\"}" >documents.json; }
issue_as_web() { run 0 "$CAIRN" issue "$DEFINITION" --status none --to 'Ada Lovelace <ada@work.example>' --key "$WEB_KEY" --out issued; }
web_multikey() { node -e 'const d = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(d.verificationMethod[0].publicKeyMultibase, d.verificationMethod[0].id)' "$WEB_DOCUMENT"; }
trust_list() { # trust_list MEMBERS-OF-THE-KEY
  local key id
  read -r key id < <(web_multikey)
  echo "{\"issuers\":[{\"id\":\"did:web:badges.ardmore.example\",\"name\":\"Ardmore College\",\"keys\":[{\"id\":\"$id\",\"publicKeyMultibase\":\"$key\"$1}]}]}" >list.json
}
check() { run "$1" "$CAIRN" verify "$(one_credential)" --offline --database none.db "${@:2}"; }

gone_issuer() {
  issue_as_web
  check 4 --at 2030-01-01
  trust_list ''
  check 0 --known-issuers list.json --at 2030-01-01
  says out 'Ardmore College (did:web:badges.ardmore.example) is one of your known issuers.'
}
journey 'with its key in the trust list a credential verifies when the address of the issuer is gone' gone_issuer

stolen_key() {
  issue_as_web
  trust_list ',"compromised":"2020-01-01"'
  check 3 --known-issuers list.json
  says out 'key.compromised'
  trust_list ',"compromised":"2099-01-01"'
  check 4 --known-issuers list.json
  says out 'key.compromised-later'
}
journey 'a stolen key makes credentials invalid or undetermined, never valid' stolen_key

signed_list() {
  issue_as_web
  trust_list ''
  local keeper
  keeper="$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1])).id)' "$(dirname "$KEY")/did.json")"
  run 0 "$CAIRN" trust sign list.json --key "$KEY" --out signed.json
  check 0 --known-issuers signed.json --list-signer "$keeper"
  check 1 --known-issuers list.json --list-signer "$keeper"
  says err 'trust.not-signed'
  check 1 --known-issuers signed.json --list-signer did:web:someone.example
  edit 'd.issuers[0].name = "Somebody else"' signed.json
  check 1 --known-issuers signed.json --list-signer "$keeper"
  says err 'trust.signature'
  check 2 --list-signer "$keeper"
  run 2 "$CAIRN" trust
  run 6 "$CAIRN" trust sign missing.json --key "$KEY"
}
journey 'a signed list is used when its signer is the one named' signed_list

changed_key() {
  issue_as_web
  documents "$WEB_DOCUMENT"
  check 4 --documents documents.json --pins pins.json
  says pins.json 'did:web:badges.ardmore.example'
  local first
  first="$(sha256sum <pins.json)"
  check 4 --documents documents.json --pins pins.json
  is "$(sha256sum <pins.json)" "$first"
  edit 'd.pins[0].key = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"' pins.json
  check 4 --documents documents.json --pins pins.json
  says out 'issuer.key-changed'
  check 4 --documents documents.json --pins pins.json --accept-key
  says_not out 'issuer.key-changed'
  check 4 --documents documents.json --pins pins.json
  says_not out 'issuer.key-changed'
  echo '{' >pins.json
  check 1 --documents documents.json --pins pins.json
  says err 'trust.pins'
  check 2 --accept-key
}
journey 'the first key of an issuer is kept, and a change is reported until it is accepted' changed_key
