#include <algorithm>
#include <map>
#include <set>

#include "app/archive_reader.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;
using Sort = FolderEntry::Sort;

constexpr std::size_t k_deepest = 32;  // of the folders that do not belong, how many in one another are looked into

// Goes through an archive and compares what lies there with what its list of contents says.
class Comparison {
 public:
  Comparison(const std::string& root, const TellFault& tell) : root_(root), tell_(tell) {}

  void compare(std::string_view part, const std::vector<ArchiveFile>& listed) {
    for (const ArchiveFile& file : listed) {
      const std::string path = joined_path(part, file.path);
      expect(path);
      const auto text = read_archive_file(root_, path);
      if (!text) {
        tell_(fault_of(text.error()), path);
        if (sort_at(joined_path(root_, path)) == Sort::folder) add_contents(path, 0);
      } else if (text->size() != file.bytes || archive_digest(*text).hex != file.sha256_hex) {
        tell_(FileFault::changed, path);
      }
    }
  }
  // A file, or a folder that is looked into elsewhere.
  void expect(const std::string& path) {
    known_.insert(path);
    if (const std::size_t slash = path.rfind('/'); slash != std::string::npos) folders_.insert(path.substr(0, slash));
  }

  // What lies in a folder and its folders that nobody expects.
  void look_for_more(const std::string& folder) {
    const auto entries = list_archive_folder(root_, folder);
    if (!entries) return tell_unlisted(folder, entries.error());
    for (const FolderEntry& entry : *entries) {
      const std::string path = joined_path(folder, entry.name);
      if (known_.contains(path) || is_left_over(entry)) continue;
      if (!folders_.contains(path)) {
        add(path, entry, 0);
      } else if (entry.sort == Sort::folder) {
        look_for_more(path);
      } else {
        tell_(entry.sort == Sort::link ? FileFault::link : FileFault::changed, path);
      }
    }
  }

  // The folders that credentials are spread over; their files have lists of their own.
  void look_at_shards(const std::string& folder) {
    const auto entries = list_archive_folder(root_, folder);
    if (!entries) return tell_unlisted(folder, entries.error());
    std::set<std::string, std::less<>> shards;
    for (std::size_t i = 0; i < k_archive_shards; ++i) shards.insert(archive_shard(i));
    for (const FolderEntry& entry : *entries) {
      const std::string path = joined_path(folder, entry.name);
      if (!shards.contains(entry.name)) {
        if (!is_left_over(entry)) add(path, entry, 0);
      } else if (entry.sort != Sort::folder) {
        tell_(entry.sort == Sort::link ? FileFault::link : FileFault::changed, path);
      }
    }
  }

  void add_contents(const std::string& folder, std::size_t depth) {
    const auto entries = list_archive_folder(root_, folder);
    if (!entries) return tell_unlisted(folder, entries.error());
    for (const FolderEntry& entry : *entries) add(joined_path(folder, entry.name), entry, depth + 1);
  }

 private:
  void add(const std::string& path, const FolderEntry& entry, std::size_t depth) {
    tell_(FileFault::added, entry.sort == Sort::folder ? path + "/" : path);
    if (entry.sort == Sort::folder && depth < k_deepest) add_contents(path, depth);
  }
  // Of a folder that is missing, the files are named already.
  void tell_unlisted(const std::string& folder, const Error& error) {
    if (error.kind != Kind::missing) return tell_(fault_of(error), folder);
    if (sort_at(joined_path(root_, folder)) == Sort::file) tell_(FileFault::changed, folder);
  }

  const std::string& root_;
  const TellFault& tell_;
  std::set<std::string, std::less<>> known_;
  std::set<std::string, std::less<>> folders_;
};

}  // namespace

std::string_view fault_word(FileFault fault) {
  switch (fault) {
    case FileFault::missing: return "missing";
    case FileFault::changed: return "changed";
    case FileFault::added: return "added";
    case FileFault::link: return "a link";
    case FileFault::unreadable: break;
  }
  return "could not be read";
}

FileFault fault_of(const Error& error) {
  if (error.kind == Kind::missing) return FileFault::missing;
  if (error.kind == Kind::unavailable) return FileFault::unreadable;
  return error.code == "archive.link" ? FileFault::link : FileFault::changed;
}

bool is_left_over(const FolderEntry& entry) {
  constexpr std::string_view k_ending = ".part";
  return entry.sort == Sort::file && entry.name.size() > k_ending.size() + 1 && entry.name.starts_with('.') && entry.name.ends_with(k_ending);
}

void ArchiveReader::check_files(const TellFault& tell) const {
  Comparison comparison(root_, tell);
  comparison.compare(public_name_, manifest_.public_files);
  comparison.expect(below_public(k_manifest));
  const bool is_whole = !public_name_.empty();
  const std::string hidden(k_private);
  const std::string credentials = joined_path(k_private, k_credentials);
  if (is_whole && sort_at(joined_path(root_, k_unfinished)) == Sort::file) comparison.expect(std::string(k_unfinished));
  if (is_whole && manifest_.extent == ArchiveExtent::full) {
    const Sort sort = sort_at(joined_path(root_, hidden));
    if (sort == Sort::folder) {
      comparison.compare(hidden, manifest_.private_files);
      comparison.expect(credentials);
      comparison.look_at_shards(credentials);
    } else {
      tell(sort == Sort::other ? FileFault::missing : sort == Sort::link ? FileFault::link : FileFault::changed, hidden + "/");
      comparison.expect(hidden);
    }
  }
  comparison.look_for_more("");
}

void ArchiveReader::tell_added(const std::string& path, const TellFault& tell) const {
  tell(FileFault::added, path + "/");
  Comparison(root_, tell).add_contents(path, 0);
}

}  // namespace cairn::app
