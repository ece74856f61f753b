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
  bool has_digest = false;  // and it is the one that was given
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
  auto out = std::make_unique<OpenedArchive>(OpenedArchive{std::move(reader), nullptr, !options.digest.empty()});
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
    reader.check_files([this](app::FileFault fault, std::string path) { deviate(fault, std::move(path)); });
    signature_ = archive_.verifier->check_manifest(question_.at);
    for (std::size_t i = 0; i < app::k_archive_shards; ++i) check_shard(app::archive_shard(i));
    progress_.finish();
    if (are_lists_read_ && listed_ != reader.manifest().credentials) {
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
    if (fault == app::FileFault::unreadable) {
      ++unread_count_;
      are_shards_closed_ = are_shards_closed_ || path == "private/credentials";
    }
    note(std::string(app::fault_word(fault)) + ": " + shown_path(std::move(path)));
  }

  void check_shard(const std::string& shard) {
    const auto listed = archive_.reader.digests(shard);
    if (listed) {
      listed_ += listed->size();
    } else {
      are_lists_read_ = false;  // a list that is missing, changed or closed to us is named with the other files
      if (listed.error().kind == Kind::malformed) note(listed.error().detail);
    }
    if (!archive_.reader.has_credentials()) return;
    const std::string folder = "private/credentials/" + shard;
    const auto files = archive_.reader.credential_files(shard);
    if (!files && app::fault_of(files.error()) == app::FileFault::unreadable && !are_shards_closed_) deviate(app::FileFault::unreadable, folder);
    if (!files) return;
    std::vector<std::string> found;
    for (const app::FolderEntry& file : *files) check_credential(shard, file, listed ? &*listed : nullptr, found);
    if (!listed) return;
    std::sort(found.begin(), found.end());
    for (const std::string& digest : *listed) {
      if (!std::binary_search(found.begin(), found.end(), digest)) deviate(app::FileFault::missing, folder + "/" + digest);
    }
  }

  // in: listed - the shard's digests; nullptr when they could not be read: then nobody can say what belongs there
  void check_credential(const std::string& shard, const app::FolderEntry& file, const std::vector<std::string>* listed, std::vector<std::string>& found) {
    const std::string path = "private/credentials/" + shard + "/" + file.name;
    if (file.sort == app::FolderEntry::Sort::folder) {
      return archive_.reader.tell_added(path, [this](app::FileFault fault, std::string at) { deviate(fault, std::move(at)); });
    }
    const auto digest = app::digest_in_name(file.name);
    const bool is_listed = digest && (listed == nullptr || std::binary_search(listed->begin(), listed->end(), *digest));
    if (is_listed) found.push_back(*digest);
    const auto credential = archive_.reader.read_credential(shard, file.name);
    if (!is_listed) {
      deviate(app::FileFault::added, path);
    } else if (!credential) {
      deviate(app::fault_of(credential.error()), path);
    } else if (app::archive_digest(credential->text).hex != *digest) {
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
    if (faults_.size() > k_most_shown) out += "and " + grouped(fault_count_ - k_most_shown) + " more\n";
    out += "Archive made on " + format_instant(manifest.made).substr(0, 10) + "\n";
    for (const app::ArchiveIssuer& issuer : manifest.issuers) out += "  of " + app::shown_cell(issuer.name.empty() ? issuer.id : issuer.name + " (" + issuer.id + ")") + "\n";
    out += "digest " + archive_.reader.digest() + "\n" + signature_words() + "\n" + fault_words() + credential_words();
    console_.print(out);
    say_what_is_open();
  }

  std::string fault_words() const {
    if (fault_count_ == 0) return "Every file is as listed.\n";
    std::string out;
    const std::uint64_t wrong = fault_count_ - unread_count_;
    if (wrong > 0) out += counted(wrong, "thing is", "things are") + " not as listed.\n";
    if (unread_count_ > 0) out += counted(unread_count_, "file or folder", "files or folders") + " could not be read: whether all is as listed is not known.\n";
    return out;
  }

  std::string credential_words() const {
    if (!archive_.reader.has_credentials()) {
      return counted(listed_, "credential is", "credentials are") + " listed by digest; the credentials themselves are not here.\n";
    }
    const std::pair<std::uint64_t, std::string> lines[] = {
        {tally_.valid, "valid"},
        {tally_.valid_then, "valid as of " + format_instant(archive_.reader.manifest().made).substr(0, 10) + ": their status lists have run out since"},
        {tally_.unknown_issuer, "unknown-issuer: in order, but nobody here has vouched for the issuer's keys"},
        {tally_.undetermined, "undetermined"},
        {tally_.invalid, "invalid"}};
    std::string out = counted(tally_.all(), "credential", "credentials") + "\n";
    for (const auto& [number, words] : lines) {
      if (number > 0) out += "  " + grouped(number) + " " + words + "\n";
    }
    return out;
  }

  void say_what_is_open() const {
    if (archive_.reader.is_being_updated()) {
      console_.say("An export into this folder was not finished: it may hold files of the earlier archive and of the new one. The same cairn export again completes it.");
    }
    if (tally_.all() == 0) console_.say("No credential was judged: there is none here that can be read. Give the file of somebody's copy beside --archive.");
    if (!is_vouched()) {
      console_.say("Nobody vouches for this archive: whoever holds one could replace all of it. Compare its digest with the one made known elsewhere: --digest; "
                   "or name the signer's keys with --known-issuers.");
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
    const json::Object out = json::Object::make(arena_, 10);
    out.add_new("digest", text(archive_.reader.digest()), arena_);
    out.add_new("made", text(format_instant(archive_.reader.manifest().made)), arena_);
    out.add_new("signature", text(k_states[static_cast<std::size_t>(signature_.state)]), arena_);
    out.add_new("vouchedFor", json::Value::boolean(is_vouched()), arena_);
    out.add_new("faults", faults, arena_);
    out.add_new("faultCount", number(fault_count_), arena_);
    out.add_new("listed", number(listed_), arena_);
    out.add_new("credentials", counts, arena_);
    out.add_new("notValid", not_valid_, arena_);
    console_.print(json::to_text(out) + "\n");
  }

  // Whether anybody but the archive itself says that its contents are the issuer's.
  bool is_vouched() const { return archive_.has_digest || signature_.is_vouched; }

  ExitCode exit_code() const {
    if (fault_count_ > unread_count_ || tally_.invalid > 0) return ExitCode::not_valid;
    const bool is_open = tally_.valid < tally_.all() || unread_count_ > 0;
    return is_open || tally_.all() == 0 || !is_vouched() ? ExitCode::undecided : ExitCode::done;
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
  std::uint64_t unread_count_ = 0;  ///< of them
  bool are_lists_read_ = true;
  bool are_shards_closed_ = false;  ///< said once for all of them
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
