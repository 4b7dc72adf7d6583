#include "io/report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/result_view.h"
#include "io/paint.h"
#include "io/result_json.h"
#include "io/sensitivity_json.h"
#include "sim/sensitivity_words.h"

namespace tuiyan {

namespace {

const char* const differences = "differences";

// What drives a difference; the sensitivity run in the result may hold several.
std::vector<Chart> tornadoes(const ResultView& view, Language language) {
  if (view.result.sensitivity.empty()) return {};
  const std::optional<Sensitivity> sensitivity = read_sensitivity(view.result.sensitivity);
  std::vector<Chart> charts;
  if (sensitivity)
    for (const DrivenDifference& one : sensitivity->differences)
      if (!one.swings.empty() || !one.structure.empty()) charts.push_back(tornado_chart(*sensitivity, one, language));
  return charts;
}

// The chart of --chart: the paired differences of both headlines, or a tornado: the first for "tornado", or by its id.
Chart chart_of(const ResultView& view, const std::string& wanted, Language language) {
  const ChartSource source{
      view.result.scenario,          view.comparison, view.reference, language, view.result.record.replicates,
      view.result.record.uncertainty};
  if (wanted == differences) return difference_chart(source, {"exited_share", "self_reliant_share"});
  std::vector<std::string> known{differences};
  for (Chart& chart : tornadoes(view, language)) {
    if (wanted == "tornado" || wanted == chart.id) return chart;
    known.push_back(chart.id);
  }
  if (wanted == "tornado")
    throw UsageError({"结果中没有敏感性分析：先运行 tuiyan sensitivity 情景文件",
                      "the result holds no sensitivity run: run tuiyan sensitivity SCENARIO first"});
  throw UsageError(unknown_word("", {"图", "chart"}, wanted, known).text);
}

// A picture; "" when the name of the file asks for none.
std::string picture(const ResultView& view, const std::filesystem::path& path, const Options& options,
                    Language language) {
  const auto chart = [&] { return chart_of(view, options.chart.value_or(differences), language); };
  if (path.extension() == ".svg") return paint_svg(chart(), {});
  if (path.extension() == ".pdf") return paint_pdf(chart(), {});
  if (path.extension() == ".png") return paint_png(chart(), {.scale = 2});
  return {};
}

}  // namespace

int report_command(const Options& options, Console& console) {
  const ResultView view(options, console);
  const std::filesystem::path path = options.output.value_or("report.html");
  std::string text = picture(view, path, options, console.language());
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
