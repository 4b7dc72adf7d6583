#include "io/canvas.h"

#include <algorithm>
#include <numbers>

namespace tuiyan {

namespace {

// Fontconfig takes the first that is installed; both have Latin letters of their own.
const char* const font_families = "Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif";

constexpr double hatch_distance = 5;

}  // namespace

Canvas::Canvas(cairo_surface_t* surface, double scale) : cairo_(cairo_create(surface)) {
  cairo_scale(cairo_, scale, scale);
  context_ = pango_cairo_create_context(cairo_);
  // Unhinted, so that a text takes the same room at every scale.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context_, FALSE);
  pango_context_set_base_dir(context_, PANGO_DIRECTION_LTR);
  layout_ = pango_layout_new(context_);
}

Canvas::~Canvas() {
  g_object_unref(layout_);
  g_object_unref(context_);
  cairo_destroy(cairo_);
}

PangoLayout* Canvas::laid_out(const std::string& text, const TextStyle& style) {
  PangoFontDescription* font = pango_font_description_from_string(font_families);
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout_, font);
  pango_font_description_free(font);
  pango_layout_set_width(layout_, style.wrap > 0 ? static_cast<int>(style.wrap * PANGO_SCALE) : -1);
  pango_layout_set_wrap(layout_, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout_, style.wrap > 0 ? 1.25F : 0.0F);
  pango_layout_set_alignment(layout_, PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout_, text.c_str(), static_cast<int>(text.size()));
  return layout_;
}

Box Canvas::measure(const std::string& text, const TextStyle& style) {
  int width = 0, height = 0;
  pango_layout_get_size(laid_out(text, style), &width, &height);
  return {0, 0, width / double(PANGO_SCALE), height / double(PANGO_SCALE)};
}

Box Canvas::text(double x, double y, const std::string& text, const TextStyle& style) {
  if (text.empty()) return {x, y, 0, 0};
  Box box = measure(text, style);
  box.x = x - (style.align == Align::left ? 0 : style.align == Align::centre ? box.width / 2 : box.width);
  box.y = y;
  unknown_glyphs_ += pango_layout_get_unknown_glyphs_count(layout_);
  set(style.colour);
  cairo_move_to(cairo_, box.x, box.y);
  pango_cairo_update_layout(cairo_, layout_);
  pango_cairo_show_layout(cairo_, layout_);
  cairo_new_path(cairo_);
  texts_.push_back({box, text});
  return box;
}

Box Canvas::text_middle(double x, double y, const std::string& text, const TextStyle& style) {
  return this->text(x, y - measure(text, style).height / 2, text, style);
}

void Canvas::set(Colour colour) { cairo_set_source_rgba(cairo_, colour.red, colour.green, colour.blue, colour.alpha); }

void Canvas::line(double x0, double y0, double x1, double y1, Colour colour, double width) {
  set(colour);
  cairo_set_line_width(cairo_, width);
  cairo_move_to(cairo_, x0, y0);
  cairo_line_to(cairo_, x1, y1);
  cairo_stroke(cairo_);
}

void Canvas::path(const Box& box, double radius) {
  const double r = std::min({radius, box.width / 2, box.height / 2}), turn = std::numbers::pi / 2;
  if (r <= 0) {
    cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
    return;
  }
  cairo_new_sub_path(cairo_);
  cairo_arc(cairo_, box.right() - r, box.y + r, r, -turn, 0);
  cairo_arc(cairo_, box.right() - r, box.bottom() - r, r, 0, turn);
  cairo_arc(cairo_, box.x + r, box.bottom() - r, r, turn, 2 * turn);
  cairo_arc(cairo_, box.x + r, box.y + r, r, 2 * turn, 3 * turn);
  cairo_close_path(cairo_);
}

void Canvas::rectangle(const Box& box, Colour fill, double radius) {
  set(fill);
  path(box, radius);
  cairo_fill(cairo_);
}

void Canvas::outline(const Box& box, Colour colour, double width, double radius) {
  set(colour);
  cairo_set_line_width(cairo_, width);
  path(box, radius);
  cairo_stroke(cairo_);
}

void Canvas::hatch(Colour colour) {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  cairo_path_extents(cairo_, &x0, &y0, &x1, &y1);
  cairo_save(cairo_);
  cairo_clip(cairo_);
  set(colour);
  cairo_set_line_width(cairo_, 1.6);
  const double height = y1 - y0;
  // Begun at multiples of the distance, so that hatching runs on across neighbours.
  const double first = static_cast<double>(static_cast<long>((x0 + y0) / hatch_distance)) * hatch_distance;
  for (double sum = first; sum <= x1 + y1; sum += hatch_distance) {
    cairo_move_to(cairo_, sum - y0, y0);
    cairo_line_to(cairo_, sum - y0 - height, y1);
  }
  cairo_stroke(cairo_);
  cairo_restore(cairo_);
}

void Canvas::marker(double x, double y, Style style, Colour colour, double size) {
  set(colour);
  const int shape = style.index < 0 ? 0 : style.index % 6;
  const double s = size;
  if (shape == 0) cairo_arc(cairo_, x, y, s, 0, 2 * std::numbers::pi);
  if (shape == 1) cairo_rectangle(cairo_, x - 0.88 * s, y - 0.88 * s, 1.76 * s, 1.76 * s);
  if (shape == 2 || shape == 5) {  // triangle up, down
    const double up = shape == 2 ? 1 : -1;
    cairo_move_to(cairo_, x, y - up * 1.2 * s);
    cairo_line_to(cairo_, x + 1.1 * s, y + up * 0.8 * s);
    cairo_line_to(cairo_, x - 1.1 * s, y + up * 0.8 * s);
    cairo_close_path(cairo_);
  }
  if (shape == 3) {  // diamond
    cairo_move_to(cairo_, x, y - 1.3 * s);
    cairo_line_to(cairo_, x + 1.3 * s, y);
    cairo_line_to(cairo_, x, y + 1.3 * s);
    cairo_line_to(cairo_, x - 1.3 * s, y);
    cairo_close_path(cairo_);
  }
  if (shape == 4) {  // cross
    cairo_rectangle(cairo_, x - 0.4 * s, y - 1.2 * s, 0.8 * s, 2.4 * s);
    cairo_rectangle(cairo_, x - 1.2 * s, y - 0.4 * s, 2.4 * s, 0.8 * s);
  }
  cairo_fill(cairo_);
}

void Canvas::dashes(const std::vector<double>& pattern) {
  cairo_set_dash(cairo_, pattern.data(), static_cast<int>(pattern.size()), 0);
}

}  // namespace tuiyan
