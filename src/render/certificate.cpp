#include "render/certificate.hpp"

#include <algorithm>
#include <utility>

#include "pdf/finish.hpp"
#include "render/canvas.hpp"

namespace cairn::render {
namespace {

constexpr Colour k_ink{0.10, 0.11, 0.14};
constexpr Colour k_quiet{0.33, 0.36, 0.41};
constexpr Colour k_navy{0.075, 0.16, 0.31};
constexpr Colour k_accent{0.60, 0.47, 0.20};
constexpr Colour k_hairline{0.80, 0.80, 0.78};
constexpr Colour k_panel{0.957, 0.953, 0.937};

constexpr Size k_page{595.28, 841.89};  // A4
constexpr double k_margin = 62;
constexpr double k_width = k_page.width - 2 * k_margin;
constexpr double k_panel_height = 112;
constexpr double k_panel_top = k_page.height - 56 - k_panel_height;
constexpr double k_next_page_top = 84;
constexpr std::size_t k_most_pages = 12;
constexpr std::size_t k_most_facts = 4;

constexpr Style k_heading{Face::sans, 9.8, 700, Slant::upright, 0.15, 1.5, Align::start, k_accent};
constexpr Style k_text{Face::sans, 9.4, 400, Slant::upright, 0, 1.42, Align::start, k_ink};
constexpr double k_small_text = 8.6;

/// How far apart things stand.
struct Spacing {
  double air = 0;  ///< additional space at each of Sheet::k_gaps places
  double text_size = k_text.size;
};

Style with(Style style, Align align) {
  style.align = align;
  return style;
}

// Draws one certificate from top to bottom.
class Sheet {
 public:
  Sheet(Canvas& canvas, const Certificate& certificate, Spacing spacing)
      : canvas_(canvas), certificate_(certificate), air_(spacing.air), text_(k_text) {
    text_.size = spacing.text_size;
  }

  static constexpr double k_gaps = 7;

  Result<void> draw() {
    const Element document(canvas_, "Document");
    draw_frame();
    draw_head();
    draw_facts();
    draw_sections();
    draw_check_panel();
    canvas_.next_page();
    if (is_too_long()) {
      return fail(Kind::exhausted, "render.too-long", "the certificate would have more than 12 pages", "Shorten the criteria of the definition.");
    }
    return {};
  }

  std::vector<std::string> figure_texts() const { return figure_texts_; }
  /// out: what is left of a single page; negative when one was not enough
  double space_left() const { return page_ == 1 ? bottom() - y_ : -1; }

 private:
  bool is_too_long() const { return page_ > k_most_pages; }
  double bottom() const { return page_ == 1 ? k_panel_top - 16 : k_page.height - 64; }

  void draw_frame() {
    const Element decoration(canvas_, pdf::k_artifact_tag.data());
    canvas_.frame({{27, 27}, {k_page.width - 54, k_page.height - 54}}, k_navy, 1.1);
    canvas_.frame({{31.5, 31.5}, {k_page.width - 63, k_page.height - 63}}, k_accent, 0.4);
  }

  struct Fit {
    double smallest = 0;
    std::size_t most_lines = 1;
    double width = k_width;
  };
  // Set smaller until it takes few enough lines; then as many lines as it takes.
  SetText fit(std::string_view text, Style style, Fit wanted) {
    SetText out = canvas_.set(text, style, wanted.width);
    while (out.lines.size() > wanted.most_lines && style.size > wanted.smallest) {
      style.size = std::max(wanted.smallest, style.size * 0.94);
      out = canvas_.set(text, style, wanted.width);
    }
    return out;
  }

  void put(const char* tag, const SetText& text, double space_after) {
    const Element element(canvas_, tag);
    canvas_.draw(text, {k_margin, y_});
    y_ += text.height() + space_after;
  }

  void put(const char* tag, std::string_view text, const Style& style, double space_after) {
    if (!text.empty()) put(tag, canvas_.set(text, style, k_width), space_after);
  }

  void draw_head() {
    const Style eyebrow{Face::sans, 8.4, 600, Slant::upright, 0.6, 1.5, Align::centre, k_accent};
    const Style issuer{Face::serif, 19, 600, Slant::upright, 0.3, 1.3, Align::centre, k_navy};
    const Style lead{Face::serif, 11.5, 400, Slant::italic, 0, 1.4, Align::centre, k_quiet};
    const Style learner{Face::serif, 33, 400, Slant::upright, 0, 1.22, Align::centre, k_ink};
    const Style award{Face::serif, 22, 700, Slant::upright, 0, 1.28, Align::centre, k_navy};
    y_ = 66 + 2 * air_;
    if (!certificate_.issuer_name.empty()) put("P", fit(certificate_.issuer_name, issuer, {13, 2}), 7);
    ornament();
    put("P", "CERTIFICATE OF ACHIEVEMENT", eyebrow, 24 + air_);
    put("P", "This is to certify that", lead, 5);
    put("P", fit(certificate_.learner_name, learner, {17, 1}), 7 + air_ / 2);
    put("P", "has been awarded", lead, 7 + air_ / 2);
    put("H1", fit(certificate_.award_name, award, {14, 2}), 9 + air_ / 2);
    draw_description();
  }

  void draw_description() {
    const Style style{Face::sans, 9.6, 400, Slant::upright, 0, 1.45, Align::centre, k_quiet};
    constexpr double k_narrow = 410;
    if (certificate_.description.empty()) return;
    SetText text = canvas_.set(certificate_.description, style, k_narrow);
    constexpr std::size_t k_centred_lines = 5;
    // Many centred lines are hard to read.
    if (text.lines.size() > k_centred_lines) text = canvas_.set(certificate_.description, with(style, Align::start), k_narrow);
    const Element element(canvas_, "P");
    canvas_.draw(text, {(k_page.width - k_narrow) / 2, y_});
    y_ += text.height() + 6;
  }

  void ornament() {
    const Element decoration(canvas_, pdf::k_artifact_tag.data());
    canvas_.fill({{k_page.width / 2 - 22, y_}, {44, 1.2}}, k_accent);
    y_ += 12;
  }

  void hairline(double at) {
    const Element decoration(canvas_, pdf::k_artifact_tag.data());
    canvas_.rule({k_margin, at}, k_width, k_hairline);
  }

  // Cells beside each other: what it is worth, and when.
  void draw_facts() {
    const std::size_t count = std::min(certificate_.facts.size(), k_most_facts);
    if (count == 0) return;
    const Style label{Face::sans, 8, 400, Slant::upright, 0.1, 1.5, Align::centre, k_quiet};
    const Style value{Face::serif, 11.5, 600, Slant::upright, 0, 1.3, Align::centre, k_ink};
    y_ += 8 + air_;
    hairline(y_);
    const double cell = k_width / static_cast<double>(count);
    double tallest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Fact& fact = certificate_.facts[i];
      const Element element(canvas_, "P");
      const double x = k_margin + cell * static_cast<double>(i) + 4;
      const SetText name = canvas_.set(fact.label + " ", label, cell - 8);
      const SetText content = fit(fact.value, value, {8.5, 1, cell - 8});
      canvas_.draw(name, {x, y_ + 9});
      canvas_.draw(content, {x, y_ + 9 + name.height() + 1});
      tallest = std::max(tallest, name.height() + content.height());
    }
    y_ += tallest + 20;
    hairline(y_);
    y_ += 16 + air_;
  }

  // A block of text that is not taken apart, unless it is longer than a page.
  void make_room(double height) {
    if (y_ + height <= bottom()) return;
    if (page_ == 1) draw_check_panel();
    canvas_.next_page();
    ++page_;
    draw_frame();
    y_ = k_next_page_top;
    draw_running_head();
  }

  void draw_running_head() {
    const Element decoration(canvas_, pdf::k_artifact_tag.data());
    const Style style{Face::sans, 7.6, 400, Slant::upright, 0, 1.4, Align::start, k_quiet};
    SetText left = canvas_.set(certificate_.learner_name + ": " + certificate_.award_name, style, k_width - 60);
    left.lines.resize(1);
    canvas_.draw(left, {k_margin, 50});
    canvas_.draw(canvas_.set("Page " + std::to_string(page_), with(style, Align::end), 60), {k_page.width - k_margin - 60, 50});
  }

  void draw_sections() {
    for (const Section& section : certificate_.sections) {
      if (is_too_long()) return;
      const SetText heading = canvas_.set(section.heading, k_heading, k_width);
      make_room(heading.height() + 3 + first_height(section));
      put("H2", heading, 3);
      for (const std::string& paragraph : section.paragraphs) draw_paragraph(paragraph);
      if (!section.items.empty()) draw_items(section.items);
      if (!section.facts.empty()) draw_rows(section.facts);
      y_ += 8 + air_ / 4;
    }
  }

  // What must stand on the same page as its heading.
  double first_height(const Section& section) {
    const std::string* first = nullptr;
    if (!section.items.empty()) first = &section.items.front();
    if (!section.paragraphs.empty()) first = &section.paragraphs.front();
    const double height = first == nullptr ? 24 : canvas_.set(*first, text_, k_width).height() + 6;
    return std::min(height, (k_page.height - k_next_page_top) / 2);
  }

  void draw_paragraph(const std::string& paragraph) {
    const SetText text = canvas_.set(paragraph, text_, k_width);
    make_room(std::min(text.height(), bottom() - k_next_page_top));
    put("P", text, 5);
  }

  void draw_items(const std::vector<std::string>& items) {
    constexpr double k_indent = 18;
    const Element list(canvas_, "L");
    std::size_t number = 0;
    for (const std::string& item : items) {
      if (is_too_long()) return;
      const SetText text = canvas_.set(item, text_, k_width - k_indent);
      make_room(std::min(text.height(), bottom() - k_next_page_top));
      const Element entry(canvas_, "LI");
      const SetText label = canvas_.set(std::to_string(++number) + ". ", text_, k_indent);
      {
        const Element element(canvas_, "Lbl");
        canvas_.draw(label, {text.is_right_to_left ? k_page.width - k_margin - k_indent + 6 : k_margin, y_});
      }
      const Element element(canvas_, "LBody");
      canvas_.draw(text, {text.is_right_to_left ? k_margin : k_margin + k_indent, y_});
      y_ += text.height() + 2.5;
    }
  }

  void draw_rows(const std::vector<Fact>& facts) {
    constexpr double k_value_width = 150;
    Style value = text_;
    value.weight = 600;
    value.align = Align::end;
    const Element table(canvas_, "Table");
    for (const Fact& fact : facts) {
      const SetText name = canvas_.set(fact.label, text_, k_width - k_value_width - 12);
      const SetText content = canvas_.set(fact.value, value, k_value_width);
      const double height = std::max(name.height(), content.height());
      make_room(std::min(height, bottom() - k_next_page_top) + 6);
      {
        const Element row(canvas_, "TR");
        {
          const Element head(canvas_, "TH");
          canvas_.draw(name, {k_margin, y_});
        }
        const Element cell(canvas_, "TD");
        canvas_.draw(content, {k_page.width - k_margin - k_value_width, y_});
      }
      y_ += height + 3;
      hairline(y_);
      y_ += 3;
    }
  }

  // Where the sheet sends its reader: it proves nothing by itself.
  void draw_check_panel() {
    if (std::exchange(is_panel_drawn_, true)) return;
    const double flow = y_;
    const Box panel{{k_margin - 14, k_panel_top}, {k_width + 28, k_panel_height}};
    {
      const Element decoration(canvas_, pdf::k_artifact_tag.data());
      canvas_.fill(panel, k_panel);
      canvas_.fill({panel.at, {2.4, k_panel_height}}, k_accent);
    }
    const bool has_code = draw_code({{panel.at.x + 16, k_panel_top + 14}, {84, 84}});
    draw_check_words(has_code ? panel.at.x + 116 : panel.at.x + 18, panel.at.x + panel.size.width - 14);
    y_ = flow;
  }

  bool draw_code(const Box& box) {
    if (certificate_.verify_url.empty()) return false;
    canvas_.begin("Figure");
    const bool is_drawn = canvas_.qr_code(certificate_.verify_url, box, k_ink);
    canvas_.end("Figure");
    figure_texts_.push_back(is_drawn ? "QR code that leads to " + certificate_.verify_url : "No QR code: the address is too long for one");
    return is_drawn;
  }

  void panel_text(const char* tag, std::string_view text, const Style& style, const Box& column) {
    const SetText set = canvas_.set(text, style, column.size.width);
    const Element element(canvas_, tag);
    canvas_.draw(set, {column.at.x, y_});
    y_ += set.height();
  }

  void draw_check_words(double left, double right) {
    const Box column{{left, k_panel_top}, {right - left, k_panel_height}};
    const Style text{Face::sans, 8.6, 400, Slant::upright, 0, 1.4, Align::start, k_ink};
    Style strong = text;
    strong.weight = 700;
    const Style small{Face::sans, 6.8, 400, Slant::upright, 0, 1.4, Align::start, k_quiet};
    y_ = k_panel_top + 12;
    panel_text("H2", "Check this certificate", k_heading, column);
    const bool has_address = !certificate_.verify_url.empty();
    panel_text("P", has_address ? "This sheet proves nothing by itself: check it at the address below, or by opening the signed credential file that is attached to this document."
                                : "This sheet proves nothing by itself: check it by opening the signed credential file that is attached to this document.",
               text, column);
    y_ += 2;
    if (has_address) draw_link(strong, column);
    y_ += 2;
    if (!certificate_.code.empty()) panel_text("P", "Code " + certificate_.code, small, column);
    if (!has_address && !certificate_.credential_id.empty()) panel_text("P", "Credential " + certificate_.credential_id, small, column);
    panel_text("P", "Issuer " + certificate_.issuer_id, small, column);
  }

  void draw_link(const Style& style, const Box& column) {
    Style link = style;
    link.colour = k_navy;
    const SetText set = fit(certificate_.verify_url, link, {6.5, 1, column.size.width});
    const Element paragraph(canvas_, "P");
    canvas_.begin("Link", "uri='" + certificate_.verify_url + "'");
    canvas_.draw(set, {column.at.x, y_});
    canvas_.end("Link");
    y_ += set.height();
  }

  Canvas& canvas_;
  const Certificate& certificate_;
  std::vector<std::string> figure_texts_;
  double air_;
  Style text_;
  double y_ = 0;
  std::size_t page_ = 1;
  bool is_panel_drawn_ = false;
};

pdf::Finishing finishing_of(const Certificate& certificate, std::vector<std::string> figure_texts) {
  pdf::Finishing out;
  out.title = certificate.award_name + ", " + certificate.learner_name;
  out.language = certificate.language;
  out.producer = certificate.producer;
  out.created = certificate.created;
  out.id = certificate.document_id;
  out.figure_texts = std::move(figure_texts);
  out.link_text = "Check this certificate at " + certificate.verify_url;
  out.source = {certificate.source.name, certificate.source.media_type, "The signed credential that this certificate was drawn from",
                certificate.source.content};
  return out;
}

// A sheet that is thrown away, to see how much room there is.   out: as Sheet::space_left
Result<double> measure(const Certificate& certificate, Spacing spacing) {
  CAIRN_TRY(const std::unique_ptr<Canvas> canvas, Canvas::make(k_page, certificate.language));
  Sheet sheet(*canvas, certificate, spacing);
  CAIRN_CHECK(sheet.draw());
  return sheet.space_left();
}

// Room that is left is shared out; what is just too much for one page is set closer.
Result<Spacing> find_spacing(const Certificate& certificate) {
  constexpr double k_most_air = 24;
  constexpr double k_least_air = -6;
  CAIRN_TRY(const double space, measure(certificate, {}));
  if (space >= 0) return Spacing{std::min(space / Sheet::k_gaps, k_most_air), k_text.size};
  const Spacing close{k_least_air, k_small_text};
  CAIRN_TRY(const double space_when_close, measure(certificate, close));
  if (space_when_close < 0) return Spacing{};
  return Spacing{k_least_air + space_when_close / Sheet::k_gaps, k_small_text};
}

}  // namespace

Result<Bytes> draw_certificate(const Certificate& certificate) {
  CAIRN_TRY(const Spacing spacing, find_spacing(certificate));
  CAIRN_TRY(const std::unique_ptr<Canvas> canvas, Canvas::make(k_page, certificate.language));
  Sheet sheet(*canvas, certificate, spacing);
  CAIRN_CHECK(sheet.draw());
  CAIRN_TRY(const Bytes drawn, canvas->finish());
  return pdf::finish(drawn, finishing_of(certificate, sheet.figure_texts()));
}

}  // namespace cairn::render
