# cairn fsck: whatever is changed behind the program's back is found by name.

# a_register: two definitions with acts, three people, and bodies that were replaced, in cairn.db.
a_register() {
  export CAIRN_AS=anna
  local -a quiet=("$CAIRN")
  run 0 "${quiet[@]}" org add ardmore --name 'Ardmore College' --kind provider --country GB-SCT
  run 0 "${quiet[@]}" person add anna --name 'Anna Baird'
  run 0 "${quiet[@]}" person role anna administrator --org ardmore
  local who
  for who in dana:designer reg:registry; do
    run 0 "${quiet[@]}" person add "${who%%:*}" --name "${who%%:*}"
    run 0 "${quiet[@]}" person role "${who%%:*}" "${who##*:}" --org ardmore
  done
  run 0 "${quiet[@]}" define "$DEMO/retrofit-survey.toml" --name retrofit --org ardmore --as dana
  run 0 "${quiet[@]}" define "$DEMO/data-storytelling.toml" --name stories --org ardmore --as dana
  run 0 "${quiet[@]}" act need retrofit --as dana --fact market_need=Six --fact costing=12 --fact risk=Low
}

# spoilt SQL WORD...: a copy of the database is changed by plain SQL, and fsck says every word of it.
spoilt() {
  local statement="$1"
  shift
  rm -f spoilt.db*
  cp cairn.db spoilt.db
  sqlite3 spoilt.db "PRAGMA foreign_keys = OFF; $statement" >spoil.out 2>&1 || die "the spoiling failed: $statement: $(cat spoil.out)"
  run 1 "$CAIRN" fsck --database spoilt.db
  says out 'not everything is as it was written' "$@"
}

untouched() {
  a_register
  run 0 "$CAIRN" fsck
  says out 'everything is as it was written' 'checkpoint '
  run 0 "$CAIRN" fsck --json
  is "$(node -p 'const d = JSON.parse(require("fs").readFileSync("out")); [d.sound, d.checkpoint.size === d.bodies, d.listings, d.findings.length].join()')" 'true,true,2,0'
  run 6 "$CAIRN" fsck --database nowhere.db
}
journey 'fsck: what nobody touched is found whole' untouched

spoilt_records() {
  a_register
  spoilt "UPDATE record SET body = replace(body, 'Anna', 'Hanna') WHERE id = 'anna'" 'fsck.body  revision 2 of the person anna is not what entry 3 says was written'
  spoilt "UPDATE record SET body = body || ' ' WHERE kind = 3" 'fsck.body' 'act 1 on definition retrofit'
  spoilt "DELETE FROM record WHERE id = 'ardmore'" 'fsck.no-body  revision 1 of the organisation ardmore'
  spoilt "DELETE FROM record WHERE id = 'anna'" 'fsck.no-body  revision 2 of the person anna' 'fsck.current  the person anna has earlier bodies, but none as it stands'
  spoilt "CREATE TEMP TABLE was AS SELECT id, body FROM record WHERE id IN ('dana', 'reg'); UPDATE record SET body = (SELECT body FROM was WHERE was.id <> record.id) WHERE id IN ('dana', 'reg')" 'person dana' 'person reg'
  spoilt "UPDATE record SET revision = 7 WHERE id = 'anna'" 'fsck.no-entry  revision 7 of the person anna' 'fsck.no-body  revision 2 of the person anna'
  spoilt "UPDATE record SET id = 'hanna' WHERE id = 'anna'" 'person hanna'
  spoilt "INSERT INTO record SELECT tenant, kind, 'mallory', version, number, 1, body FROM record WHERE id = 'anna'" 'fsck.no-entry  revision 1 of the person mallory'
  spoilt "UPDATE record_past SET body = '{}' WHERE id = 'anna'" 'fsck.body  revision 1 of the person anna'
  spoilt "DELETE FROM record_past WHERE id = 'dana'" 'fsck.no-body  revision 1 of the person dana'
  spoilt "CREATE TEMP TABLE was AS SELECT id, body FROM record_past WHERE id IN ('dana', 'reg'); UPDATE record_past SET body = (SELECT body FROM was WHERE was.id <> record_past.id) WHERE id IN ('dana', 'reg')" 'revision 1 of the person dana' 'revision 1 of the person reg'
  # Back to an earlier body, as if the later one had never been.
  spoilt "UPDATE record SET revision = 1, body = (SELECT body FROM record_past p WHERE p.id = 'anna') WHERE id = 'anna'; DELETE FROM record_past WHERE id = 'anna'" 'fsck.no-body  revision 2 of the person anna'
  spoilt "INSERT INTO record_past SELECT tenant, kind, id, version, number, 9, body FROM record WHERE id = 'anna'" 'fsck.current  the person anna stands at revision 2, but its newest is 9'
}
journey 'fsck: a record that was changed, removed, exchanged or slipped in is named' spoilt_records

spoilt_tree() {
  a_register
  spoilt "UPDATE audit_entry SET actor = 'mallory' WHERE number = 4" 'fsck.previous  entry 5' 'fsck.head  the root'
  spoilt "UPDATE audit_entry SET note = 'x' WHERE number = (SELECT max(number) FROM audit_entry)" 'fsck.head'
  spoilt "UPDATE audit_entry SET at_s = at_s - 1000000 WHERE number = 4" 'fsck.time  entry 4'
  spoilt "UPDATE audit_entry SET body_digest = zeroblob(32) WHERE number = 1" 'fsck.body  revision 1 of the organisation ardmore' 'fsck.previous'
  spoilt "UPDATE audit_entry SET previous = zeroblob(32) WHERE number = 2" 'fsck.previous  entry 2'
  spoilt "DELETE FROM audit_entry WHERE number = 3" 'fsck.gap  the audit tree has no entry 3' 'fsck.no-entry  revision 2 of the person anna'
  spoilt "DELETE FROM audit_entry WHERE number IN (3, 4)" 'fsck.gap  the audit tree has no entries 3 to 4'
  spoilt "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)" 'fsck.head  the audit tree is said to hold' 'fsck.no-entry  revision 1 of the act 1'
  spoilt "UPDATE audit_entry SET number = -1 * number + 105 WHERE number IN (2, 3); UPDATE audit_entry SET number = number - 100 WHERE number > 100" 'fsck.previous'
  spoilt "INSERT INTO audit_entry SELECT tenant, number + 1, at_s, at_ns, actor, action, note, kind, id, version, record_number, revision, body_digest, previous FROM audit_entry ORDER BY number DESC LIMIT 1" 'fsck.head' 'fsck.twice'
  spoilt "UPDATE audit_head SET size = size + 2" 'fsck.'
  spoilt "UPDATE audit_head SET peaks = zeroblob(length(peaks))" 'fsck.head  the root'
  spoilt "UPDATE audit_head SET peaks = zeroblob(32 * 9)" 'audit.peaks'
  spoilt "UPDATE audit_head SET last_leaf = zeroblob(32)" 'fsck.head  what is recorded of the last entry'
  spoilt "UPDATE audit_head SET at_s = at_s - 10" 'fsck.head  what is recorded of the last entry'
  spoilt "DELETE FROM audit_head" 'fsck.head  the audit tree is said to hold 0 entries'
}
journey 'fsck: an entry that was changed, removed, exchanged or slipped in is named' spoilt_tree

spoilt_listings() {
  a_register
  spoilt "UPDATE listing SET status = 1 WHERE id = 'stories'" 'fsck.listing  the listing of the definition stories'
  spoilt "UPDATE listing SET title = 'Free money' WHERE id = 'stories'" 'fsck.listing  the listing of the definition stories' 'fsck.index'
  spoilt "UPDATE listing SET words = words || ' gold' WHERE id = 'stories'" 'fsck.listing  the listing of the definition stories'
  spoilt "UPDATE listing SET marks = '|t1s1' WHERE id = 'stories'" 'fsck.index  the search index does not follow the listing of the definition stories'
  spoilt "UPDATE listing SET title_words = 'gold' WHERE id = 'stories'" 'fsck.index  the search index does not follow the listing of the definition stories'
  spoilt "DELETE FROM listing WHERE id = 'stories'" 'fsck.listing  the definition stories' 'has no listing' 'fsck.index'
  spoilt "CREATE TEMP TABLE was AS SELECT id, title FROM listing; UPDATE listing SET title = (SELECT title FROM was WHERE was.id <> listing.id)" 'the definition stories' 'the definition retrofit'
  spoilt "UPDATE listing SET id = 'gold' WHERE id = 'stories'" 'there is a listing of the definition gold'
  spoilt "DELETE FROM listing_facet WHERE kind = (SELECT min(kind) FROM listing_facet) AND listing = 1" 'fsck.listing  the listing of the definition retrofit'
  spoilt "UPDATE listing_facet SET note = 'certain' WHERE listing = 2" 'fsck.listing  the listing of the definition stories'
  spoilt "INSERT INTO listing_facet VALUES(1, 2, 'skill', 'gold', '')" 'fsck.listing  the listing of the definition stories' 'fsck.index'
  spoilt "UPDATE listing_facet SET listing = 103 - listing; UPDATE listing_facet SET listing = listing - 100" 'the definition retrofit' 'the definition stories'
  spoilt "INSERT INTO listing_facet VALUES(1, 77, 'skill', 'gold', '')" 'fsck.index  a facet belongs to listing number 77'
  spoilt "DELETE FROM listing_words_docsize WHERE id = 1" 'fsck.index  the search index listing_words holds 1 listings of 2'
  spoilt "DELETE FROM listing_titles_data WHERE id > 10" 'fsck.'
}
journey 'fsck: a listing that was changed, removed or exchanged is named' spoilt_listings

spoilt_issuances() {
  people 2 >people.csv
  run 0 issue --from people.csv --base-url https://badges.ardmore.example --out issued
  run 0 "$CAIRN" fsck
  spoilt "DELETE FROM issuance WHERE number = 1" 'fsck.signature  the signature of issuance number 1 has no intent' 'fsck.slot'
  spoilt "INSERT INTO void VALUES(1, 'x')" 'fsck.signature  issuance number 1 is signed and given up'
  spoilt "INSERT INTO status_event(tenant, list, slot, action, reason, note, by, at_s) SELECT 1, list, (slot + 1) % 131072, 'revoke', 'other', '', '', 0 FROM status_slot LIMIT 1" 'fsck.event  something was done to the status slot 1/'
  rm -f spoilt.db*
  cp cairn.db spoilt.db
  printf 'garbage' >>spoilt.db
  run 1 "$CAIRN" fsck --database spoilt.db
  says out 'fsck.file  the file is 7 bytes longer than the database in it'
  head -c 3000 /dev/urandom | dd of=spoilt.db bs=1 seek=20000 conv=notrunc status=none
  run 1 "$CAIRN" fsck --database spoilt.db
  head -c 30000 /dev/urandom >spoilt.db
  run 1 "$CAIRN" fsck --database spoilt.db
}
journey 'fsck: signatures, slots and the file itself are looked at' spoilt_issuances

against_a_checkpoint() {
  a_register
  cp cairn.db older.db
  run 0 "$CAIRN" fsck
  cp out early
  run 0 "$CAIRN" person add zoe --name Zoe
  run 0 "$CAIRN" fsck --json
  cp out late.json
  run 0 "$CAIRN" fsck --checkpoint early
  run 0 "$CAIRN" fsck --checkpoint late.json
  run 1 "$CAIRN" fsck --database older.db --checkpoint late.json
  says out 'fsck.older  the database holds' 'older than the checkpoint, or entries were removed'
  # The newest entry cut off with all that belongs to it: nothing in the database tells, the checkpoint does.
  run 0 "$CAIRN" fsck --database older.db
  # Another history of the same length.
  cp older.db other.db
  run 0 "$CAIRN" person add mal --name Mal --database other.db
  run 1 "$CAIRN" fsck --database other.db --checkpoint late.json
  says out 'fsck.rewritten  the first' 'are not those of the checkpoint'
  run 0 "$CAIRN" fsck --database other.db --checkpoint early
  echo 'no checkpoint here' >none
  run 4 "$CAIRN" fsck --checkpoint none
  says err 'fsck.checkpoint'
  run 6 "$CAIRN" fsck --checkpoint nowhere
}
journey 'fsck: a database older than its checkpoint, or with another history, is recognised' against_a_checkpoint

# Each change stays, so that the findings add up.
fsck_on_a_server() {
  fresh_server
  a_register
  run 0 "$CAIRN" fsck
  says out 'everything is as it was written'
  local statement finding
  while IFS='|' read -r finding statement; do
    ask "$statement" || die "the spoiling failed: $statement"
    run 1 "$CAIRN" fsck
    says out "$finding"
  done <<'END'
fsck.body  revision 2 of the person anna|UPDATE record SET body = replace(body, 'Anna', 'Hanna') WHERE id = 'anna'
fsck.body  revision 1 of the person dana|UPDATE record_past SET body = '{}' WHERE id = 'dana'
fsck.no-body  revision 1 of the person reg|DELETE FROM record_past WHERE id = 'reg'
fsck.listing  the listing of the definition stories|UPDATE listing SET title = 'Gold' WHERE id = 'stories'
fsck.index  the search index does not follow the listing of the definition retrofit|UPDATE listing SET marks = 'x' WHERE id = 'retrofit'
fsck.index  a facet belongs to listing number 77|INSERT INTO listing_facet VALUES(1, 77, 'k', 'v', '')
fsck.head  what is recorded of the last entry|UPDATE audit_head SET at_ns = at_ns + 1
fsck.previous  entry 5|UPDATE audit_entry SET actor = 'mallory' WHERE number = 4
fsck.gap  the audit tree has no entry 2|DELETE FROM audit_entry WHERE number = 2
END
}
journey 'PostgreSQL: fsck finds by name what was changed' fsck_on_a_server
