#include "io/paint.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>

#include "io/layout.h"
#include "io/panels.h"

namespace tuiyan {

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Surface own(cairo_surface_t* surface) {
  Surface owned(surface, &cairo_surface_destroy);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(std::string("a chart can not be painted: ") +
                             cairo_status_to_string(cairo_surface_status(surface)));
  return owned;
}

cairo_status_t append(void* text, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

Layout measured(const Chart& chart, const PaintOptions& options) {
  const Surface surface = own(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 1, 1));
  Canvas canvas(surface.get(), 1);
  return lay_out(chart, options, canvas);
}

// Cairo counts its surfaces over the whole process; the same chart shall give the same bytes.
std::string numbered_anew(const std::string& svg, const std::string& word) {
  std::map<std::string, int> numbers;
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, from)) {
    std::size_t end = at + word.size();
    while (end < svg.size() && svg[end] >= '0' && svg[end] <= '9') ++end;
    const std::string number = svg.substr(at + word.size(), end - at - word.size());
    result.append(svg, from, at + word.size() - from);
    if (!number.empty())
      result += std::to_string(numbers.emplace(number, static_cast<int>(numbers.size())).first->second);
    from = end;
  }
  return result.append(svg, from);
}

void paint_words(Brush& brush, const Layout& layout, const PaintOptions& options) {
  Canvas& canvas = brush.canvas;
  const Colours& colours = brush.colours;
  const Chart& chart = brush.chart;
  if (!chart.partial.empty()) {
    canvas.rectangle(layout.partial, colours.badge, 4);
    canvas.text(layout.partial.x + 8, layout.partial.y + 3, chart.partial,
                {.size = type::small, .bold = true, .colour = colours.badge_ink});
  }
  if (options.words) {
    canvas.text(layout.title.x, layout.title.y, chart.title,
                {.size = type::title, .bold = true, .colour = colours.ink, .wrap = layout.title.width + 1});
    canvas.rectangle(layout.chip, colours.chip, 5);
    canvas.text(layout.chip.x + 8, layout.chip.y + 4, chart.definitions,
                {.size = type::small, .colour = colours.soft_ink, .wrap = layout.chip.width - 15});
    canvas.text(layout.how.x, layout.how.y, chart.how_to_read,
                {.size = type::small, .colour = colours.soft_ink, .wrap = layout.how.width + 1});
  }
  canvas.text(layout.y_title.x, layout.y_title.y, chart.y.title,
              {.size = type::small, .colour = colours.soft_ink, .wrap = layout.y_title.width + 1});
  const double right = layout.panels.empty() ? layout.width - margin : layout.panels.back().plot.right();
  const double x = std::max(margin, right - layout.x_title.width);
  canvas.text(x, layout.x_title.y, chart.x.title,
              {.size = type::small, .colour = colours.soft_ink, .wrap = layout.x_title.width + 1});
}

}  // namespace

Painted paint(const Chart& chart, const PaintOptions& options, cairo_surface_t* surface) {
  Canvas canvas(surface, options.scale);
  const Layout layout = lay_out(chart, options, canvas);
  const Colours& colours = colours_of(options.theme);
  Brush brush{canvas, chart, options.theme, colours};
  // One point beyond, where height times scale is not whole.
  canvas.rectangle({0, 0, layout.width + 1, layout.height + 1}, colours.background);
  paint_words(brush, layout, options);
  for (std::size_t i = 0; i < chart.key.size(); ++i) paint_key(brush, chart.key[i], layout.key[i]);
  Painted painted{layout.width, layout.height, {}, {}, 0};
  for (std::size_t i = 0; i < chart.panels.size(); ++i)
    painted.panels.push_back(paint_panel(brush, chart.panels[i], layout.panels[i]));
  painted.texts = canvas.texts();
  painted.unknown_glyphs = canvas.unknown_glyphs();
  return painted;
}

double natural_height(const Chart& chart, const PaintOptions& options) {
  PaintOptions natural = options;
  natural.height = 0;
  return measured(chart, natural).height;
}

Pixels paint_pixels(const Chart& chart, const PaintOptions& options) {
  const Layout layout = measured(chart, options);
  Pixels pixels;
  pixels.width = static_cast<int>(std::ceil(layout.width * options.scale));
  pixels.height = static_cast<int>(std::ceil(layout.height * options.scale));
  pixels.argb.resize(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height));
  const Surface surface =
      own(cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.argb.data()), CAIRO_FORMAT_ARGB32,
                                              pixels.width, pixels.height, pixels.width * 4));
  pixels.painted = paint(chart, options, surface.get());
  cairo_surface_flush(surface.get());
  return pixels;
}

std::string paint_png(const Chart& chart, const PaintOptions& options) {
  const Layout layout = measured(chart, options);
  const Surface surface =
      own(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(layout.width * options.scale)),
                                     static_cast<int>(std::ceil(layout.height * options.scale))));
  paint(chart, options, surface.get());
  std::string bytes;
  cairo_surface_write_to_png_stream(surface.get(), append, &bytes);
  return bytes;
}

std::string paint_svg(const Chart& chart, const PaintOptions& options) {
  PaintOptions unscaled = options;
  unscaled.scale = 1;
  const Layout layout = measured(chart, unscaled);
  std::string bytes;
  const Surface surface = own(cairo_svg_surface_create_for_stream(append, &bytes, layout.width, layout.height));
  paint(chart, unscaled, surface.get());
  cairo_surface_finish(surface.get());
  return numbered_anew(bytes, "surface");
}

std::string paint_pdf(const Chart& chart, const PaintOptions& options) {
  PaintOptions unscaled = options;
  unscaled.scale = 1;
  const Layout layout = measured(chart, unscaled);
  std::string bytes;
  const Surface surface = own(cairo_pdf_surface_create_for_stream(append, &bytes, layout.width, layout.height));
  paint(chart, unscaled, surface.get());
  cairo_surface_finish(surface.get());
  return bytes;
}

}  // namespace tuiyan
