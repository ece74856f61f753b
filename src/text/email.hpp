#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::text {

struct EmailAddress {
  std::string text;  ///< as it was written, without spaces around it
  std::string key;   ///< in lower case: two addresses with one key are one mailbox as far as people know
};

/// Take an e-mail address that mail could reach: one @, a name before it, a domain with a dot behind it.
/// Addresses with letters beyond ASCII are taken. Comments, quoted names and address literals are not.
/// fails: malformed/email.empty, email.format (`detail` says what is wrong with it)
/// spec:  RFC 5321 4.1.2 (Dot-string and Domain), RFC 6531
Result<EmailAddress> read_email_address(std::string_view text);

}  // namespace cairn::text
