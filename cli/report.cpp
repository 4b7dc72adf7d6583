#include "io/report.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/result_view.h"
#include "io/paint.h"
#include "io/result_json.h"

namespace tuiyan {

namespace {

// The paired differences of both headlines as a picture; "" when the name asks for none.
std::string picture(const ResultView& view, const std::filesystem::path& path, Language language) {
  const ChartSource source{
      view.result.scenario,          view.comparison, view.reference, language, view.result.record.replicates,
      view.result.record.uncertainty};
  const auto chart = [&] { return difference_chart(source, {"exited_share", "self_reliant_share"}); };
  if (path.extension() == ".svg") return paint_svg(chart(), {});
  if (path.extension() == ".pdf") return paint_pdf(chart(), {});
  if (path.extension() == ".png") return paint_png(chart(), {.scale = 2});
  return {};
}

}  // namespace

int report_command(const Options& options, Console& console) {
  const ResultView view(options, console);
  const std::filesystem::path path = options.output.value_or("report.html");
  std::string text = picture(view, path, console.language());
  if (!text.empty()) {
    write_file(path, text);
    console.print(path.string() + "\n");
    return exit_success;
  }
  if (path.extension() == ".csv")
    text = result_csv(view.comparison, view.reference, options.byte_order_mark);
  else if (path.extension() == ".json")
    text = run_json(view.result, view.comparison, view.reference);
  else if (path.extension() == ".html" || path.extension() == ".htm" || path == "-")
    text = report_html(view.result, view.comparison, view.reference, console.language());
  else
    throw UsageError({"--output 的文件名应以 .html、.csv、.json、.png、.svg 或 .pdf 结尾",
                      "--output should end in .html, .csv, .json, .png, .svg or .pdf"});
  if (path == "-") {
    console.print(text);
    return exit_success;
  }
  write_file(path, text);
  console.print(path.string() + "\n");
  return exit_success;
}

}  // namespace tuiyan
