// `tuiyan table`: what becomes of households, from a result.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/result_view.h"
#include "cli/table.h"
#include "io/file.h"
#include "io/outcome_tables.h"
#include "sim/problem.h"

namespace tuiyan {

namespace {

void check_name(const std::string& id) {
  const auto& known = outcome_table_ids();
  if (std::find(known.begin(), known.end(), id) != known.end()) return;
  const Names text = unknown_word("--table", {"表", "table"}, id, known).text;
  throw UsageError({"--table：" + text.zh, "--table: " + text.en});
}

Table text_table(const OutcomeTable& each) {
  Table table;
  table.titles = each.heads;
  table.units = each.units;
  table.right.assign(each.heads.size(), true);
  table.right[0] = false;
  for (const auto& cells : each.rows) {
    std::vector<std::string> row;
    for (const TextCell& cell : cells)
      row.push_back(cell.range.empty() ? cell.value : fmt::format("{} [{}]", cell.value, cell.range));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

int table_command(const Options& options, Console& console) {
  if (options.table) check_name(*options.table);
  const ResultView view(options, console);
  std::string text;
  for (const OutcomeTable& each : outcome_tables(view.result, view.comparison, view.reference, console.language())) {
    if (options.table && *options.table != each.id) continue;
    if (!text.empty()) text += "\n";
    if (options.plain) {
      text += fmt::format("# {}\n", each.id) + format_plain(text_table(each));
      continue;
    }
    text += each.title + "\n" + format_table(text_table(each), Console::columns());
    if (!each.note.empty()) text += each.note + "\n";
  }
  if (options.output.value_or("-") == "-")
    console.print(text);
  else
    write_file(*options.output, text);
  return exit_success;
}

}  // namespace tuiyan
