#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace cairn::jsonld {

/// Expanded documents and contexts over one small vocabulary, so that terms and values meet in many ways.
/// The same seed gives the same text.
class RandomDocument {
 public:
  /// Named and indexed graphs together with graph containers are left out: the standard's own result loses them.
  enum class Graphs { simple, named };

  explicit RandomDocument(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {
    graphs_ = chance(2) ? Graphs::simple : Graphs::named;
  }

  std::string expanded() {
    std::vector<std::string> nodes;
    for (std::uint64_t i = 1 + below(3); i > 0; --i) nodes.push_back(node(static_cast<int>(below(3)), true));
    return array(nodes);
  }

  std::string context() {
    std::vector<std::string> members;
    if (chance(2)) members.push_back(R"("e": "http://e/")");
    if (chance(3)) members.push_back(R"("@vocab": "http://e/")");
    if (chance(4)) members.push_back(R"("@language": ")" + pick({"en", "de"}) + "\"");
    if (chance(4)) members.push_back(R"("@direction": ")" + pick({"ltr", "rtl"}) + "\"");
    if (chance(3))
      members.push_back(R"("id": "@id", "type": "@type", "value": "@value", "list": "@list", "none": "@none")");
    if (chance(3)) members.push_back(R"("nest": "@nest")");
    for (const char* type : {"T1", "T2"}) {
      if (chance(2)) members.push_back(type_term(type));
    }
    for (int i = 1; i <= 4; ++i) {
      for (std::uint64_t terms = below(4); terms > 0; --terms) {
        const std::string number = std::to_string(i);
        const std::string defined = definition("http://e/p" + number, true);
        bool is_named_by_iri = terms == 1 && chance(6);
        for (const char* unfit : {"@reverse", "@index\": \"", "@list", "@json"}) {
          if (defined.find(unfit) != std::string::npos) is_named_by_iri = false;
        }
        const std::string name = is_named_by_iri ? "http://e/p" + number : "t" + number + std::to_string(terms);
        members.push_back("\"" + name + "\": " + defined);
      }
    }
    return "{" + join(members) + "}";
  }

 private:
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::uint64_t below(std::uint64_t bound) { return (next() >> 16) % bound; }
  bool chance(std::uint64_t one_in) { return below(one_in) == 0; }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  static std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
  }
  static std::string array(const std::vector<std::string>& parts) { return "[" + join(parts) + "]"; }

  std::string id() {
    return pick({"http://e/n1", "http://e/n2", "http://other/x", "_:b1", "http://base/dir/a", "urn:x:y"});
  }
  std::string index() { return pick({"i1", "i2"}); }

  std::string node(int depth, bool has_property) {
    std::vector<std::string> members;
    if (chance(2)) members.push_back("\"@id\": \"" + id() + "\"");
    if (chance(3)) members.push_back("\"@type\": " + array(types()));
    if (chance(6)) members.push_back("\"@index\": \"" + index() + "\"");
    if (depth > 0 && chance(6))
      members.push_back("\"@reverse\": {\"http://e/p1\": " + array({node(depth - 1, true)}) + "}");
    if (depth > 0 && chance(12)) members.push_back("\"@included\": " + array({node(depth - 1, true)}));
    for (int i = 1; i <= 4; ++i) {
      if (chance(2) || (has_property && i == 4)) {
        std::vector<std::string> values;
        for (std::uint64_t count = below(4); count > 0; --count) values.push_back(value(depth - 1));
        members.push_back("\"http://e/p" + std::to_string(i) + "\": " + array(values));
      }
    }
    return "{" + join(members) + "}";
  }

  std::vector<std::string> types() {
    std::vector<std::string> out{"\"http://e/" + pick({"T1", "T2"}) + "\""};
    if (chance(3)) out.push_back("\"http://other/T3\"");
    return out;
  }

  std::string value(int depth) {
    const std::uint64_t kind = below(depth > 0 ? 9 : 6);
    if (kind == 0) return R"({"@id": ")" + id() + "\"}";
    if (kind < 6) return literal();
    if (kind == 6) return list(depth);
    if (kind == 7) return graph(depth);
    return node(depth, false);
  }

  std::string literal() {
    static const std::vector<std::string> k_tails = {"\"a\"",
                                                     "\"b\"",
                                                     R"("a", "@language": "en")",
                                                     R"("a", "@language": "DE")",
                                                     R"("a", "@direction": "rtl")",
                                                     R"("a", "@language": "en", "@direction": "ltr")",
                                                     R"("a", "@type": "http://e/T1")",
                                                     R"(5, "@type": "http://e/T2")",
                                                     "5",
                                                     "true",
                                                     R"([1, {"k": null}], "@type": "@json")",
                                                     R"("text", "@type": "@json")",
                                                     R"({"j": [1]}, "@type": "@json")"};
    return "{\"@value\": " + k_tails[below(k_tails.size())] + (chance(6) ? ", \"@index\": \"" + index() + "\"" : "") +
           "}";
  }

  std::string list(int depth) {
    std::vector<std::string> items;
    for (std::uint64_t count = below(3); count > 0; --count)
      items.push_back(chance(8) ? list(depth - 1) : list_item(depth));
    return "{\"@list\": " + array(items) + (chance(6) ? ", \"@index\": \"" + index() + "\"" : "") + "}";
  }
  std::string list_item(int depth) {
    return chance(3) && depth > 0 ? node(depth - 1, false) : chance(3) ? R"({"@id": ")" + id() + "\"}" : literal();
  }

  std::string graph(int depth) {
    std::string out = "{\"@graph\": " + array({node(depth - 1, true)});
    if (graphs_ == Graphs::named && chance(2)) out += ", \"@id\": \"" + id() + "\"";
    if (graphs_ == Graphs::named && chance(3)) out += ", \"@index\": \"" + index() + "\"";
    return out + "}";
  }

  std::string definition(const std::string& iri, bool may_be_scoped) {
    std::vector<std::string> members;
    const bool is_reverse = iri.ends_with("p1") && chance(4);
    members.push_back((is_reverse ? "\"@reverse\": \"" : "\"@id\": \"") + iri + "\"");
    const std::string container = is_reverse ? pick({"", "@set", "@index"}) : random_container();
    if (!container.empty()) members.push_back("\"@container\": " + quoted(container));
    if (container.find("@type") != std::string::npos) {
      if (chance(2)) members.push_back(R"("@type": ")" + pick({"@id", "@vocab"}) + "\"");
    } else if (is_reverse) {
      if (chance(2)) members.push_back(R"("@type": ")" + pick({"@id", "@vocab"}) + "\"");
    } else if (chance(2)) {
      members.push_back(R"("@type": ")" + pick({"@id", "@vocab", "@none", "@json", "http://e/T1", "http://e/T2"}) +
                        "\"");
    } else {
      if (chance(3)) members.push_back("\"@language\": " + pick({"\"en\"", "\"de\"", "null"}));
      if (chance(4)) members.push_back("\"@direction\": " + pick({"\"ltr\"", "\"rtl\"", "null"}));
    }
    if (container == "@index" && chance(3)) members.push_back(R"("@index": "http://e/p2")");
    if (chance(8) && !is_reverse) members.push_back(R"("@nest": "@nest")");
    if (may_be_scoped && chance(6))
      members.push_back(R"("@context": {")" + pick({"s", "s", "t21", "t32"}) +
                        "\": " + definition("http://e/p2", false) + "}");
    return "{" + join(members) + "}";
  }

  std::string random_container() {
    const std::vector<std::string> plain = {"",    "",      "@set",           "@list",       "@language", "@index",
                                            "@id", "@type", "@language @set", "@index @set", "@id @set",  "@type @set"};
    const std::vector<std::string> of_graphs = {"@graph", "@graph @set", "@graph @id", "@graph @index",
                                                "@graph @id @set"};
    return graphs_ == Graphs::simple && chance(4) ? pick(of_graphs) : pick(plain);
  }

  static std::string quoted(const std::string& container) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < container.size();) {
      const std::size_t end = std::min(container.find(' ', at), container.size());
      words.push_back("\"" + container.substr(at, end - at) + "\"");
      at = end + 1;
    }
    return words.size() == 1 ? words[0] : array(words);
  }

  // What a scoped context may say besides.
  std::string also() {
    return pick(
        {"", "", R"("o": "http://other/", )", R"("T3": "http://other/T3", )", R"("key": "@id", )", R"("T1": null, )"});
  }

  std::string type_term(const std::string& type) {
    if (!chance(2)) return "\"" + type + R"(": "http://e/)" + type + "\"";
    return "\"" + type + R"(": {"@id": "http://e/)" + type + R"(", "@context": {)" + also() + "\"" +
           pick({"u", "u", "t11", "t31"}) + "\": " + definition("http://e/p3", false) + "}}";
  }

  std::uint64_t state_;
  Graphs graphs_ = Graphs::simple;
};

}  // namespace cairn::jsonld
