// libcurl brings some thirty libraries with it, which cost more time at the start of the program than most commands take. It is
// therefore loaded when something is first fetched: these functions have libcurl's own names and pass every call on.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>

#include <cstdarg>

#include "base/bug.hpp"

#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace cairn::http {
namespace {

// One handle for the life of the program; libcurl cannot be unloaded safely.
void* library() {
  static void* const loaded = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  return loaded;
}

template <class Function>
Function* find(const char* name) {
  CAIRN_ASSERT(library() != nullptr);
  auto* found = reinterpret_cast<Function*>(::dlsym(library(), name));
  CAIRN_ASSERT(found != nullptr);
  return found;
}

// Newer versions of libcurl take a const handle where older ones do not.
template <class Function>
struct FirstParameter;
template <class Out, class First, class... Rest>
struct FirstParameter<Out(First, Rest...)> {
  using Type = First;
};

}  // namespace
}  // namespace cairn::http

// Looks the function up once.
#define CAIRN_CURL(name) static auto* const real = cairn::http::find<decltype(name)>(#name)

extern "C" {

CURLcode curl_global_init(long flags) {
  if (cairn::http::library() == nullptr) return CURLE_FAILED_INIT;
  CAIRN_CURL(curl_global_init);
  return real(flags);
}
void curl_global_cleanup(void) {
  CAIRN_CURL(curl_global_cleanup);
  real();
}
void curl_free(void* memory) {
  CAIRN_CURL(curl_free);
  real(memory);
}

CURLU* curl_url(void) {
  CAIRN_CURL(curl_url);
  return real();
}
void curl_url_cleanup(CURLU* handle) {
  CAIRN_CURL(curl_url_cleanup);
  real(handle);
}
CURLUcode curl_url_get(cairn::http::FirstParameter<decltype(curl_url_get)>::Type handle, CURLUPart what, char** part, unsigned int flags) {
  CAIRN_CURL(curl_url_get);
  return real(handle, what, part, flags);
}
CURLUcode curl_url_set(CURLU* handle, CURLUPart what, const char* part, unsigned int flags) {
  CAIRN_CURL(curl_url_set);
  return real(handle, what, part, flags);
}

struct curl_slist* curl_slist_append(struct curl_slist* list, const char* text) {
  CAIRN_CURL(curl_slist_append);
  return real(list, text);
}
void curl_slist_free_all(struct curl_slist* list) {
  CAIRN_CURL(curl_slist_free_all);
  real(list);
}

CURL* curl_easy_init(void) {
  CAIRN_CURL(curl_easy_init);
  return real();
}
void curl_easy_cleanup(CURL* handle) {
  CAIRN_CURL(curl_easy_cleanup);
  real(handle);
}
CURLcode curl_easy_perform(CURL* handle) {
  CAIRN_CURL(curl_easy_perform);
  return real(handle);
}
const char* curl_easy_strerror(CURLcode code) {
  CAIRN_CURL(curl_easy_strerror);
  return real(code);
}
CURLHcode curl_easy_header(CURL* handle, const char* name, size_t index, unsigned int origin, int request, struct curl_header** out) {
  CAIRN_CURL(curl_easy_header);
  return real(handle, name, index, origin, request, out);
}

// Every value these two take is a long, a curl_off_t or a pointer: one machine word on the systems Cairn is built for.
static_assert(sizeof(long) == sizeof(void*) && sizeof(curl_off_t) == sizeof(void*));

#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs"  // curl's own header declares the last named parameter as an enumeration
#endif
CURLcode curl_easy_setopt(CURL* handle, CURLoption option, ...) {
  CAIRN_CURL(curl_easy_setopt);
  va_list values;
  va_start(values, option);
  void* const value = va_arg(values, void*);
  va_end(values);
  return real(handle, option, value);
}
CURLcode curl_easy_getinfo(CURL* handle, CURLINFO info, ...) {
  CAIRN_CURL(curl_easy_getinfo);
  va_list values;
  va_start(values, info);
  void* const value = va_arg(values, void*);
  va_end(values);
  return real(handle, info, value);
}

}  // extern "C"
