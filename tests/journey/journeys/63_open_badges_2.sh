# Badges of Open Badges 2.0 and 1.0: judged as every credential, by what is given with --documents. The college and its badges:
# tests/data/open-badges-2/ORIGIN.md

# college: the documents of the college as files, map.json for --documents, and each token in a file of its own.
college() {
  node -e '
    const fs = require("fs"), data = process.argv[1];
    const documents = JSON.parse(fs.readFileSync(`${data}/documents.json`)), map = {};
    Object.entries(documents).forEach(([url, document], i) => { map[url] = `d${i}.json`; fs.writeFileSync(map[url], JSON.stringify(document)); });
    fs.writeFileSync("map.json", JSON.stringify(map));
    for (const [name, token] of Object.entries(JSON.parse(fs.readFileSync(`${data}/tokens.json`)))) fs.writeFileSync(`${name}.jws`, token);
    fs.writeFileSync("award.json", JSON.stringify(documents["https://college.example/assertions/1.json"]));
  ' "$ROOT/tests/data/open-badges-2"
}
old_verdict() { # old_verdict EXIT-CODE WORD FILE [OPTION...]
  run "$1" "$CAIRN" verify "$3" --offline --json --at "${AT:-2026-06-01T00:00:00Z}" "${@:4}"
  says out "\"verdict\":\"$2\"" '"format":"open-badges-2"'
}

hosted_badge() {
  college
  old_verdict 4 undetermined award.json
  says out 'ob2.host-not-asked'
  old_verdict 4 unknown-issuer award.json --documents map.json
  echo 'https://college.example/issuer.json' >known.txt
  old_verdict 0 valid award.json --documents map.json --known-issuers known.txt
  run 0 "$CAIRN" verify award.json --offline --at 2026-06-01T00:00:00Z --documents map.json --known-issuers known.txt
  says out 'Data Storytelling' 'Ardmore College' 'Open Badges 2.0'
  old_verdict 0 valid award.json --documents map.json --known-issuers known.txt --recipient seonaid@work.example
  old_verdict 3 invalid award.json --documents map.json --recipient mallory@evil.example
  AT=2030-01-01T00:00:00Z old_verdict 3 invalid award.json --documents map.json
  edit 'd.recipient = {type: "email", hashed: false, identity: "mallory@evil.example"}' award.json
  old_verdict 3 invalid award.json --documents map.json
  says out 'ob2.differs-from-host'
  says_not out 'Data Storytelling'
}
journey 'a hosted badge of Open Badges 2.0 is what its issuer says it is' hosted_badge

signed_badge() {
  college
  old_verdict 4 unknown-issuer RS256.jws --documents map.json
  old_verdict 4 unknown-issuer EdDSA.jws --documents map.json
  old_verdict 4 undetermined RS256.jws
  old_verdict 3 invalid revoked-with-reason.jws --documents map.json
  says out 'Copied work.'
  old_verdict 3 invalid forged.jws --documents map.json
  says out 'ob2.key-not-listed'
  old_verdict 3 invalid forged-with-its-own-profile.jws --documents map.json
}
journey 'a signed badge of Open Badges 2.0 needs a key that its issuer lists' signed_badge

address_only() {
  college
  echo 'https://college.example/assertions/1.json' >address.txt
  old_verdict 4 unknown-issuer address.txt --documents map.json
  old_verdict 4 undetermined address.txt
}
journey 'the address of a badge is enough where it can be asked' address_only

first_edition() {
  cat >award.json <<'END'
{"uid": "abc", "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"}, "badge": "https://old.example/badge.json",
 "issuedOn": 1360000000, "verify": {"type": "hosted", "url": "https://old.example/abc.json"}}
END
  echo '{"name": "Weaving", "description": "Weaves.", "image": "https://old.example/b.png", "criteria": "https://old.example/c", "issuer": "https://old.example/issuer.json"}' >badge.json
  echo '{"name": "Old School", "url": "https://old.example"}' >issuer.json
  echo '{"https://old.example/abc.json": "award.json", "https://old.example/badge.json": "badge.json", "https://old.example/issuer.json": "issuer.json"}' >map.json
  old_verdict 4 unknown-issuer award.json --documents map.json
}
journey 'a badge of Open Badges 1.0 is told by its members' first_edition
