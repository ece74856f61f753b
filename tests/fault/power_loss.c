// Preloaded into a program, notes in a journal what the program wrote below one folder and what it asked to be synced, so that
// power_loss.mjs can work out what a loss of power would have left. Writes go through; syncs are noted and not done.
//   CAIRN_FAULT_FOLDER       files below it are watched; relative paths count as below it when it is the working folder
//   CAIRN_FAULT_JOURNAL      the journal, outside of the folder
//   CAIRN_FAULT_SYNC=ignored syncs succeed and are not noted: a disk that lies
//   CAIRN_FAULT_SYNCHRONOUS  OFF or NORMAL: SQLite's setting in place of the program's
//   CAIRN_FAULT_KILL_AT=N    the process is killed before its N-th noted call
// A record: kind (1 byte), inode, offset (8 bytes each), length (4 bytes), then that many bytes; little-endian, as on the machine.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { k_most_descriptors = 4096 };
static uint64_t inode_of[k_most_descriptors];  // 0: not watched
static char is_folder[k_most_descriptors];
static long calls, kill_at;
static int journal = -1, syncs_ignored;
static const char* folder;
static const char* synchronous;

#define REAL(name, result, ...)                                    \
  static result (*real_##name)(__VA_ARGS__);                       \
  if (!real_##name) real_##name = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int real_open_of(const char* path, int flags, mode_t mode) {
  REAL(open64, int, const char*, int, ...);
  return real_open64(path, flags, mode);
}

// PostgreSQL writes its title over its environment.
static const char* copy_of(const char* name) {
  const char* const value = getenv(name);
  return value ? strdup(value) : NULL;
}

__attribute__((constructor)) static void begin(void) {
  folder = copy_of("CAIRN_FAULT_FOLDER");
  synchronous = copy_of("CAIRN_FAULT_SYNCHRONOUS");
  const char* path = getenv("CAIRN_FAULT_JOURNAL");
  const char* number = getenv("CAIRN_FAULT_KILL_AT");
  const char* sync = getenv("CAIRN_FAULT_SYNC");
  kill_at = number ? atol(number) : 0;
  syncs_ignored = sync && strcmp(sync, "ignored") == 0;
  if (folder && path) journal = fcntl(real_open_of(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600), F_DUPFD_CLOEXEC, 500);
}

// One write, so that records of two processes do not mix.
static void note(char kind, uint64_t inode, uint64_t offset, const void* data, size_t size) {
  const int kept = errno;
  unsigned char head[21];
  const uint32_t length = (uint32_t)size;
  head[0] = (unsigned char)kind;
  memcpy(head + 1, &inode, 8);
  memcpy(head + 9, &offset, 8);
  memcpy(head + 17, &length, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void*)data, size}};
  if (writev(journal, parts, 2) != (ssize_t)(sizeof head + size)) abort();
  errno = kept;
}

static void may_die(void) {
  if (kill_at && __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) == kill_at) kill(getpid(), SIGKILL);
}

static int is_below(const char* path) {
  const size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}
static int is_inside(const char* path) {
  char here[PATH_MAX];
  if (journal < 0 || !path) return 0;
  return path[0] == '/' ? is_below(path) : getcwd(here, sizeof here) && strcmp(here, folder) == 0;
}
static uint64_t watched(int descriptor) {
  return descriptor >= 0 && descriptor < k_most_descriptors && journal >= 0 ? inode_of[descriptor] : 0;
}

static int open_watched(const char* path, int flags, mode_t mode) {
  if (!is_inside(path)) return real_open_of(path, flags, mode);
  if (flags & (O_CREAT | O_TRUNC)) may_die();
  struct stat before, now;
  const int was_there = stat(path, &before) == 0;
  const int descriptor = real_open_of(path, flags, mode);
  if (descriptor < 0) return descriptor;
  if (descriptor >= k_most_descriptors || fstat(descriptor, &now) != 0) abort();
  inode_of[descriptor] = now.st_ino;
  is_folder[descriptor] = S_ISDIR(now.st_mode);
  if (!was_there) note('C', now.st_ino, 0, path, strlen(path));
  else if (flags & O_TRUNC) note('T', now.st_ino, 0, "", 0);
  return descriptor;
}

#define OPEN(name)                                                    \
  int name(const char* path, int flags, ...) {                        \
    mode_t mode = 0;                                                  \
    if (flags & (O_CREAT | O_TMPFILE)) {                              \
      va_list more;                                                   \
      va_start(more, flags);                                          \
      mode = va_arg(more, mode_t);                                    \
      va_end(more);                                                   \
    }                                                                 \
    return open_watched(path, flags, mode);                           \
  }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
  REAL(close, int, int);
  if (watched(descriptor)) inode_of[descriptor] = 0;
  return real_close(descriptor);
}

static ssize_t pwrite_watched(int descriptor, const void* data, size_t size, off_t offset) {
  REAL(pwrite64, ssize_t, int, const void*, size_t, off_t);
  const uint64_t inode = watched(descriptor);
  if (inode) may_die();
  const ssize_t done = real_pwrite64(descriptor, data, size, offset);
  if (inode && done > 0) note('W', inode, (uint64_t)offset, data, (size_t)done);
  return done;
}
ssize_t pwrite(int descriptor, const void* data, size_t size, off_t offset) { return pwrite_watched(descriptor, data, size, offset); }
ssize_t pwrite64(int descriptor, const void* data, size_t size, off_t offset) { return pwrite_watched(descriptor, data, size, offset); }

ssize_t write(int descriptor, const void* data, size_t size) {
  REAL(write, ssize_t, int, const void*, size_t);
  const uint64_t inode = watched(descriptor);
  if (inode) may_die();
  const ssize_t done = real_write(descriptor, data, size);
  if (inode && done > 0) note('W', inode, (uint64_t)(lseek(descriptor, 0, SEEK_CUR) - done), data, (size_t)done);
  return done;
}

// The offset of several parts is that of the first; they are written one by one.
static ssize_t pwritev_watched(int descriptor, const struct iovec* parts, int count, off_t offset) {
  ssize_t done = 0;
  for (int i = 0; i < count; ++i) {
    const ssize_t part = pwrite_watched(descriptor, parts[i].iov_base, parts[i].iov_len, offset + done);
    if (part < 0) return done > 0 ? done : part;
    done += part;
    if ((size_t)part < parts[i].iov_len) break;
  }
  return done;
}
ssize_t pwritev(int descriptor, const struct iovec* parts, int count, off_t offset) { return pwritev_watched(descriptor, parts, count, offset); }
ssize_t pwritev64(int descriptor, const struct iovec* parts, int count, off_t offset) { return pwritev_watched(descriptor, parts, count, offset); }

static int truncate_watched(int descriptor, off_t size) {
  REAL(ftruncate64, int, int, off_t);
  const uint64_t inode = watched(descriptor);
  if (inode) may_die();
  const int done = real_ftruncate64(descriptor, size);
  if (inode && done == 0) note('T', inode, (uint64_t)size, "", 0);
  return done;
}
int ftruncate(int descriptor, off_t size) { return truncate_watched(descriptor, size); }
int ftruncate64(int descriptor, off_t size) { return truncate_watched(descriptor, size); }

static int sync_watched(int descriptor) {
  may_die();
  if (!syncs_ignored) note(is_folder[descriptor] ? 'D' : 'S', inode_of[descriptor], 0, "", 0);
  return 0;
}
int fsync(int descriptor) {
  REAL(fsync, int, int);
  return watched(descriptor) ? sync_watched(descriptor) : real_fsync(descriptor);
}
int fdatasync(int descriptor) {
  REAL(fdatasync, int, int);
  return watched(descriptor) ? sync_watched(descriptor) : real_fdatasync(descriptor);
}

int unlink(const char* path) {
  REAL(unlink, int, const char*);
  if (!is_inside(path)) return real_unlink(path);
  may_die();
  const int done = real_unlink(path);
  if (done == 0) note('U', 0, 0, path, strlen(path));
  return done;
}

int link(const char* from, const char* to) {
  REAL(link, int, const char*, const char*);
  if (!is_inside(to)) return real_link(from, to);
  may_die();
  char both[2 * PATH_MAX];
  const int length = snprintf(both, sizeof both, "%s\n%s", from, to);
  const int done = real_link(from, to);
  if (done == 0) note('L', 0, 0, both, (size_t)length);
  return done;
}

int rename(const char* from, const char* to) {
  REAL(rename, int, const char*, const char*);
  if (!is_inside(from) || !is_inside(to)) return real_rename(from, to);
  may_die();
  char both[2 * PATH_MAX];
  const int length = snprintf(both, sizeof both, "%s\n%s", from, to);
  const int done = real_rename(from, to);
  if (done == 0) note('R', 0, 0, both, (size_t)length);
  return done;
}

static void* map_watched(void* address, size_t size, int protection, int flags, int descriptor, off_t offset) {
  REAL(mmap64, void*, void*, size_t, int, int, int, off_t);
  void* const mapped = real_mmap64(address, size, protection, flags, descriptor, offset);
  if (mapped != MAP_FAILED && (flags & MAP_SHARED) && (protection & PROT_WRITE) && watched(descriptor)) {
    note('M', watched(descriptor), 0, "", 0);
  }
  return mapped;
}
void* mmap(void* a, size_t s, int p, int f, int d, off_t o) { return map_watched(a, s, p, f, d, o); }
void* mmap64(void* a, size_t s, int p, int f, int d, off_t o) { return map_watched(a, s, p, f, d, o); }

typedef struct sqlite3 sqlite3;
int sqlite3_exec(sqlite3* database, const char* text, int (*row)(void*, int, char**, char**), void* with, char** message) {
  REAL(sqlite3_exec, int, sqlite3*, const char*, int (*)(void*, int, char**, char**), void*, char**);
  const int code = real_sqlite3_exec(database, text, row, with, message);
  if (code != 0 || !synchronous || !strstr(text, "PRAGMA synchronous")) return code;
  char setting[64];
  snprintf(setting, sizeof setting, "PRAGMA synchronous = %s", synchronous);
  return real_sqlite3_exec(database, setting, 0, 0, 0);
}
