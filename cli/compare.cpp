#include <fmt/format.h>

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/result_view.h"
#include "cli/tables.h"
#include "io/result_json.h"

namespace tuiyan {

namespace {

std::vector<int> points_of(const Shape& shape, const Options& options) {
  if (options.quantity) return chosen_points(shape, *options.quantity);
  std::vector<int> points;
  for (const char* id : {"exited_share", "self_reliant_share"})
    if (const int point = last_point(shape, id); point >= 0) points.push_back(point);
  return points;
}

std::string differences_text(const ResultView& view, const Options& options, const Console& console) {
  std::string text;
  for (const int point : points_of(view.result.outcomes.shape, options)) {
    if (!text.empty()) text += "\n";
    if (!options.plain) {
      text +=
          difference_text(view.result, view.comparison, view.reference, point, console.language(), Console::columns());
      continue;
    }
    if (!options.quantity) {
      const Point& at = view.result.outcomes.shape.points[static_cast<std::size_t>(point)];
      text += fmt::format("# {}@{}\n", quantities()[static_cast<std::size_t>(at.quantity)].id, at.at);
    }
    text += difference_plain(view.comparison, view.reference, point);
  }
  return text;
}

// As the person wrote it, with the last time where none is given.
std::optional<Selection> selection_of(const Shape& shape, const Options& options) {
  if (!options.quantity) return {};
  Selection selection = parse_selection(*options.quantity);
  const std::vector<int> points = chosen_points(shape, *options.quantity);
  if (!selection.at) selection.at = shape.points[static_cast<std::size_t>(points.front())].at;
  return selection;
}

}  // namespace

int compare_command(const Options& options, Console& console) {
  const ResultView view(options, console);
  const std::string text = options.json ? compare_json(view.result, view.comparison, view.reference,
                                                       selection_of(view.result.outcomes.shape, options))
                                        : differences_text(view, options, console);
  if (options.output.value_or("-") == "-")
    console.print(text);
  else
    write_file(*options.output, text);
  return exit_success;
}

}  // namespace tuiyan
