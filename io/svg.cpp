#include <string_view>

#include "io/html.h"
#include "io/paint.h"

namespace tuiyan {

namespace {

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

// Cairo numbers the glyphs, clips and surfaces of every file from 0; two pictures in one page would share them.
std::string inline_svg(const Chart& chart, const PaintOptions& options, const std::string& prefix) {
  std::string svg = paint_svg(chart, options);
  svg.erase(0, svg.find("<svg"));
  replace_all(svg, "id=\"", "id=\"" + prefix + "-");
  replace_all(svg, "href=\"#", "href=\"#" + prefix + "-");
  replace_all(svg, "url(#", "url(#" + prefix + "-");
  const std::string labels = " role=\"img\" aria-labelledby=\"" + prefix + "-title " + prefix + "-desc\"";
  svg.insert(4, labels);
  const std::size_t open = svg.find('>');
  svg.insert(open + 1, "\n<title id=\"" + prefix + "-title\">" + escaped(chart.title) + "</title>\n<desc id=\"" +
                           prefix + "-desc\">" + escaped(chart.alternative) + "</desc>");
  return svg;
}

}  // namespace tuiyan
