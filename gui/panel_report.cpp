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

  std::string stem() const { return result->scenario->id; }
  ChartSource source() const {
    return {*result->scenario, result->comparison, reference, language, result->complete() ? 0 : result->wanted};
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
  record.reference = scenario.mixes[static_cast<std::size_t>(what.reference)].id;
  record.status = what.result->complete() ? RunStatus::complete : RunStatus::partial;
  char now[40] = "";
  const std::time_t time = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&time, &local) != nullptr) std::strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%S%z", &local);
  record.created = now;
  return record;
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
  const tuiyan::Result result{record_of(what), *what.result->scenario, what.result->outcomes, {}};
  const Comparison comparison(result.outcomes);
  return write(what.folder / (what.stem() + "-report.html"),
               report_html(result, comparison, what.reference, what.language));
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
     [](const Export& what) { return write(what.folder / (what.stem() + "-report.pdf"), report_pdf(what.source())); }},
    {&say::export_charts, "export_charts", write_charts},
    {&say::export_csv, "export_csv",
     [](const Export& what) {
       return write(what.folder / (what.stem() + ".csv"), result_csv(what.result->comparison, what.reference, true));
     }},
    {&say::export_result, "export_result", write_result},
};

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
  Rect left = rest.take_left(std::clamp(rest.width * 0.3f, widgets.space(70), widgets.space(96)))
                  .inset(widgets.space(4), widgets.space(3));
  widgets.vertical_line(rest.x, rest.y, rest.height, widgets.theme().hairline);
  rest.take_left(1);
  widgets.text(left.take_top(widgets.space(8)), in(language, say::report), {.size = Size::heading});
  if (!status.result->complete()) {
    const std::string& note = in(language, say::reads_partial);
    widgets.paragraph(left.take_top(widgets.paragraph_height(note, left.width, Size::small)), note,
                      {.size = Size::small, .tone = Tone::warning});
  }
  widgets.text(left.take_top(widgets.space(6)), in(language, say::folder), {.size = Size::small, .tone = Tone::quiet});
  widgets.text_field(left.take_top(widgets.space(8)), in(language, say::folder), "folder", view.folder);
  left.take_top(widgets.space(3));
  const Export what{status.result, view.folder, app.file,
                    std::clamp(view.reference, 0, status.result->comparison.mixes() - 1), language};
  for (const Button& each : buttons) {
    const std::string& label = in(language, *each.label);
    if (widgets.button(left.take_top(widgets.space(9)), label, each.key, true, each.write == write_html))
      clerk.hand([what, write = each.write] { return write(what); });
    left.take_top(widgets.space(2));
  }
  left.take_top(widgets.space(3));
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

  // What the report will show.
  const ResultSource from = source_of(*status.result, view, status);
  Rect body = widgets.begin_scroll(rest, "preview");
  body.height = 1e6f;
  body.width -= widgets.space(3);
  Rect text = body.inset(widgets.space(4), widgets.space(3));
  const auto paragraph = [&](const std::string& words_shown, Look look) {
    text.take_top(widgets.space(1));
    widgets.paragraph(text.take_top(widgets.paragraph_height(words_shown, text.width, look.size)), words_shown, look);
  };
  paragraph(in(language, status.result->scenario->names), {.size = Size::title});
  paragraph(in(language, status.result->scenario->question), {.tone = Tone::quiet});
  text.take_top(widgets.space(2));
  for (const std::string& sentence : answer(from.source)) paragraph(sentence, {});
  body.y = text.y + widgets.space(3);
  struct Shown {
    const char* key;
    Chart (*make)(const ChartSource&);
  };
  static const Shown charts[] = {{"report-differences",
                                  [](const ChartSource& s) {
                                    return difference_chart(s, {"exited_share", "self_reliant_share"});
                                  }},
                                 {"report-still-poor", still_poor_chart},
                                 {"report-states", states_chart},
                                 {"report-money", money_chart},
                                 {"report-main", main_measure_chart}};
  for (const Shown& each : charts) {
    const Chart& chart = pictures.chart(each.key, from.version, [&] { return each.make(from.source); });
    const Rect card = body.take_top(chart_card_height(widgets, chart, body.width, view));
    chart_card(widgets, card, pictures, each.key, chart, *status.result->scenario, view);
    body.take_top(widgets.space(3));
  }
  widgets.end_scroll(body.y);
  return wish;
}

}  // namespace tuiyan::gui
