#include "http/form.hpp"

#include <algorithm>

namespace cairn::http {
namespace {

constexpr std::size_t k_fields = 32;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decode_form_text(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decode(spaced);
}

Result<std::vector<FormField>> read_urlencoded(std::string_view body) {
  std::vector<FormField> fields;
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    FormField field;
    CAIRN_TRY(field.name, decode_form_text(pair.substr(0, equals)));
    CAIRN_TRY(field.value, decode_form_text(pair.substr(std::min(pair.size(), equals + 1))));
    if (fields.size() == k_fields) return fail(Kind::exhausted, "form.fields", "more than 32 form fields");
    fields.push_back(std::move(field));
  }
  return fields;
}

// The value of name="..." within a Content-Disposition header.
std::string disposition_value(std::string_view header, std::string_view name) {
  const std::string key = "; " + std::string(name) + "=\"";
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t first = at + key.size();
  return std::string(header.substr(first, std::min(header.find('"', first), header.size()) - first));
}

Failure bad_multipart(std::string detail) {
  return fail(Kind::malformed, "form.multipart", std::move(detail), "send the form again");
}

Result<FormField> read_part(std::string_view part) {
  const std::size_t end_of_headers = part.find("\r\n\r\n");
  if (end_of_headers == std::string_view::npos) return bad_multipart("a part of the form has no headers");
  FormField field;
  std::string_view headers = part.substr(0, end_of_headers);
  while (!headers.empty()) {
    const std::string_view line = headers.substr(0, headers.find("\r\n"));
    headers.remove_prefix(std::min(headers.size(), line.size() + 2));
    std::string lower(line.substr(0, line.find(':')));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (lower == "content-disposition") {
      field.name = disposition_value(line, "name");
      field.file_name = disposition_value(line, "filename");
    }
  }
  if (field.name.empty()) return bad_multipart("a part of the form has no name");
  field.value = std::string(part.substr(end_of_headers + 4));
  return field;
}

Result<std::vector<FormField>> read_multipart(std::string_view body, std::string_view boundary) {
  if (boundary.empty() || boundary.size() > 70) return bad_multipart("no usable boundary in the form's content type");
  const std::string first = "--" + std::string(boundary);
  const std::string next = "\r\n" + first;
  if (body.substr(0, first.size()) != first) return bad_multipart("the form does not begin with its boundary");
  body.remove_prefix(first.size());
  std::vector<FormField> fields;
  for (;;) {
    if (body.substr(0, 2) == "--") return fields;
    if (body.substr(0, 2) != "\r\n") return bad_multipart("a boundary of the form is damaged");
    body.remove_prefix(2);
    const std::size_t end = body.find(next);
    if (end == std::string_view::npos) return bad_multipart("the form ends too early");
    if (fields.size() == k_fields) return fail(Kind::exhausted, "form.fields", "more than 32 form fields");
    CAIRN_TRY(FormField field, read_part(body.substr(0, end)));
    fields.push_back(std::move(field));
    body.remove_prefix(end + next.size());
  }
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return fail(Kind::malformed, "form.encoding", "a percent sign without two hexadecimal digits");
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

Result<std::vector<FormField>> read_form(const Request& request) {
  const std::string_view type = request.header("content-type");
  const std::string_view media = type.substr(0, type.find(';'));
  if (media == "application/x-www-form-urlencoded") return read_urlencoded(request.body);
  if (media == "multipart/form-data") {
    const std::size_t at = type.find("boundary=");
    std::string_view boundary = at == std::string_view::npos ? std::string_view{} : type.substr(at + 9);
    if (boundary.size() > 2 && boundary.front() == '"') boundary = boundary.substr(1, boundary.find('"', 1) - 1);
    return read_multipart(request.body, boundary.substr(0, boundary.find(';')));
  }
  return fail(Kind::unsupported, "form.content-type", "not a form: content type \"" + std::string(media.substr(0, 80)) + "\"",
              "send application/x-www-form-urlencoded or multipart/form-data");
}

}  // namespace cairn::http
