#include "render/canvas.hpp"

#include <algorithm>

namespace cairn::render {
namespace {

// Families for other scripts come after the first, so that Pango need not guess among all fonts of the machine.
constexpr const char* k_serif =
    "Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Devanagari, Noto Serif Bengali, Noto Serif Tamil, Noto Serif Thai, "
    "Noto Serif CJK SC, Noto Sans CJK SC, Noto Sans Arabic, serif";
constexpr const char* k_sans =
    "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, Noto Sans Devanagari, Noto Sans Bengali, Noto Sans Tamil, Noto Sans Thai, "
    "Noto Sans CJK SC, sans-serif";
constexpr const char* k_fixed = "Noto Sans Mono, monospace";

const char* families(Face face) {
  if (face == Face::serif) return k_serif;
  return face == Face::sans ? k_sans : k_fixed;
}

cairo_status_t append_to(void* closure, const unsigned char* data, unsigned int length) {
  auto& out = *static_cast<Bytes*>(closure);
  out.insert(out.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

}  // namespace

Result<std::unique_ptr<Canvas>> Canvas::make(Size page, const std::string& language) {
  CAIRN_TRY(const Libraries* lib, libraries());
  std::unique_ptr<Canvas> out(new Canvas(*lib));
  out->fonts_ = lib->pango_cairo_font_map_new();
  out->context_ = lib->pango_font_map_create_context(out->fonts_);
  // The list of families always names some; only asking for a font shows whether there is one.
  PangoFontDescription* any = lib->pango_font_description_new();
  lib->pango_font_description_set_family(any, k_sans);
  PangoFont* font = lib->pango_font_map_load_font(out->fonts_, out->context_, any);
  lib->pango_font_description_free(any);
  if (font != nullptr) {
    lib->g_object_unref(font);
  } else {
    return fail(Kind::unsupported, "render.no-fonts", "there are no fonts on this machine, so nothing can be drawn",
                "Install the package fonts-noto-core (and fonts-noto-cjk for Chinese, Japanese and Korean names).");
  }
  out->surface_ = lib->cairo_pdf_surface_create_for_stream(append_to, &out->out_, page.width, page.height);
  lib->cairo_pdf_surface_restrict_to_version(out->surface_, CAIRO_PDF_VERSION_1_5);
  out->cairo_ = lib->cairo_create(out->surface_);
  lib->pango_cairo_update_context(out->cairo_, out->context_);
  lib->pango_cairo_context_set_resolution(out->context_, 72);
  lib->pango_context_set_round_glyph_positions(out->context_, FALSE);
  lib->pango_context_set_language(out->context_, lib->pango_language_from_string(language.c_str()));
  return out;
}

Canvas::~Canvas() {
  if (context_ != nullptr) lib_.g_object_unref(context_);
  if (cairo_ != nullptr) lib_.cairo_destroy(cairo_);
  if (surface_ != nullptr) lib_.cairo_surface_destroy(surface_);
  if (fonts_ != nullptr) lib_.g_object_unref(fonts_);
}

// Ligatures are off: a reader of the text would find one sign where two letters are.
PangoLayout* Canvas::make_layout(std::string_view text, const Style& style) {
  PangoFontDescription* font = lib_.pango_font_description_new();
  lib_.pango_font_description_set_family(font, families(style.face));
  lib_.pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  lib_.pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
  lib_.pango_font_description_set_style(font, style.slant == Slant::italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  PangoAttrList* attributes = lib_.pango_attr_list_new();
  lib_.pango_attr_list_insert(attributes, lib_.pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
  if (style.tracking != 0) {
    lib_.pango_attr_list_insert(attributes, lib_.pango_attr_letter_spacing_new(static_cast<int>(style.tracking * PANGO_SCALE)));
  }
  PangoLayout* layout = lib_.pango_layout_new(context_);
  lib_.pango_layout_set_font_description(layout, font);
  lib_.pango_layout_set_attributes(layout, attributes);
  lib_.pango_layout_set_auto_dir(layout, FALSE);
  lib_.pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  lib_.pango_attr_list_unref(attributes);
  lib_.pango_font_description_free(font);
  return layout;
}

SetText Canvas::set(std::string_view text, const Style& style, double width) {
  SetText out;
  out.style = style;
  out.width = width;
  lib_.pango_context_set_base_dir(context_, PANGO_DIRECTION_LTR);
  PangoLayout* layout = make_layout(text, style);
  lib_.pango_layout_set_auto_dir(layout, TRUE);
  lib_.pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  lib_.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  const int count = lib_.pango_layout_get_line_count(layout);
  for (int i = 0; i < count; ++i) {
    const PangoLayoutLine* line = lib_.pango_layout_get_line_readonly(layout, i);
    if (i == 0) out.is_right_to_left = line->resolved_dir == PANGO_DIRECTION_RTL;
    PangoRectangle extents;
    lib_.pango_layout_line_get_extents(const_cast<PangoLayoutLine*>(line), nullptr, &extents);
    out.lines.push_back({std::string(text.substr(static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length))),
                         points(extents.width)});
  }
  lib_.g_object_unref(layout);
  return out;
}

// Each line is set again by itself: the space at which it was broken is then a letter like any other, and not a remark that
// readers of the text trip over.
void Canvas::draw(const SetText& text, Point at) {
  use(text.style.colour);
  lib_.pango_context_set_base_dir(context_, text.is_right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  const double step = text.style.size * text.style.line_height;
  double baseline = at.y + step - (step - text.style.size) / 2 - text.style.size * 0.24;
  for (const Line& line : text.lines) {
    PangoLayout* layout = make_layout(line.text, text.style);
    PangoLayoutLine* drawn = lib_.pango_layout_get_line_readonly(layout, 0);
    PangoRectangle extents;
    lib_.pango_layout_line_get_extents(drawn, nullptr, &extents);
    const double space = text.width - line.width;
    const bool is_far = (text.style.align == Align::end) != text.is_right_to_left;
    double x = at.x + (text.style.align == Align::centre ? space / 2 : is_far ? space : 0);
    // From right to left the space at the end stands on the left.
    if (text.is_right_to_left) x -= points(extents.width) - line.width;
    lib_.cairo_move_to(cairo_, x, baseline);
    lib_.pango_cairo_show_layout_line(cairo_, drawn);
    lib_.g_object_unref(layout);
    baseline += step;
  }
}

void Canvas::fill(const Box& box, Colour colour) {
  use(colour);
  lib_.cairo_rectangle(cairo_, box.at.x, box.at.y, box.size.width, box.size.height);
  lib_.cairo_fill(cairo_);
}

void Canvas::frame(const Box& box, Colour colour, double line_width) {
  use(colour);
  lib_.cairo_set_line_width(cairo_, line_width);
  lib_.cairo_rectangle(cairo_, box.at.x, box.at.y, box.size.width, box.size.height);
  lib_.cairo_stroke(cairo_);
}

void Canvas::rule(Point from, double width, Colour colour) {
  use(colour);
  lib_.cairo_set_line_width(cairo_, 0.5);
  lib_.cairo_move_to(cairo_, from.x, from.y);
  lib_.cairo_line_to(cairo_, from.x + width, from.y);
  lib_.cairo_stroke(cairo_);
}

bool Canvas::qr_code(const std::string& text, const Box& box, Colour colour) {
  QRcode* code = lib_.QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M);
  if (code == nullptr) return false;
  use(colour);
  const double module = std::min(box.size.width, box.size.height) / code->width;
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if ((code->data[row * code->width + column] & 1) == 0) continue;
      // Squares that touch would show hairlines between them: neighbours in a row are one rectangle.
      int end = column;
      while (end < code->width && (code->data[row * code->width + end] & 1) != 0) ++end;
      lib_.cairo_rectangle(cairo_, box.at.x + column * module, box.at.y + row * module, (end - column) * module, module * 1.02);
      column = end;
    }
  }
  lib_.cairo_fill(cairo_);
  lib_.QRcode_free(code);
  return true;
}

Result<Bytes> Canvas::finish() {
  const cairo_status_t drawing = lib_.cairo_status(cairo_);
  lib_.cairo_destroy(cairo_);
  cairo_ = nullptr;
  lib_.cairo_surface_finish(surface_);
  if (drawing != CAIRO_STATUS_SUCCESS || lib_.cairo_surface_status(surface_) != CAIRO_STATUS_SUCCESS) {
    return fail(Kind::unavailable, "render.failed", "the drawing library could not draw the page", "Try again; then report this.");
  }
  return std::move(out_);
}

}  // namespace cairn::render
