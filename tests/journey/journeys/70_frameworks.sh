# Comparing levels and credit between frameworks.

crosswalk() {
  run 0 "$CAIRN" crosswalk SCQF 11 --to NZQCF
  says out 'NZQCF 9   indicative' 'SCQF 11 = EQF 7' 'EQF 7 = NZQCF 9' 'official: '
  run 0 "$CAIRN" crosswalk NZQCF 8 --to EQF
  says out 'no match   official' 'on purpose'
  run 0 "$CAIRN" crosswalk SCQF --credit 15 --to ECTS
  says out '7.5 ECTS credits   by ratio, convention' '5 to 6 ECTS credits   by hours, unverified' 'do not give one amount'
  run 0 "$CAIRN" crosswalk RQF 'Entry 3' --to SCQF --json
  is "$(node -p 'JSON.parse(require("fs").readFileSync("out")).routes[0].end.level')" 3
  run 0 "$CAIRN" framework
  says out 'AQF' '1200 notional hours'
}
journey 'levels and credit are compared with the standing and source of every step' crosswalk

wrong_questions() {
  run 6 "$CAIRN" crosswalk SCQF 13 --to EQF
  says err 'SCQF has no level 13' 'from 1 to 12'
  run 6 "$CAIRN" crosswalk SQCF 11 --to EQF
  says err 'cairn framework lists'
  run 2 "$CAIRN" crosswalk SCQF --to EQF
  says err 'Give a level'
  run 1 "$CAIRN" crosswalk EQF --credit 3 --to SCQF
  says err 'EQF counts neither'
  run 2 "$CAIRN" crosswalk SCQF --credit -3 --to ECTS
  says err '--credit' 'is no amount'
}
journey 'a framework, level or amount that is not there is named' wrong_questions

own_framework() {
  mkdir own
  cat >own/local.toml <<'END'
id = "LOCAL"
name = "Our own"
levels = ["low", "high"]
[[links]]
to = "SCQF"
levels = ["low = 7", "high = none"]
standing = "indicative"
source = "Working group"
END
  run 0 "$CAIRN" crosswalk LOCAL low --to SCQF --frameworks own
  says out 'SCQF 7   indicative' 'Working group'
  sed -i 's/low = 7/low = 77/' own/local.toml
  run 1 "$CAIRN" crosswalk LOCAL low --to SCQF --frameworks own
  says err 'SCQF 77'
  sed -i 's/source = .*//' own/local.toml
  run 1 "$CAIRN" crosswalk LOCAL low --to SCQF --frameworks own
  says err 'local.toml' 'source'
  run 6 "$CAIRN" framework --frameworks nowhere
  run 1 "$CAIRN" framework --frameworks own/local.toml
}
journey 'a new framework needs a file and no rebuild; what is wrong in it is named' own_framework
