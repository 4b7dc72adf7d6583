#include "gui/panel_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "gui/panel_results.h"
#include "gui/texts.h"
#include "io/file.h"
#include "io/report.h"
#include "io/report_pdf.h"
#include "io/result_json.h"
#include "io/store.h"
#include "sim/answer.h"

namespace tuiyan::gui {

namespace {

// What the clerk writes from: a result that stays as it is.
struct Export {
  std::shared_ptr<const Result> result;
  std::filesystem::path folder, from;
  int reference = 0;
  Language language = Language::zh;
  std::set<std::string> without;  // parts
  KeptFindings kept;
  bool in_wan = false;  // as on the screen

  std::string stem() const { return result->scenario->id; }
  ChartSource source() const {
    return {*result->scenario,
            result->comparison,
            reference,
            language,
            result->complete() ? 0 : result->wanted,
            result->uncertainty,
            in_wan};
  }
};

RunRecord record_of(const Export& what) {
  const Scenario& scenario = *what.result->scenario;
  RunRecord record;
  record.scenario_id = scenario.id;
  record.scenario_sha256 = scenario_sha256(scenario);
  record.engine = engine_version;
  record.tool = TUIYAN_VERSION;
  record.seed = static_cast<std::uint64_t>(scenario.seed);
  record.replicates = what.result->wanted;
  record.uncertainty = what.result->uncertainty;
  record.reference = scenario.mixes[static_cast<std::size_t>(what.reference)].id;
  record.status = what.result->complete() ? RunStatus::complete : RunStatus::partial;
  char now[40] = "";
  const std::time_t time = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&time, &local) != nullptr) std::strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%S%z", &local);
  record.created = now;
  return record;
}

// What was found of this very scenario; nothing once it was changed.
KeptFindings found_of(const Export& what, const RunRecord& record) {
  const bool same = record.scenario_sha256 == what.kept.scenario_sha256 && record.seed == what.kept.seed &&
                    record.uncertainty == what.kept.uncertainty;
  return same ? what.kept : KeptFindings{};
}

Names done(const std::filesystem::path& path) {
  return {say::fill(Language::zh, say::exported, path.string()), say::fill(Language::en, say::exported, path.string())};
}

Names write(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  write_file(path, bytes);
  return done(path);
}

Names write_html(const Export& what) {
  const RunRecord record = record_of(what);
  const KeptFindings found = found_of(what, record);
  const tuiyan::Result result{record, *what.result->scenario, what.result->outcomes, found.sensitivity, found.findings};
  const Comparison comparison(result.outcomes);
  return write(what.folder / (what.stem() + "-report.html"),
               report_html(result, comparison, what.reference, what.language, what.without));
}

Names write_charts(const Export& what) {
  for (const Chart& chart : charts_of(what.source())) {
    write(what.folder / fmt::format("{}-{}.png", what.stem(), chart.id), paint_png(chart, {.scale = 2}));
    write(what.folder / fmt::format("{}-{}.svg", what.stem(), chart.id), paint_svg(chart, {}));
  }
  return done(what.folder);
}

Names write_result(const Export& what) {
  const std::filesystem::path path = what.folder / (what.stem() + ".tuiyan");
  std::filesystem::create_directories(what.folder);
  const Outcomes& outcomes = what.result->outcomes;
  const RunRecord record = record_of(what);
  ResultWriter writer(path, record, *what.result->scenario, outcomes.mixes, false);
  for (std::size_t r = 0; r < outcomes.of.size(); ++r)
    if (!outcomes.of[r].empty() && writer.kept().of[r].empty()) writer.add(static_cast<int>(r), outcomes.of[r]);
  const KeptFindings found = found_of(what, record);
  writer.add_found(found.sensitivity, found.findings);
  writer.finish(what.result->comparison, record.status);
  return done(path);
}

struct Button {
  const Names* label;
  const char* key;
  Names (*write)(const Export&);
};

const Button buttons[] = {
    {&say::export_html, "export_html", write_html},
    {&say::export_pdf, "export_pdf",
     [](const Export& what) {
       return write(what.folder / (what.stem() + "-report.pdf"), report_pdf(what.source(), what.without));
     }},
    {&say::export_charts, "export_charts", write_charts},
    {&say::export_csv, "export_csv",
     [](const Export& what) {
       return write(what.folder / (what.stem() + ".csv"), result_csv(what.result->comparison, what.reference, true));
     }},
    {&say::export_result, "export_result", write_result},
};

// Two beside each other where both have room.
void export_buttons(Widgets& widgets, Rect& rest, const Export& what, Clerk& clerk) {
  const float half = std::floor((rest.width - widgets.space(2)) / 2);
  const auto fits = [&](const Button& each) { return widgets.button_width(in(what.language, *each.label)) <= half; };
  for (std::size_t i = 0; i < std::size(buttons); ++i) {
    Rect row = rest.take_top(widgets.space(8.5f));
    const bool pair = fits(buttons[i]) && i + 1 < std::size(buttons) && fits(buttons[i + 1]);
    for (std::size_t k = i; k <= i + (pair ? 1 : 0); ++k) {
      const Button& each = buttons[k];
      const Rect place = pair ? row.take_left(half) : row;
      row.take_left(widgets.space(2));
      if (widgets.button(place, in(what.language, *each.label), each.key, true, each.write == write_html))
        clerk.hand([what, write = each.write] { return write(what); });
    }
    i += pair ? 1 : 0;
    rest.take_top(widgets.space(2));
  }
}

void choose_parts(Widgets& widgets, Rect& rest, View& view) {
  const Widgets::Scope scope(widgets, in(view.language, say::parts), "parts");
  widgets.text(rest.take_top(widgets.space(6)), in(view.language, say::parts),
               {.size = Size::small, .tone = Tone::quiet});
  for (const ReportPart& part : report_parts()) {
    bool stands = !view.report_without.contains(part.id);
    if (!widgets.toggle(rest.take_top(widgets.space(6.5f)), in(view.language, part.names), part.id, stands)) continue;
    if (stands)
      view.report_without.erase(part.id);
    else
      view.report_without.insert(part.id);
  }
}

// The charts of a part, as they stand in the report.
struct PartChart {
  const char* part;
  const char* key;
  Chart (*make)(const ChartSource&);
};
const PartChart part_charts[] = {
    {"results", "report-differences",
     [](const ChartSource& s) {
       return difference_chart(s, {"exited_share", "self_reliant_share"});
     }},
    {"time", "report-still-poor", still_poor_chart},
    {"time", "report-registered", [](const ChartSource& s) { return series_chart(s, "registered_households"); }},
    {"states", "report-states", states_chart},
    {"money", "report-money", money_chart},
    {"exits", "report-main", main_measure_chart}};

// What the report will show, down to the bottom that is returned.
float preview(Widgets& widgets, Rect body, View& view, const Status& status, ResultPictures& pictures) {
  const Language language = view.language;
  const ResultSource from = source_of(view, status);
  const Scenario& scenario = *status.result->scenario;
  const auto paragraph = [&](const std::string& words, Look look) {
    body.take_top(widgets.space(1));
    const Rect inside = body.inset(widgets.space(4), 0);
    const float height = widgets.paragraph_height(words, inside.width, look.size);
    widgets.paragraph({inside.x, inside.y, inside.width, height}, words, look);
    body.take_top(height);
  };
  body.take_top(widgets.space(3));
  paragraph(in(language, scenario.names), {.size = Size::title});
  int number = 0;
  for (const ReportPart& part : report_parts()) {
    if (view.report_without.contains(part.id)) continue;
    body.take_top(widgets.space(3));
    widgets.hairline(body.x, body.y, body.width);
    body.take_top(widgets.space(1));
    paragraph(fmt::format("{}. {}", ++number, in(language, part.names)), {.size = Size::small, .tone = Tone::accent});
    if (part.id == "answer") {
      paragraph(in(language, scenario.question), {.tone = Tone::quiet});
      for (const std::string& sentence : answer(from.source())) paragraph(sentence, {});
    } else if (!part.charts) {
      paragraph(in(language, say::part_in_words), {.size = Size::small, .tone = Tone::quiet});
    }
    for (const PartChart& each : part_charts) {
      if (part.id != each.part) continue;
      if (part.id == "results" && from.result->comparison.mixes() < 2) continue;  // nothing to compare with
      const Chart* const chart =
          pictures.chart(each.key, from.version, [from, make = each.make] { return make(from.source()); });
      if (chart == nullptr) continue;
      const Rect card = body.take_top(chart_card_height(widgets, pictures, each.key, *chart, body.width, view));
      chart_card(widgets, card, pictures, each.key, *chart, scenario, view);
    }
  }
  if (number == 0) paragraph(in(language, say::no_parts), {.tone = Tone::quiet});
  return body.y + widgets.space(3);
}

}  // namespace

Wish panel_report(Widgets& widgets, const Rect& rect, App& app, const Status& status, ResultPictures& pictures,
                  Clerk& clerk) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::report), "report");
  Wish wish;
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  if (!status.result) {
    empty_results(widgets, rest, view, status);
    return wish;
  }
  const Rect column = rest.take_left(std::clamp(rest.width * 0.3f, widgets.space(76), widgets.space(96)));
  widgets.vertical_line(rest.x, rest.y, rest.height, widgets.theme().hairline);
  rest.take_left(1);
  Rect left = widgets.begin_scroll(column, "choices").inset(widgets.space(4), 0);
  left.height = 1e6f;
  left.take_top(widgets.space(3));
  widgets.text(left.take_top(widgets.space(8)), in(language, say::report), {.size = Size::heading});
  if (!status.result->complete()) {
    const std::string& note = in(language, say::reads_partial);
    widgets.paragraph(left.take_top(widgets.paragraph_height(note, left.width, Size::small)), note,
                      {.size = Size::small, .tone = Tone::warning});
  }
  choose_parts(widgets, left, view);
  left.take_top(widgets.space(2));
  widgets.text(left.take_top(widgets.space(6)), in(language, say::folder), {.size = Size::small, .tone = Tone::quiet});
  widgets.text_field(left.take_top(widgets.space(8)), in(language, say::folder), "folder", view.folder);
  left.take_top(widgets.space(3));
  export_buttons(
      widgets, left,
      {status.result, view.folder, app.file, std::clamp(view.reference, 0, status.result->comparison.mixes() - 1),
       language, view.report_without, app.kept, view.in_wan},
      clerk);
  left.take_top(widgets.space(1));
  widgets.text(left.take_top(widgets.space(6)), in(language, say::command_here),
               {.size = Size::small, .tone = Tone::quiet});
  const std::string command = command_line(app);
  const float height = widgets.paragraph_height(command, left.width - widgets.space(4), Size::small);
  const Rect box = left.take_top(height + widgets.space(4));
  widgets.fill(box, widgets.theme().raised, widgets.space(1));
  const Rect words = box.inset(widgets.space(2));
  widgets.paragraph({words.x, words.y, words.width, height}, command, {.size = Size::small});
  left.take_top(widgets.space(2));
  const std::string& copy = in(language, say::copy_command);
  if (widgets.button(left.take_top(widgets.space(8)), copy, "copy_command")) wish.command = Command::copy_command;
  widgets.end_scroll(left.y + widgets.space(3));

  Rect body = widgets.begin_scroll(rest, "preview");
  body.height = 1e6f;
  body.width -= widgets.space(3);
  widgets.end_scroll(preview(widgets, body, view, status, pictures));
  return wish;
}

}  // namespace tuiyan::gui
