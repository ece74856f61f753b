#include <algorithm>
#include <optional>

#include "app/archive_verify.hpp"
#include "app/people.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"
#include "verify/carrier.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_most_shown = 50;     // things that are not as listed, on the terminal
constexpr std::size_t k_most_kept = 10'000;  // of them, for --json

// A path as it can be printed: whoever made the folder chose the names in it.
std::string shown_path(std::string path) {
  std::replace_if(path.begin(), path.end(), [](char c) { return c < 0x20 || c == 0x7F; }, '?');
  return path;
}

// How many credentials had which answer.
struct Tally {
  std::uint64_t valid = 0;
  std::uint64_t valid_then = 0;  ///< as of the day the archive was made
  std::uint64_t unknown_issuer = 0;
  std::uint64_t invalid = 0;
  std::uint64_t undetermined = 0;
  std::uint64_t all() const { return valid + valid_then + unknown_issuer + invalid + undetermined; }
};

struct OpenedArchive {
  app::ArchiveReader reader;
  std::unique_ptr<app::ArchiveVerifier> verifier;  // refers to the reader, which must not move
};

bool same_digest(std::string_view given, std::string_view found) {
  return given.size() == found.size() && std::equal(given.begin(), given.end(), found.begin(), [](char a, char b) { return (a >= 'A' && a <= 'F' ? a + ('a' - 'A') : a) == b; });
}

Result<std::unique_ptr<OpenedArchive>> open_archive(const VerifyOptions& options, Program& program) {
  CAIRN_TRY(app::ArchiveReader reader, app::ArchiveReader::open(options.archive));
  app::ArchiveVerifierParts parts;
  if (!options.digest.empty()) {
    if (!same_digest(options.digest, reader.digest())) {
      return fail(Kind::unauthenticated, "archive.digest", "the archive's digest is " + reader.digest() + ", not the one given",
                  "It is another archive, a later state of it, or not the issuer's: ask for the digest of this one.");
    }
    parts.trust.anchor = app::ArchiveAnchor::digest;
  }
  CAIRN_TRY(parts.trust.known, trust_list_of(options.known, options.documents, program));
  parts.make_contexts = program.make_contexts;
  parts.make_other_contexts = program.make_other_contexts;
  parts.minimum_status_entries = options.minimum_status_entries;
  auto out = std::make_unique<OpenedArchive>(OpenedArchive{std::move(reader), nullptr});
  out->verifier = std::make_unique<app::ArchiveVerifier>(out->reader, std::move(parts));
  return out;
}

// Checks everything in an archive and prints what is not in order as it goes.
class WholeArchive {
 public:
  WholeArchive(OpenedArchive& archive, const verify::VerifyQuestion& question, const Console& console, OutputForm form)
      : archive_(archive), question_(question), console_(console), form_(form), progress_(console, archive.reader.manifest().credentials, "credentials") {}

  ExitCode run() {
    const app::ArchiveReader& reader = archive_.reader;
    for (app::ArchiveDeviation& one : reader.check_files()) deviate(one.fault, std::move(one.path));
    signature_ = archive_.verifier->check_manifest(question_.at);
    for (std::size_t i = 0; i < app::k_archive_shards; ++i) check_shard(app::archive_shard(i));
    progress_.finish();
    if (listed_ != reader.manifest().credentials) {
      note("the digest lists name " + grouped(listed_) + " credentials, the list of contents says " + grouped(reader.manifest().credentials));
    }
    if (signature_.state == app::ManifestSignature::State::broken) note("the signature of manifest.json does not fit: " + signature_.detail);
    form_ == OutputForm::json ? print_json() : print_words();
    return exit_code();
  }

 private:
  void note(std::string fault) {
    if (++fault_count_ <= k_most_kept) faults_.push_back(std::move(fault));
  }
  void deviate(app::FileFault fault, std::string path) {
    note(std::string(app::fault_word(fault)) + ": " + shown_path(std::move(path)));
  }

  void check_shard(const std::string& shard) {
    const auto known = archive_.reader.digests(shard);
    const std::vector<std::string> listed = known ? *known : std::vector<std::string>();
    listed_ += listed.size();
    if (!archive_.reader.has_credentials()) return;
    std::vector<std::string> found;
    for (const std::string& name : archive_.reader.credential_files(shard)) check_credential(shard, name, listed, found);
    std::sort(found.begin(), found.end());
    for (const std::string& digest : listed) {
      if (!std::binary_search(found.begin(), found.end(), digest)) deviate(app::FileFault::missing, "private/credentials/" + shard + "/" + digest);
    }
  }

  void check_credential(const std::string& shard, const std::string& name, const std::vector<std::string>& listed, std::vector<std::string>& found) {
    const auto digest = app::digest_in_name(name);
    const bool is_listed = digest && std::binary_search(listed.begin(), listed.end(), *digest);
    if (is_listed) found.push_back(*digest);
    const auto credential = archive_.reader.read_credential(shard, name);
    const std::string path = credential ? credential->path : "private/credentials/" + shard + "/" + name;
    const bool is_whole = credential && digest && app::archive_digest(credential->text).hex == *digest;
    if (!is_listed) {
      deviate(app::FileFault::added, path);
    } else if (!is_whole) {
      deviate(app::FileFault::changed, path);
    }
    if (!credential) return;
    count(archive_.verifier->verify_held(credential->text, question_), path);
    progress_.update(tally_.all());
  }

  void count(const vc::Report& report, const std::string& path) {
    switch (report.verdict) {
      case vc::Verdict::valid: ++tally_.valid; return;
      case vc::Verdict::unknown_issuer: ++tally_.unknown_issuer; return;
      case vc::Verdict::invalid: ++tally_.invalid; break;
      case vc::Verdict::undetermined:
        if (app::was_valid_then(report)) {
          ++tally_.valid_then;
          return;
        }
        ++tally_.undetermined;
        break;
    }
    const vc::Outcome wanted = report.verdict == vc::Verdict::invalid ? vc::Outcome::fail : vc::Outcome::unknown;
    const auto check = std::find_if(report.checks.begin(), report.checks.end(), [&](const vc::Check& one) {
      return one.outcome == wanted && one.id != vc::CheckId::issuer && one.code != "recipient.not-asked";
    });
    if (check == report.checks.end()) return;
    if (form_ == OutputForm::json) {
      add_json(report, *check, path);
      return;
    }
    progress_.finish();
    const std::string who = report.summary ? app::shown_cell(report.summary->recipient_name) + ", " + app::shown_cell(report.summary->name) + ": " : std::string();
    console_.print(std::string(vc::verdict_name(report.verdict)) + "  " + shown_path(path) + "\n  " + who + check->detail + " (" + check->code + ")\n");
  }

  void add_json(const vc::Report& report, const vc::Check& check, const std::string& path) {
    const json::Object one = json::Object::make(arena_, 4);
    one.add_new("file", json::Value::string(arena_.copy(path)), arena_);
    one.add_new("verdict", json::Value::string(vc::verdict_name(report.verdict)), arena_);
    one.add_new("code", json::Value::string(arena_.copy(check.code)), arena_);
    one.add_new("detail", json::Value::string(arena_.copy(check.detail)), arena_);
    not_valid_.push_back(one, arena_);
  }

  std::string signature_words() const {
    switch (signature_.state) {
      case app::ManifestSignature::State::none: return "The archive is not signed.";
      case app::ManifestSignature::State::fits: return "The archive is signed with " + signature_.by + ".";
      case app::ManifestSignature::State::open: return "Whether the archive's signature fits could not be checked: " + signature_.detail + ".";
      case app::ManifestSignature::State::broken: break;
    }
    return "The archive's signature does not fit.";
  }

  void print_words() const {
    const app::ArchiveManifest& manifest = archive_.reader.manifest();
    std::string out;
    for (std::size_t i = 0; i < std::min(faults_.size(), k_most_shown); ++i) out += faults_[i] + "\n";
    if (fault_count_ > k_most_shown) out += "and " + grouped(fault_count_ - k_most_shown) + " more\n";
    out += "Archive made on " + format_instant(manifest.made).substr(0, 10) + "\n";
    for (const app::ArchiveIssuer& issuer : manifest.issuers) out += "  of " + app::shown_cell(issuer.name.empty() ? issuer.id : issuer.name + " (" + issuer.id + ")") + "\n";
    out += "digest " + archive_.reader.digest() + "\n" + signature_words() + "\n";
    out += faults_.empty() ? "Every file is as listed.\n" : counted(fault_count_, "thing is", "things are") + " not as listed.\n";
    if (archive_.reader.has_credentials()) {
      const std::pair<std::uint64_t, std::string> lines[] = {{tally_.valid, "valid"},
                                                             {tally_.valid_then, "valid as of " + format_instant(manifest.made).substr(0, 10) + ": their status lists have run out since"},
                                                             {tally_.unknown_issuer, "unknown-issuer: in order, but nobody here has vouched for the issuer's keys"},
                                                             {tally_.undetermined, "undetermined"},
                                                             {tally_.invalid, "invalid"}};
      out += counted(tally_.all(), "credential", "credentials") + "\n";
      for (const auto& [number, words] : lines) {
        if (number > 0) out += "  " + grouped(number) + " " + words + "\n";
      }
    } else {
      out += counted(listed_, "credential is", "credentials are") + " listed by digest; the credentials themselves are not here.\n";
    }
    console_.print(out);
    if (archive_.reader.is_being_updated()) console_.say("An export into this folder was not finished. The earlier archive stands; run the export again.");
    if (tally_.unknown_issuer > 0) {
      console_.say("Whoever holds an archive could replace all of it. Compare its digest with the one made known elsewhere: --digest; or use --known-issuers.");
    }
  }

  void print_json() {
    const auto number = [this](std::uint64_t value) { return json::Value::number(arena_.copy(std::to_string(value))); };
    const auto text = [this](std::string_view value) { return json::Value::string(arena_.copy(value)); };
    const json::Array faults = json::Array::make(arena_);
    for (const std::string& fault : faults_) faults.push_back(text(fault), arena_);
    const json::Object counts = json::Object::make(arena_, 6);
    counts.add_new("valid", number(tally_.valid), arena_);
    counts.add_new("validAsOfMade", number(tally_.valid_then), arena_);
    counts.add_new("unknownIssuer", number(tally_.unknown_issuer), arena_);
    counts.add_new("undetermined", number(tally_.undetermined), arena_);
    counts.add_new("invalid", number(tally_.invalid), arena_);
    constexpr std::string_view k_states[] = {"none", "fits", "broken", "open"};
    const json::Object out = json::Object::make(arena_, 8);
    out.add_new("digest", text(archive_.reader.digest()), arena_);
    out.add_new("made", text(format_instant(archive_.reader.manifest().made)), arena_);
    out.add_new("signature", text(k_states[static_cast<std::size_t>(signature_.state)]), arena_);
    out.add_new("faults", faults, arena_);
    out.add_new("listed", number(listed_), arena_);
    out.add_new("credentials", counts, arena_);
    out.add_new("notValid", not_valid_, arena_);
    console_.print(json::to_text(out) + "\n");
  }

  ExitCode exit_code() const {
    if (!faults_.empty() || tally_.invalid > 0) return ExitCode::not_valid;
    return tally_.unknown_issuer + tally_.undetermined + tally_.valid_then > 0 ? ExitCode::undecided : ExitCode::done;
  }

  OpenedArchive& archive_;
  const verify::VerifyQuestion& question_;
  const Console& console_;
  OutputForm form_;
  Progress progress_;
  Arena arena_;
  json::Array not_valid_ = json::Array::make(arena_);
  app::ManifestSignature signature_;
  std::vector<std::string> faults_;
  std::uint64_t fault_count_ = 0;
  std::uint64_t listed_ = 0;
  Tally tally_;
};

// Whether the issuer listed exactly this file: says more than a signature when a key was stolen, but only as much as the archive is worth.
void say_listed(const OpenedArchive& archive, std::string_view content, const Console& console) {
  const verify::Unpacked unpacked = verify::unpack(as_bytes(content));
  const auto listed = archive.reader.lists(unpacked.carrier == vc::Carrier::none ? content : unpacked.content.text);
  if (!listed) return console.say("Whether the archive lists it cannot be told: " + listed.error().detail);
  console.say(*listed ? "The archive lists exactly this credential."
                      : "The archive does not list exactly this file: it may be a part of a credential, another copy of it, or none of this issuer's.");
}

ExitCode check_file(OpenedArchive& archive, const std::string& file, const verify::VerifyQuestion& question, const VerifyOptions& options, const Console& console) {
  const Result<std::string> content = read_input(file, k_input_bytes, TooLong::cut);
  if (!content) return give_up(content.error(), console);
  const vc::Report report = archive.verifier->verify(as_bytes(*content), question);
  if (options.form == OutputForm::json) {
    Arena arena;
    console.print(json::to_text(vc::to_json(report, arena)) + "\n");
  } else {
    print_report(report, console);
    if (app::was_valid_then(report)) console.print("It was valid when the archive was made; what came later is not known.\n");
    say_listed(archive, *content, console);
  }
  return exit_code_of(report.verdict);
}

ExitCode check_files(OpenedArchive& archive, const verify::VerifyQuestion& question, const VerifyOptions& options, const Console& console) {
  std::vector<std::string> files = {options.file};
  files.insert(files.end(), options.more_files.begin(), options.more_files.end());
  ExitCode worst = ExitCode::done;
  for (const std::string& file : files) {
    if (files.size() > 1 && options.form == OutputForm::words) console.print((file == files.front() ? "" : "\n") + file + "\n");
    worst = worse_of(worst, check_file(archive, file, question, options, console));
  }
  return worst;
}

}  // namespace

ExitCode run_verify_archive(const VerifyOptions& options, Program& program, const Console& console) {
  const auto question = question_of(options, program);
  if (!question) return give_up(question.error(), console);
  const auto archive = open_archive(options, program);
  if (!archive) return give_up(archive.error(), console);
  if (!options.file.empty()) return check_files(**archive, *question, options, console);
  return WholeArchive(**archive, *question, console, options.form).run();
}

}  // namespace cairn::cli
