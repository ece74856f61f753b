#pragma once
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include "base/result.hpp"

// Internal to this library.
namespace cairn::render {

// Every function that is used of the drawing libraries.
#define CAIRN_DRAWING_FUNCTIONS(X)   \
  X(cairo_create)                    \
  X(cairo_destroy)                   \
  X(cairo_fill)                      \
  X(cairo_line_to)                   \
  X(cairo_move_to)                   \
  X(cairo_pdf_surface_create_for_stream) \
  X(cairo_pdf_surface_restrict_to_version) \
  X(cairo_rectangle)                 \
  X(cairo_set_line_width)            \
  X(cairo_set_source_rgb)            \
  X(cairo_show_page)                 \
  X(cairo_status)                    \
  X(cairo_stroke)                    \
  X(cairo_surface_destroy)           \
  X(cairo_surface_finish)            \
  X(cairo_surface_status)            \
  X(cairo_tag_begin)                 \
  X(cairo_tag_end)                   \
  X(g_object_unref)                  \
  X(pango_attr_font_features_new)    \
  X(pango_attr_letter_spacing_new)   \
  X(pango_attr_list_insert)          \
  X(pango_attr_list_new)             \
  X(pango_attr_list_unref)           \
  X(pango_cairo_context_set_resolution) \
  X(pango_cairo_create_context)      \
  X(pango_cairo_font_map_new)        \
  X(pango_cairo_show_layout_line)    \
  X(pango_cairo_update_context)      \
  X(pango_context_set_base_dir)      \
  X(pango_context_set_language)      \
  X(pango_context_set_round_glyph_positions) \
  X(pango_font_description_free)     \
  X(pango_font_description_new)      \
  X(pango_font_description_set_absolute_size) \
  X(pango_font_description_set_family) \
  X(pango_font_description_set_style) \
  X(pango_font_description_set_weight) \
  X(pango_font_map_create_context)   \
  X(pango_font_map_load_font)        \
  X(pango_language_from_string)      \
  X(pango_layout_get_line_count)     \
  X(pango_layout_get_line_readonly)  \
  X(pango_layout_line_get_extents)   \
  X(pango_layout_new)                \
  X(pango_layout_set_attributes)     \
  X(pango_layout_set_auto_dir)       \
  X(pango_layout_set_font_description) \
  X(pango_layout_set_text)           \
  X(pango_layout_set_width)          \
  X(pango_layout_set_wrap)

#define CAIRN_QR_FUNCTIONS(X) \
  X(QRcode_encodeString8bit)  \
  X(QRcode_free)

/// The drawing libraries, loaded when something is first drawn: they and what they bring with them would cost every start of the
/// program more time than most commands take.
struct Libraries {
#define CAIRN_FUNCTION(name) decltype(&::name) name = nullptr;
  CAIRN_DRAWING_FUNCTIONS(CAIRN_FUNCTION)
  CAIRN_QR_FUNCTIONS(CAIRN_FUNCTION)
#undef CAIRN_FUNCTION
};

/// out:   the same for the whole life of the program; may be used by several threads
/// fails: unsupported/render.library
Result<const Libraries*> libraries();

}  // namespace cairn::render
