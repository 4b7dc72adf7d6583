#include "io/report_pdf.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "io/canvas.h"
#include "io/paint.h"
#include "sim/answer.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr double page_width = 595, page_height = 842, margin = 42;  // A4 in points

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// The part of the report that a chart stands in.
const char* part_of(const Chart& chart) {
  static const std::pair<const char*, const char*> parts[] = {
      {"differences", "results"}, {"still-poor", "time"}, {"registered-households", "time"},
      {"states", "states"},       {"money", "money"},     {"main-measure", "exits"}};
  for (const auto& [id, part] : parts)
    if (chart.id == id) return part;
  return "";
}

void cover(cairo_surface_t* surface, const ChartSource& source, bool answered) {
  const Language language = source.language;
  Canvas canvas(surface, 1);
  const Colour ink = colours_of(Theme::light).ink, quiet = colours_of(Theme::light).axis;
  double y = margin;
  const auto paragraph = [&](const std::string& text, double size, bool bold, Colour colour, double after) {
    if (text.empty()) return;
    const Box box = canvas.text(margin, y, text, {size, bold, colour, page_width - 2 * margin, Align::left});
    y = box.bottom() + after;
  };
  paragraph(in(language, source.scenario.names), 22, true, ink, 10);
  paragraph(in(language, source.scenario.question), 12, false, ink, 18);
  if (answered)
    for (const std::string& sentence : answer(source)) paragraph(sentence, 12, false, ink, 8);
  y += 10;
  paragraph(exit_definition(source.scenario, language), 9, false, quiet, 6);
  for (int mix = 0; mix < source.comparison.mixes(); ++mix) {
    const std::string& about = in(language, source.scenario.mixes[static_cast<std::size_t>(mix)].about);
    paragraph(mix_name(source, mix), 11, true, ink, 2);
    paragraph(about, 10, false, ink, 8);
  }
}

}  // namespace

std::string report_pdf(const ChartSource& source, const std::set<std::string>& without) {
  std::string bytes;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
      cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height), cairo_surface_destroy);
  cover(surface.get(), source, !without.contains("answer"));
  cairo_surface_show_page(surface.get());
  cairo_surface_set_device_offset(surface.get(), margin, margin);
  for (const Chart& chart : charts_of(source)) {
    if (without.contains(part_of(chart))) continue;
    PaintOptions options;
    options.width = page_width - 2 * margin;
    // A chart that is higher than the page gets a page of its own height.
    const double height = std::max(page_height, natural_height(chart, options) + 2 * margin);
    cairo_pdf_surface_set_size(surface.get(), page_width, height);
    paint(chart, options, surface.get());
    cairo_surface_show_page(surface.get());
  }
  cairo_surface_finish(surface.get());
  return bytes;
}

}  // namespace tuiyan
