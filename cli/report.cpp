#include "io/report.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/result_view.h"
#include "io/result_json.h"

namespace tuiyan {

int report_command(const Options& options, Console& console) {
  const ResultView view(options, console);
  const std::filesystem::path path = options.output.value_or("report.html");
  std::string text;
  if (path.extension() == ".csv")
    text = result_csv(view.comparison, view.reference, options.byte_order_mark);
  else if (path.extension() == ".json")
    text = run_json(view.result, view.comparison, view.reference);
  else if (path.extension() == ".html" || path.extension() == ".htm" || path == "-")
    text = report_html(view.result, view.comparison, view.reference, console.language());
  else
    throw UsageError(
        {"--output 的文件名应以 .html、.csv 或 .json 结尾", "--output should end in .html, .csv or .json"});
  if (path == "-") {
    console.print(text);
    return exit_success;
  }
  write_file(path, text);
  console.print(path.string() + "\n");
  return exit_success;
}

}  // namespace tuiyan
