#include "bake/svg.hpp"

#include <algorithm>

#include "bake/xml.hpp"

namespace cairn::bake {
namespace {

constexpr std::string_view k_svg_namespace = "http://www.w3.org/2000/svg";
constexpr std::string_view k_space = " \t\r\n";
constexpr std::size_t k_most = 16;

struct ElementName {
  std::string_view namespace_name;
  std::string_view local_name;
  Dialect dialect;
};
constexpr ElementName k_elements[] = {
    {k_ob3_namespace, "credential", Dialect::open_badges_3},
    {"http://openbadges.org", "assertion", Dialect::open_badges_2},
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

const ElementName* find_element(const XmlReader& reader) {
  for (const ElementName& element : k_elements) {
    if (element.local_name == reader.local_name() && element.namespace_name == reader.namespace_name()) return &element;
  }
  return nullptr;
}

// The reader stands behind the start tag.
Result<SvgCredential> read_credential(XmlReader& reader, Dialect dialect) {
  SvgCredential out;
  out.dialect = dialect;
  out.verify = std::string(trimmed(reader.attribute("verify").value_or("")));
  const char* const begin = reader.source().data();
  const std::size_t depth = reader.depth();
  std::string body;
  for (;;) {
    CAIRN_TRY(const XmlEvent event, reader.next());
    if (event == XmlEvent::start) out.has_elements = true;
    if (event == XmlEvent::text) reader.append_text(body);
    if (event == XmlEvent::end && reader.depth() < depth) break;
  }
  out.whole = {begin, static_cast<std::size_t>(reader.source().data() + reader.source().size() - begin)};
  out.body = std::string(trimmed(body));
  return out;
}

Result<void> read_root(const XmlReader& reader, SvgPicture& out) {
  const std::string_view name = reader.namespace_name();
  if (reader.local_name() != "svg" || (!name.empty() && name != k_svg_namespace)) {
    return fail(Kind::unsupported, "bake.svg-root", "the XML file is no SVG picture", "Give a picture in PNG or SVG.");
  }
  out.root_tag = reader.source();
  out.is_root_empty = reader.is_empty_element();
  out.declares_prefix = reader.attribute("xmlns:openbadges").has_value();
  return {};
}

Result<Payload> payload_of(SvgCredential credential) {
  Payload out;
  out.dialect = credential.dialect;
  if (credential.has_elements) {
    return fail(Kind::malformed, "bake.payload", "the place of the credential in the SVG picture holds other elements",
                "Ask the issuer for a new picture, or for the credential as a file.");
  }
  if (credential.body.empty()) {
    out.text = std::move(credential.verify);
    return out;
  }
  const bool names_address =
      credential.dialect == Dialect::open_badges_2 && form_of(credential.verify) == Form::address;
  if (!credential.verify.empty() && !names_address) {
    return fail(Kind::refused, "bake.two-credentials",
                "the SVG picture holds a credential in two places of one element",
                "Only one is allowed, so none of them is taken. Ask the issuer for a new picture.");
  }
  out.text = std::move(credential.body);
  out.address = std::move(credential.verify);
  return out;
}

// Comments, instructions and white space before the first tag.
std::string_view skip_prolog(std::string_view text) {
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(k_space), text.size()));
    const bool is_comment = text.starts_with("<!--");
    if (!is_comment && !text.starts_with("<?")) return text;
    const std::string_view closing = is_comment ? "-->" : "?>";
    const std::size_t end = text.find(closing);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + closing.size());
  }
}

// XML 1.0 2.2; everything else about the characters has been checked when the payload was looked at.
bool has_xml_characters_only(std::string_view text) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && k_space.find(c) == k_space.npos;
  };
  return std::none_of(text.begin(), text.end(), is_control) && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace

bool begins_as_svg(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = skip_prolog(text);
  if (text.starts_with("<!DOCTYPE")) {
    text.remove_prefix(9);
    text.remove_prefix(std::min(text.find_first_not_of(k_space), text.size()));
  } else if (text.starts_with('<')) {
    text.remove_prefix(1);
  } else {
    return false;
  }
  const std::string_view name = text.substr(0, text.find_first_of(" \t\r\n/>["));
  return name == "svg" || name.ends_with(":svg");
}

Result<SvgPicture> read_svg(std::string_view text) {
  CAIRN_TRY(XmlReader reader, XmlReader::open(text));
  SvgPicture out;
  for (;;) {
    CAIRN_TRY(const XmlEvent event, reader.next());
    if (event == XmlEvent::finished) return out;
    if (event != XmlEvent::start) continue;
    if (reader.depth() == 1) CAIRN_CHECK(read_root(reader, out));
    const ElementName* element = find_element(reader);
    if (element == nullptr) continue;
    if (out.credentials.size() == k_most) {
      return fail(Kind::refused, "bake.two-credentials", "the SVG picture holds many credentials",
                  "Only one is allowed, so none of them is taken. Ask the issuer for a new picture.");
    }
    CAIRN_TRY(SvgCredential credential, read_credential(reader, element->dialect));
    out.credentials.push_back(std::move(credential));
  }
}

Result<Extraction> extract_svg(std::string_view text) {
  CAIRN_TRY(SvgPicture picture, read_svg(text));
  PayloadCollector found;
  for (SvgCredential& credential : picture.credentials) {
    CAIRN_TRY(Payload payload, payload_of(std::move(credential)));
    CAIRN_CHECK(found.add(std::move(payload)));
  }
  return std::move(found).finish(ImageKind::svg);
}

Result<std::string> make_credential_element(std::string_view payload, Form form) {
  if (!has_xml_characters_only(payload)) {
    return fail(Kind::refused, "bake.svg-character",
                "the credential holds a character that an SVG picture cannot carry", "Use a PNG picture.");
  }
  std::string out = "<openbadges:credential xmlns:openbadges=\"";
  out.append(k_ob3_namespace).append("\"");
  if (form == Form::token) return out.append(" verify=\"").append(payload).append("\"/>");
  out.append("><![CDATA[");
  // A section ends with these three characters: they go into two sections.
  for (std::size_t end = payload.find("]]>"); end != std::string_view::npos; end = payload.find("]]>")) {
    out.append(payload.substr(0, end + 2)).append("]]><![CDATA[");
    payload.remove_prefix(end + 2);
  }
  return out.append(payload).append("]]></openbadges:credential>");
}

}  // namespace cairn::bake
