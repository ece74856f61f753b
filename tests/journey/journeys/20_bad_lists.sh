# Lists and definitions with faults.

bad_rows() {
  cat >people.csv <<'LIST'
Name,Email,Date,Mark
Eilidh Good,eilidh@work.example,2026-06-14,71
No Mail,,2026-06-14,66
Ambiguous Date,ambiguous@work.example,03/04/2026,55
Eilidh Again,EILIDH@work.example,2026-06-14,71
Mark Too High,high@work.example,2026-06-14,171
"=HYPERLINK(""http://evil.example"",""x"")",formula@work.example,2026-06-14,60
Last Good,last@work.example,2026-06-15,88
LIST
  run 5 issue --from people.csv --out issued
  is "$(credentials)" 2
  says out 'issued 2, skipped 5 of 7 rows'
  says err 'row 3 skipped: Email: found nothing' 'row 4 skipped: Date: found "03/04/2026"' 'row 5 skipped' 'row 2 is the same person' \
    'row 6 skipped: Mark: found "171", wanted a number from 0 to 100' 'row 7 skipped'
  is "$(grep -cE '^[0-9]+,' issued/people.result.csv)" 7
  says_not issued/people.result.csv ',"=HYPERLINK'
  # Mended, the rest follows.
  sed -i 's/No Mail,,/No Mail,now@work.example,/; s|03/04/2026|2026-04-03|; s/,171/,71/; /^Eilidh Again/d; /^"=/d' people.csv
  run 0 issue --from people.csv --out issued
  says out 'issued 3, already issued 2 of 5 rows'
}
journey 'bad rows are named with row, column, found and wanted; good rows are issued; mended rows follow' bad_rows

bad_header() {
  printf 'Who,Mark\nA,1\n' >people.csv
  run 1 issue --from people.csv --out issued
  says err '"Who", "Mark"' 'people.header'
  is "$(find . -name '*.json' | wc -l)" 0
}
journey 'a list without the needed columns says which it has' bad_header

not_a_list() {
  : >empty.csv
  run 1 issue --from empty.csv --out issued
  says err 'csv.empty'
  printf 'PK\003\004 not a table' >people.xlsx
  run 1 issue --from people.xlsx --out issued
  says err 'csv.not-text'
  run 6 issue --from nowhere.csv --out issued
  says err 'nowhere.csv' 'input.not-found'
  run 1 issue --from . --out issued
  says err 'input.folder'
}
journey 'an empty list, a workbook, a missing file and a folder are told apart' not_a_list

bad_definition() {
  sed 's/^human_code/human_cod/' "$DEFINITION" >a.toml
  people 1 >people.csv
  run 1 "$CAIRN" issue a.toml --from people.csv --key "$KEY" --out issued
  says err 'a.toml, line 10: human_cod: no such key. Did you mean "human_code"?'
  : >b.toml
  run 1 "$CAIRN" issue b.toml --from people.csv --key "$KEY" --out issued
  says err 'b.toml: the file is empty'
  run 1 "$CAIRN" issue people.csv --from people.csv --key "$KEY" --out issued
  says err 'people.csv, line 1'
  sed 's|^\[organisation\]|[organisation]\nid = "did:web:other.example"|' "$DEFINITION" >c.toml
  run 1 "$CAIRN" issue c.toml --from people.csv --key "$KEY" --out issued
  says err 'issue.key-not-issuers'
}
journey 'a definition with a fault is named by line and key' bad_definition
