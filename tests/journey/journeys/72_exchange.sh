# Definitions out of what others wrote, and in their words.

several_out_of_one() {
  cat >badgr.json <<'JSON'
{"status": {"success": true, "description": "ok"}, "result": [
  {"entityType": "BadgeClass", "entityId": "A1", "openBadgeId": "https://badgr.example/public/badges/A1", "issuer": "I1", "name": "Care", "description": "To care.",
   "criteriaNarrative": "Three talks.", "criteriaUrl": null, "tags": [], "alignments": [], "expires": {"amount": 2, "duration": "years"}},
  {"entityType": "BadgeClass", "entityId": "A2", "openBadgeId": "https://badgr.example/public/badges/A2", "issuer": "I1", "name": "Care", "description": "More care.",
   "criteriaNarrative": "Six talks.", "expires": {"amount": null, "duration": null}}]}
JSON
  run 2 "$CAIRN" translate badgr.json --from badgeclass
  says err 'translate.several' '2 definitions' '--into FOLDER'
  run 0 "$CAIRN" translate badgr.json --from auto --into drafts
  says out '2 drafts written to drafts'
  says err '/result/1/entityId'
  says drafts/care.toml 'Nobody checked who wrote it' 'validity_months = 24' 'description = "To care."'
  says drafts/care-2.toml 'description = "More care."'
  run 1 "$CAIRN" translate badgr.json --from badgeclass --into drafts
  says err 'output.exists' 'nothing was written'
}
journey 'badge classes of another platform become a draft each, and no file is written over' several_out_of_one

a_table() {
  printf 'id;Title;Level;Credit;Learning outcomes;name@gd;Remarks\r\nhttps://x.example/1;Soin \351l\351mentaire;SCQF 7;7,5 ECTS;Listen. | Talk.;C\371ram;x\r\nhttps://x.example/2;Two;7;;;;\r\n' >sheet.csv
  run 1 "$CAIRN" translate sheet.csv --from csv --into rows
  says err 'definition.rows' 'row 3: level: "7" is no level of a framework'
  [ ! -e rows/two.toml ] || die 'a wrong row was written'
  run 5 "$CAIRN" translate sheet.csv --from auto --into rows --skip-bad
  says err 'Left out, since something is wrong:' 'row 3: level' 'column "Remarks"'
  says 'rows/soin-élémentaire.toml' 'name = "Soin élémentaire"' 'amount = 7.5' 'framework = "ECTS"' 'statement = "Talk."' 'text = "Cùram"'
  [ ! -e rows/two.toml ] || die 'a wrong row was written'
  run 2 "$CAIRN" translate sheet.csv --from csv --skip-bad
}
journey 'a table becomes definitions; a wrong row stops all of them, or is left out and named' a_table

there_and_back() {
  local form
  for form in schema-org achievement; do
    run 0 "$CAIRN" translate "$CARE" --to "$form"
    cp out "care.$form.json"
    run 0 "$CAIRN" translate "care.$form.json" --from auto
    says out 'name = "Care conversations"' 'framework = "SCQF"' 'amount = 10'
  done
  run 1 "$CAIRN" translate care.achievement.json --from schema-org
  says err 'exchange.schema-org' 'It looks like achievement.'
  echo 'name = ' >none.toml
  run 1 "$CAIRN" translate none.toml --from auto
  says err 'definition.form' '--from case'
}
journey 'schema.org and achievements are written, found out and read' there_and_back
