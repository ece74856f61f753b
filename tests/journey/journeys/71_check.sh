# Definitions held against what frameworks and registers ask for.

small() { # small FILE: a definition with SCQF level and credit that keeps what the SCQF asks for
  cat >"$1" <<'END'
id = "https://badges.ardmore.example/m/lime"
name = "Lime mortar"
description = "Mixing and using lime mortar."
criteria_narrative = "Build a wall."
workload_hours = 20
[organisation]
name = "Ardmore College"
[level]
framework = "SCQF"
code = "6"
[credit]
framework = "SCQF"
amount = 2
level = "6"
rated_by = { name = "Ardmore College", id = "https://ardmore.example/" }
[assessment]
types = ["practical"]
[quality]
form = "external"
statement = "Sampled inside by the college and from outside by an examiner."
[[outcomes]]
key = "mix"
statement = "Mix lime mortar."
[[tasks]]
key = "wall"
name = "Wall"
type = "practical"
outcomes = ["mix"]
END
}

check_in_order() {
  small lime.toml
  run 0 "$CAIRN" check lime.toml --profile scqf-credit-rating
  says out 'lime.toml: Lime mortar' 'Nothing stands in the way.' 'met            learning outcomes'
  says_not out 'Cannot be published'
  run 0 "$CAIRN" check lime.toml --profile scqf-credit-rating --json
  is "$(node -p 'const d = JSON.parse(require("fs").readFileSync("out")); d.files[0].profiles[0].findings.filter(f => f.blocks).length')" 0
  sed -n '/^\[\[outcomes/,$!p' lime.toml >draft.toml
  run 1 "$CAIRN" check draft.toml lime.toml --profile scqf-credit-rating
  says out 'missing        learning outcomes   (outcomes)' 'Stands in the way: Write what learners' 'official: SQA, SCQF Credit Rating Process' 'lime.toml: Lime mortar'
  run 1 "$CAIRN" check - <draft.toml
  says out 'SCQF credit rating' '1 thing stands in the way'
}
journey 'a definition is held against a profile: what is missing is named, with source and remedy' check_in_order

refused_by_size_and_title() {
  small lime.toml
  sed -i 's/^workload_hours = 20/workload_hours = 9/' lime.toml
  run 1 "$CAIRN" check lime.toml --profile scqf-credit-rating
  says out 'missing        at least 10 notional hours   [workload_hours: 9 hours]' 'below-one-unit'
  small lime.toml
  sed -i 's/^name = "Lime mortar"/name = "Diploma in lime mortar"/' lime.toml
  run 1 "$CAIRN" check lime.toml --profile nzqa-2022
  says out 'missing        a title that is not taken for a qualification   [name: "diploma"]' 'Rules 2022, 6(2)(a)' 'title-award'
}
journey 'an item of nine hours and a title with Diploma are refused' refused_by_size_and_title

unit_slips() {
  # What the official sample of a European micro-credential says of its size.
  cat >sample.json <<'END'
{"type": ["VerifiableCredential", "EuropeanDigitalCredential"], "issuer": {"id": "urn:x:1", "legalName": {"en": "University of Zed"}},
 "credentialSubject": {"hasClaim": {"type": "LearningAchievement",
  "influencedBy": {"type": "LearningActivity", "specifiedBy": {"type": "LearningActivitySpecification", "volumeOfLearning": "P60M"}},
  "specifiedBy": {"id": "urn:x:2", "type": "Qualification", "title": {"en": "Digital micro-credential creation"}, "volumeOfLearning": "PT60H",
   "creditPoint": {"framework": {"id": "http://data.europa.eu/snb/education-credit/6fcec5c5af", "prefLabel": {"en": "European Credit Transfer System"}}, "point": "2"}}}}}
END
  run 0 "$CAIRN" translate sample.json --from elm
  says out 'duration = "P60M"'
  mv out sample.toml
  run 1 "$CAIRN" check sample.toml
  says out 'P60M is 60 months, and workload_hours says 60 hours' '2 ECTS stands for 50 to 60 hours (25 to 30 each, unverified)' 'only where one is 30 hours'
  says out 'Cannot be published' 'description: is empty'
}
journey 'sixty months beside sixty hours, and two ECTS beside sixty hours, are seen' unit_slips

own_profile() {
  small lime.toml
  sed -i -e 's/framework = "SCQF"/framework = "STONES"/' -e 's/code = "6"/code = "high"/' -e 's/level = "6"/level = "high"/' lime.toml
  mkdir own
  cat >own/stones.toml <<'END'
kind = "framework"
id = "STONES"
name = "A framework that does not exist"
levels = ["low", "high"]
[unit]
name = "stones"
hours_least = "10"
standing = "official"
source = "The masons"
END
  cat >own/masons.toml <<'END'
kind = "profile"
id = "masons-1"
name = "What the masons ask for"
frameworks = ["STONES"]

[[rules]]
id = "level"
kind = "level"
demand = "required"
asks = "the low level"
framework = "STONES"
levels = ["low"]
remedy = "Choose the low one."
standing = "official"
source = "The masons, 2"
date = "2026"

[[rules]]
id = "title"
kind = "words"
demand = "required"
asks = "no lime in the title"
any_of = ["name"]
remedy = "Choose another title."
standing = "official"
source = "The masons, 3"
date = "2026"

[[rules.words]]
words = ["lime"]
END
  sed -i 's/^code = "high"/&\nurl = "https:\/\/stones.example\/high"/' lime.toml
  run 1 "$CAIRN" check lime.toml --frameworks own
  says out 'What the masons ask for (masons-1)' '[level: STONES high]' '[name: "lime"]' '2 things stand in the way'
  sed -i -e 's/"high"/"low"/' -e 's/^name = "Lime mortar"/name = "Mortar"/' lime.toml
  run 0 "$CAIRN" check lime.toml --frameworks own
  run 0 env CAIRN_FRAMEWORKS=own "$CAIRN" check lime.toml --profile masons-1
  run 0 "$CAIRN" check --list --frameworks own
  says out 'masons-1' 'The masons, 3' 'nzqa-2022'
  run 0 "$CAIRN" framework --frameworks own
  says out 'STONES'
  run 6 "$CAIRN" check lime.toml --profile masons-1
  sed -i 's/levels = \["low"\]/levels = ["lower"]/' own/masons.toml
  run 1 "$CAIRN" check lime.toml --frameworks own
  says err 'masons.toml, line 12' 'STONES has no level "lower"'
}
journey 'a framework and a profile that were only just written are used without a rebuild' own_profile

check_wrong_usage() {
  run 2 "$CAIRN" check
  says err "Give a definition's file"
  run 2 "$CAIRN" check --list x.toml
  run 6 "$CAIRN" check nowhere.toml
  run 6 "$CAIRN" check "$DEFINITION" --profile nzqa-2202
  says err 'nzqa-2022'
  echo 'name = "x' >broken.toml
  run 1 "$CAIRN" check broken.toml
  says err 'broken.toml'
  small lime.toml
  run 6 "$CAIRN" check nowhere.toml lime.toml
  says out 'lime.toml: Lime mortar'
}
journey 'files and profiles that are not there are named' check_wrong_usage
