#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "render/internal/libraries.hpp"

// Pages to draw on, in points from the upper left corner. Internal to this library.
namespace cairn::render {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

struct Size {
  double width = 0;
  double height = 0;
};

struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  Point at;
  Size size;
};

enum class Face : std::uint8_t { serif, sans, fixed };
enum class Slant : std::uint8_t { upright, italic };
enum class Align : std::uint8_t { start, centre, end };  ///< start: where reading begins, by the text's own direction

struct Style {
  Face face = Face::sans;
  double size = 10;
  int weight = 400;
  Slant slant = Slant::upright;
  double tracking = 0;      ///< points between letters
  double line_height = 1.35;
  Align align = Align::start;
  Colour colour;
};

/// One line of a set text, ready to be drawn.
struct Line {
  std::string text;     ///< with the space it was broken at: readers of the text need it
  double width = 0;     ///< without that space
};

/// A text broken into lines.
struct SetText {
  Style style;
  std::vector<Line> lines;
  bool is_right_to_left = false;
  double width = 0;
  double height() const { return static_cast<double>(lines.size()) * style.size * style.line_height; }
};

class Canvas {
 public:
  /// fails: unsupported/render.library, unsupported/render.no-fonts
  static Result<std::unique_ptr<Canvas>> make(Size page, const std::string& language);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Break a text into lines of at most `width`.
  SetText set(std::string_view text, const Style& style, double width);
  /// Draw a text whose box begins at `at`.
  void draw(const SetText& text, Point at);
  void fill(const Box& box, Colour colour);
  void frame(const Box& box, Colour colour, double line_width);
  void rule(Point from, double width, Colour colour);
  /// Draw the squares of a QR code.   out: false when the text is too long for one
  bool qr_code(const std::string& text, const Box& box, Colour colour);
  void next_page() { lib_.cairo_show_page(cairo_); }

  /// Structure of the document: everything drawn between the two belongs to the element.
  void begin(const char* tag, const std::string& attributes = {}) { lib_.cairo_tag_begin(cairo_, tag, attributes.c_str()); }
  void end(const char* tag) { lib_.cairo_tag_end(cairo_, tag); }

  /// out: the document   fails: unavailable/render.failed
  Result<Bytes> finish();

 private:
  explicit Canvas(const Libraries& lib) : lib_(lib) {}
  PangoLayout* make_layout(std::string_view text, const Style& style);
  void use(Colour colour) { lib_.cairo_set_source_rgb(cairo_, colour.red, colour.green, colour.blue); }

  const Libraries& lib_;
  Bytes out_;
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cairo_ = nullptr;
  PangoFontMap* fonts_ = nullptr;
  PangoContext* context_ = nullptr;
};

/// An element of the structure for as long as it is in scope.
class Element {
 public:
  Element(Canvas& canvas, const char* tag) : canvas_(canvas), tag_(tag) { canvas_.begin(tag_); }
  ~Element() { canvas_.end(tag_); }
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;

 private:
  Canvas& canvas_;
  const char* tag_;
};

}  // namespace cairn::render
