# The register from the command line: who may do what, what is refused, and that what was awarded stays as it was.

# college [REGISTRY-OF-ITS-OWN]: an organisation and one person per role, each named after the role
college() {
  "$CAIRN" org add ardmore --name "Ardmore College" --kind provider --as administrator >/dev/null
  "$CAIRN" person add administrator --name A --as administrator >/dev/null
  "$CAIRN" person role administrator administrator --org ardmore --as administrator >/dev/null
  for role in designer rater vetter external student approver registry quality; do
    "$CAIRN" person add $role --name $role --as administrator >/dev/null
    "$CAIRN" person role $role $role --org ardmore --as administrator >/dev/null
  done
  # Without marks and evidence, so that one name is enough to award it.
  sed -e '/^\[\[results/,/^\[\[translations/{/^\[\[translations/!d}' -e 's/^evidence = .*/evidence = "none"/' "$DEMO/retrofit-survey.toml" >course.toml
}
# acts NAME [VERSION]: everything between a draft and publication
acts() {
  local name="$1" version="${2:-}"
  act() { "$CAIRN" act "$1" "$name" ${version:+--version "$version"} --as "$2" "${@:3}" >/dev/null || die "act $1"; }
  act need designer --fact market_need=x --fact costing=x --fact risk=x
  act design designer --fact assessment_rationale=x
  act rate rater --fact participants=x --fact competence=x --fact average_candidate=x --fact method=x --fact units=x --fact level_recommendation=x \
    --fact credit_calculation=x --fact least_and_most_credit=x --fact issues=x
  act vet vetter --fact peer_review=x --fact findings=x
  act external-voice external --fact comment=x
  act student-voice student --fact comment=x
  act approve approver --fact minute=x
}
in_two_years() { date -u -d '+700 days' +%F; }

every_role() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  # What each role may do on a fresh draft and in the college; everything else is refused for want of the right.
  local role
  for role in administrator designer rater vetter external student approver registry quality; do
    sed "s/retrofit-survey\"/by-$role\"/" course.toml >by.toml
    case $role in designer | registry) run 0 "$CAIRN" define by.toml --name by-$role --org ardmore --as $role ;;
    *) run 1 "$CAIRN" define by.toml --name by-$role --org ardmore --as $role; says err register.right ;; esac
    case $role in administrator) run 0 "$CAIRN" person add p-$role --name P --as $role ;;
    *) run 1 "$CAIRN" person add p-$role --name P --as $role; says err register.right ;; esac
    case $role in administrator) run 0 "$CAIRN" org add o-$role --name O --as $role ;;
    *) run 1 "$CAIRN" org add o-$role --name O --as $role; says err register.right ;; esac
    case $role in administrator) ;;
    *) run 1 "$CAIRN" person role quality approver --org ardmore --as $role; says err register.right ;; esac
  done
  run 1 "$CAIRN" person role administrator approver --org ardmore --as administrator
  says err register.own-role
}
journey 'each role does its own part and nothing else' every_role

awarded_stays() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  run 1 "$CAIRN" issue survey --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  says err governance.unpublished 'Need and business case: is not done'
  acts survey
  run 0 "$CAIRN" publish survey --due "$(in_two_years)" --as registry
  run 0 "$CAIRN" issue survey --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --base-url https://badges.ardmore.example
  local code address
  code="$(sed 's|.*/c/||' out)"
  "$CAIRN" serve --port 0 >serve.log 2>&1 &
  local server=$!
  for _ in $(seq 100); do
    address="$(grep -oE 'http://[0-9.]+:[0-9]+' serve.log | head -1)" && [ -n "$address" ] && break
    sleep 0.05
  done
  curl -fsS "$address/c/$code" >before.html || { kill $server; die 'the award is not shown'; }
  grep -q 'Assurance' before.html || { kill $server; die 'the page does not say how much stands behind the award'; }
  "$CAIRN" show survey --out next.toml
  sed -i -e '0,/^name = .*/s//name = "Another name"/' -e 's/^amount = 15/amount = 20/' next.toml
  run 0 "$CAIRN" define next.toml --as designer
  says out 'version 2' 'makes a new version'
  curl -fsS "$address/c/$code" >after.html
  kill $server
  wait $server
  cmp -s before.html after.html || die 'the page of what was awarded has changed'
  run 0 "$CAIRN" show survey --version 1 --json
  says out '"frozen":true' '"title":"Retrofit survey of traditional buildings"'
}
journey 'an edit after the award leaves the page of the award as it was' awarded_stays

teach_out() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  acts survey
  "$CAIRN" publish survey --due "$(in_two_years)" --as registry >/dev/null
  run 0 "$CAIRN" retire survey --fact reason=x --teach-out "$(in_two_years)" --as registry
  run 0 "$CAIRN" issue survey --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  run 0 "$CAIRN" search survey
  says out 'Nothing was found.'
  run 0 "$CAIRN" retire survey --fact reason=x --as registry
  run 1 "$CAIRN" issue survey --as registry --to 'Iain Ross <i@work.example>' --key "$KEY" --status none
  says err governance.discontinued
}
journey 'an expiring version is awarded to who is enrolled, a discontinued one to nobody' teach_out

around_the_register() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  run 1 "$CAIRN" issue course.toml --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  says err governance.unpublished
  acts survey
  "$CAIRN" publish survey --due "$(in_two_years)" --as registry >/dev/null
  sed 's/^description = .*/description = "Changed on the way."/' course.toml >changed.toml
  run 1 "$CAIRN" issue changed.toml --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  says err register.differs 'Description:'
  run 0 "$CAIRN" issue course.toml --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  run 0 "$CAIRN" show survey --json
  says out '"frozen":true'
  run 6 "$CAIRN" issue nothing --as registry --to 'Kirsty Ross <k@work.example>' --key "$KEY" --status none
  says err register.definition
}
journey 'a file does not get around the register' around_the_register

strange_input() {
  college
  local long='Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunter'
  sed -e "s/^name = .*/name = \"$long\"/" -e 's/retrofit-survey"/long"/' course.toml >long.toml
  run 0 "$CAIRN" define long.toml --name long --org ardmore --as designer
  sed -e 's/^name = .*/name = "مسح المباني"/' -e 's/retrofit-survey"/rtl"/' course.toml >rtl.toml
  run 0 "$CAIRN" define rtl.toml --name rtl --org ardmore --as designer
  sed -e 's/^code = "7"/code = "14"/' -e 's/retrofit-survey"/level"/' course.toml >level.toml
  run 0 "$CAIRN" define level.toml --name level --org ardmore --as designer
  acts level
  run 1 "$CAIRN" publish level --due "$(in_two_years)" --as registry
  says err register.incomplete 'level'
  sed 's/^amount = 15/amount = -15/' course.toml >negative.toml
  run 1 "$CAIRN" define negative.toml --name negative --org ardmore --as designer
  says err definition.type 'credit.amount'
  sed -e 's/^amount = 15/amount = 15.5/' -e 's/retrofit-survey"/half"/' course.toml >half.toml
  run 0 "$CAIRN" check half.toml --profile scqf-credit-rating
  says out 'whole credit points'
  run 1 "$CAIRN" define course.toml --name 'Wrong Name' --org ardmore --as designer
  says err register.name
  run 6 "$CAIRN" define course.toml --name survey --org nowhere --as designer
  run 2 "$CAIRN" define course.toml --name survey --org ardmore
  says err '--as'
  run 6 "$CAIRN" show nothing
  run 6 "$CAIRN" define nothing.toml --as designer
  run 1 "$CAIRN" act dance long --as designer
  says err governance.act 'Acts are: need'
  : >empty.toml
  run 1 "$CAIRN" define empty.toml --org ardmore --as designer
  says err definition.empty
  printf '{"name": "cut' >cut.json
  run 1 "$CAIRN" define cut.json --org ardmore --as designer
  says err definition.syntax
  run 1 "$CAIRN" publish long --due 2020-01-01 --as registry
}
journey 'long and right-to-left names, impossible levels and credit, wrong and missing files' strange_input

hubs() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  acts survey
  "$CAIRN" publish survey --due "$(in_two_years)" --as registry >/dev/null
  run 0 "$CAIRN" catalogue --out feed.json
  says err '1 definition described'
  run 0 env CAIRN_DATABASE=hub.db "$CAIRN" org add ardmore --name Hub --as hub
  env CAIRN_DATABASE=hub.db "$CAIRN" person add hub --name Hub --as hub >/dev/null
  env CAIRN_DATABASE=hub.db "$CAIRN" person role hub administrator --org ardmore --as hub >/dev/null
  env CAIRN_DATABASE=hub.db "$CAIRN" person add harvester --name Harvester --as hub >/dev/null
  env CAIRN_DATABASE=hub.db "$CAIRN" person role harvester registry --org ardmore --as hub >/dev/null
  run 0 env CAIRN_DATABASE=hub.db "$CAIRN" import feed.json --as harvester --org ardmore
  run 0 env CAIRN_DATABASE=hub.db "$CAIRN" search --status unpublished
  says out 'Retrofit survey of traditional buildings'
  env CAIRN_DATABASE=hub.db "$CAIRN" import feed.json --as harvester --org ardmore >again 2>&1
  run 0 env CAIRN_DATABASE=hub.db "$CAIRN" search --status all --json
  is "$(grep -o '"name"' out | wc -l)" 1
}
journey 'a second register harvests the catalogue, and harvesting again adds nothing' hubs

yesterdays_listing() {
  college
  "$CAIRN" define course.toml --name survey --org ardmore --as designer >/dev/null
  acts survey
  "$CAIRN" publish survey --due "$(in_two_years)" --as registry >/dev/null
  sqlite3 cairn.db 'CREATE TABLE kept AS SELECT * FROM listing'
  run 0 "$CAIRN" retire survey --fact reason=x --as registry
  run 0 "$CAIRN" fsck
  sqlite3 cairn.db 'UPDATE listing SET (status, digest) = (SELECT kept.status, kept.digest FROM kept WHERE kept.id = listing.id)'
  sqlite3 cairn.db 'DROP TABLE kept'
  run 1 "$CAIRN" fsck
  says out fsck.listing 'says current, and what was decided makes it discontinued'
}
journey 'a listing of yesterday, put back with its digest, is found' yesterdays_listing
