# The register as a folder, and definitions of others into the register.

small_register() {
  export CAIRN_AS=ailsa
  run 0 "$CAIRN" org add ardmore --name 'Ardmore College' --identifier https://ardmore.example --url https://ardmore.example
  run 0 "$CAIRN" person add ailsa --name 'Ailsa Grant'
  run 0 "$CAIRN" person role ailsa administrator --org ardmore
  run 0 "$CAIRN" person add ben --name 'Ben Ogilvie'
  run 0 "$CAIRN" person role ben administrator --org ardmore
  run 0 "$CAIRN" person role ailsa designer --org ardmore --as ben
  run 0 "$CAIRN" define "$DEFINITION" --name story --org ardmore
  run 0 "$CAIRN" show story --out edited.toml
  sed -i 's/^description = "/&Newly: /' edited.toml
  run 0 "$CAIRN" define edited.toml
  run 0 "$CAIRN" act need story --fact market_need='a survey' --fact costing=much --fact risk=none
}

out_and_in() {
  small_register
  run 0 "$CAIRN" export --register one
  says out 'checkpoint '
  cp out first
  [ -s one/definitions/story/*.toml ] || die 'no text of the definition'
  run 0 "$CAIRN" import one --database new.db
  is "$(grep checkpoint out)" "$(grep checkpoint first)"
  run 0 "$CAIRN" export --register two --database new.db
  diff -r one two || die 'the second folder is not the first'
  run 0 "$CAIRN" fsck --database new.db
  run 0 "$CAIRN" search storytelling --status all --database new.db
  says out 'story'
  run 1 "$CAIRN" import one
  says err 'register.not-empty'
  run 1 "$CAIRN" export --register one
  says err 'output.exists'
  is "$(stat -c %a one)" 700
}
journey 'register: out as a folder and in again, the same byte for byte' out_and_in

tampered() {
  small_register
  run 0 "$CAIRN" export --register good
  local file line spoilt=0
  for file in $(cd good && find . -type f | sort); do
    for way in edit drop swap add gone; do
      rm -rf bad
      cp -r good bad
      case "$way" in
        edit) sed -i '1s/[a-y]/z/' "bad/$file" ;;
        drop) sed -i '$d' "bad/$file" ;;
        swap) sed -i '1{h;d};2{G}' "bad/$file" ;;
        add) echo '{}' >>"bad/$file" ;;
        gone) rm "bad/$file" ;;
      esac
      diff -rq good bad >/dev/null && continue
      spoilt=$((spoilt + 1))
      line=0
      "$CAIRN" import bad --database never.db >out 2>err || line=$?
      [ "$line" -ne 0 ] || die "$file, $way: taken over"
      grep -qF "${file#./}" err || die "$file, $way: not named"
      run 0 "$CAIRN" fsck --database never.db
      says out '0 entries in the audit tree'
    done
  done
  [ "$spoilt" -gt 20 ] || die "only $spoilt were tried"
  cp good/people.jsonl good/more.jsonl
  run 1 "$CAIRN" import good --database never.db
  says err 'more.jsonl was added'
}
journey 'register: a folder in which anything was changed is refused by name' tampered

# Whoever changes the list of contents too is found out by the records and the tree.
tampered_with_its_list() {
  small_register
  run 0 "$CAIRN" export --register good
  local file
  for file in records.jsonl audit.jsonl people.jsonl definitions/story/2.toml definitions/story/1.toml; do
    [ -e "good/$file" ] || continue
    rm -rf bad
    cp -r good bad
    sed -i '1s/Ailsa\|ailsa\|story/Eve/' "bad/$file"
    [ "$file" = people.jsonl ] || ! diff -q "good/$file" "bad/$file" >/dev/null || echo '# more' >>"bad/$file"
    node -e 'const fs = require("fs"), m = JSON.parse(fs.readFileSync("bad/manifest.json")); const f = m.files.find(f => f.name == process.argv[1]);
      const b = fs.readFileSync("bad/" + f.name); f.size = b.length; f.sha256 = require("crypto").createHash("sha256").update(b).digest("hex");
      fs.writeFileSync("bad/manifest.json", JSON.stringify(m))' "$file"
    run 1 "$CAIRN" import bad --database never.db
  done
}
journey 'register: a folder changed together with its list of contents is refused' tampered_with_its_list

register_across() {
  fresh_server
  local server="$CAIRN_DATABASE"
  export CAIRN_DATABASE=cairn.db
  small_register
  run 0 "$CAIRN" export --register one
  run 0 "$CAIRN" import one --database "$server"
  run 0 "$CAIRN" export --register two --database "$server"
  run 0 "$CAIRN" import two --database back.db
  run 0 "$CAIRN" export --register three --database back.db
  diff -r one two || die 'not the same on a server'
  diff -r one three || die 'not the same after the way back'
  run 0 "$CAIRN" fsck --database "$server"
}
journey 'PostgreSQL: the register from a file to a server and back by folders' register_across

of_others() {
  small_register
  { echo 'name,description,criteria,colour'; seq 1200 | sed 's/.*/Course &,What one learns in &,A portfolio,red/'; } >courses.csv
  run 0 "$CAIRN" import courses.csv --org ardmore
  says out '1,200 definitions kept as drafts, 0 were there already'
  says err 'course-1 (row 2): column "colour"'
  run 0 "$CAIRN" import courses.csv --org ardmore
  says out '0 definitions kept as drafts, 1,200 were there already'
  run 0 "$CAIRN" export story --form schema-org
  cp out course.jsonld
  says course.jsonld 'schema.org'
  run 0 "$CAIRN" import course.jsonld --org ardmore --json
  is "$(node -p 'JSON.parse(require("fs").readFileSync("out")).files[0].definitions[0].new')" false
  for form in achievement ctdl elm toml json; do run 0 "$CAIRN" export story --form "$form"; done
  run 0 "$CAIRN" export story --form achievement
  cp out theirs.json
  run 0 "$CAIRN" org add clyde --name 'Clyde College' --database other.db
  run 0 "$CAIRN" person add ailsa --name 'Ailsa Grant' --database other.db
  run 1 "$CAIRN" import theirs.json --org clyde --database other.db
  says err 'register.right'
  run 0 "$CAIRN" person role ailsa administrator --org clyde --database other.db
  run 0 "$CAIRN" person add ben --name 'Ben Ogilvie' --database other.db
  run 0 "$CAIRN" person role ben administrator --org clyde --database other.db
  run 0 "$CAIRN" person role ailsa designer --org clyde --as ben --database other.db
  run 0 "$CAIRN" import theirs.json --org clyde --database other.db
  says out '1 definition kept as drafts'
  run 0 "$CAIRN" fsck --database other.db
  run 2 "$CAIRN" import theirs.json
  run 2 "$CAIRN" export
  run 2 "$CAIRN" export story --register x
}
journey 'definitions of others become drafts; what is there already is not touched' of_others
