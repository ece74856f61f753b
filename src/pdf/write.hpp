#pragma once
#include <deque>
#include <map>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "pdf/file.hpp"
#include "pdf/object.hpp"

// A document that is being changed, and its way back into bytes. Internal to this library.
namespace cairn::pdf {

/// All objects of a document we drew ourselves.
class Draft {
 public:
  /// in: file - read whole; its bytes must outlive the draft   fails: as File::resolve
  static Result<Draft> load(File& file);

  Object& trailer() { return trailer_; }
  /// out: the object behind a reference, or the object itself; a null object when there is none
  Object& at(Object& object);
  Object& at(Reference reference) { return objects_[reference.number]; }
  std::map<std::uint32_t, Object>& objects() { return objects_; }
  /// Put in a new object.   out: a reference to it
  Object add(Object object);
  /// Keep bytes for a stream as long as the draft lives.
  ByteView keep(Bytes bytes);

  /// out: the whole file: what can be reached from the trailer, numbered in the order it is come by
  Bytes write() const;

 private:
  std::map<std::uint32_t, Object> objects_;
  Object trailer_;
  Object nothing_;
  std::deque<Bytes> kept_;
};

}  // namespace cairn::pdf
