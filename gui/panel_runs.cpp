#include "gui/panel_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gui/field_row.h"
#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

constexpr std::array<float, 5> column_units = {12, 30, 18, 24, 56};  // number, replicates, time, error, state

std::string error_text(double points) { return points < 0 ? "--" : fmt::format("{:.2f}", points); }

std::string state_text(const RunLine& run, Language language) {
  if (!run.failure.empty()) return say::fill(language, say::state_failed, run.failure);
  if (run.problems > 0) return say::fill(language, say::state_problems, run.problems);
  if (run.running) return in(language, say::state_running);
  return in(language, run.done >= run.of ? say::state_done : say::state_partial);
}

void row_of(Widgets& widgets, Rect row, const RunLine& run, int number, Language language) {
  const Widgets::Scope scope(widgets, std::to_string(number), std::to_string(number));
  const Look right{.size = Size::small, .align = Align::right};
  widgets.text(row.take_left(widgets.space(column_units[0])), std::to_string(number),
               {.size = Size::small, .tone = Tone::quiet}, "number");
  const bool wrong = !run.failure.empty() || run.problems > 0;
  widgets.shortened(row.take_right(widgets.space(column_units[4])), state_text(run, language),
                    {.size = Size::small,
                     .tone = wrong         ? Tone::error
                             : run.running ? Tone::accent
                                           : Tone::normal},
                    "state");
  row.take_right(widgets.space(4));
  widgets.text(row.take_right(widgets.space(column_units[3])), error_text(run.error), right, "error");
  widgets.text(row.take_right(widgets.space(column_units[2])),
               say::fill(language, say::seconds, format_number(run.seconds, run.seconds < 10 ? 1 : 0)), right, "time");
  widgets.text(row.take_right(widgets.space(column_units[1])),
               fmt::format("{} / {}", format_number(run.done, 0), format_number(run.of, 0)), right, "replicates");
  row.take_right(widgets.space(2));
  widgets.shortened(row, in(language, run.what), {}, "what");
}

void headings(Widgets& widgets, Rect row, Language language) {
  const Look left{.size = Size::small, .tone = Tone::quiet},
      right{.size = Size::small, .tone = Tone::quiet, .align = Align::right};
  widgets.text(row.take_left(widgets.space(column_units[0])), in(language, say::run_number), left);
  widgets.text(row.take_right(widgets.space(column_units[4])), in(language, say::run_state), left);
  row.take_right(widgets.space(4));
  widgets.text(row.take_right(widgets.space(column_units[3])), in(language, say::run_error), right);
  widgets.text(row.take_right(widgets.space(column_units[2])), in(language, say::run_time), right);
  widgets.text(row.take_right(widgets.space(column_units[1])), in(language, say::run_replicates), right);
  widgets.text(row, in(language, say::run_what), left);
}

// How far the error is from the one that is wanted; the error falls with the root of the replicates.
std::string precision_text(const RunLine& run, double target, Language language) {
  if (run.error < 0 || run.done < 2) return {};
  if (run.error <= target) return in(language, say::reached);
  const double needed = run.done * (run.error / target) * (run.error / target);
  return say::fill(language, say::not_reached, format_number(std::ceil(needed / 10) * 10, 0));
}

}  // namespace

Wish panel_runs(Widgets& widgets, const Rect& rect, App& app, const Status& status) {
  View& view = app.view;
  const Language language = view.language;
  const Widgets::Scope scope(widgets, in(language, say::runs), "runs");
  Wish wish;
  widgets.sheet(rect);
  Rect rest = rect.inset(1, 1);
  rest.take_top(widgets.space(3));

  // What is wanted of a run.
  Rect wanted = rest.take_top(widgets.space(9)).inset(widgets.space(4), 0);
  const auto label = [&](Rect& row, const std::string& text) {
    widgets.text(row.take_left(std::ceil(widgets.text_width(text, Size::body)) + widgets.space(2)), text);
  };
  label(wanted, in(language, say::wanted_replicates));
  double replicates = app.edited->replicates;
  if (widgets.number(wanted.take_left(widgets.space(24)).middle(widgets.space(7)), in(language, say::wanted_replicates),
                     "wanted", replicates, whole(1, 1e6))) {
    app.edited->replicates = static_cast<int>(replicates);
    wish.changed = true;
  }
  Rect target = rest.take_top(widgets.space(9)).inset(widgets.space(4), 0);
  widgets.toggle(target.take_left(widgets.space(6.5f)), "", "stop_at_precision", view.stop_at_precision);
  label(target, in(language, say::precision));
  widgets.number(target.take_left(widgets.space(20)).middle(widgets.space(7)), in(language, say::precision),
                 "precision", view.precision, between(0.01, 50));
  target.take_left(widgets.space(2));
  label(target, in(language, say::points));
  if (!app.runs.empty()) {
    target.take_left(widgets.space(3));
    widgets.shortened(target, precision_text(app.runs.back(), view.precision, language),
                      {.size = Size::small, .tone = Tone::accent}, "precision_state");
  }

  if (widgets.toggle(rest.take_top(widgets.space(9)).inset(widgets.space(4), 0), in(language, say::uncertainty),
                     "uncertainty", view.uncertainty))
    wish.run = true;

  // What runs now.
  Rect now = rest.take_top(widgets.space(12)).inset(widgets.space(4), widgets.space(2));
  const std::string& press = in(language, status.running ? say::stop_keep : say::resume);
  const Rect button = now.take_left(std::max(widgets.button_width(in(language, say::stop_keep)),
                                             widgets.button_width(in(language, say::resume))))
                          .middle(widgets.space(8));
  const bool unfinished = !status.result || !status.result->complete() || status.result->edition != status.edition;
  if (widgets.button(button, press, status.running ? "stop" : "resume", status.running || unfinished, status.running)) {
    wish.stop = status.running;
    wish.run = !status.running;
  }
  now.take_left(widgets.space(4));
  if (status.of > 0) {
    const double share = static_cast<double>(status.done) / status.of;
    widgets.progress(now.take_left(std::min(now.width * 0.4f, widgets.space(90))).middle(widgets.space(2)),
                     in(language, say::progress), "bar", share);
    now.take_left(widgets.space(3));
    std::string text = say::fill(language, say::replicates, format_number(status.done, 0), format_number(status.of, 0));
    if (status.running && status.done > 0)
      text.append("   ").append(say::fill(
          language, say::time_left, format_number(std::ceil(status.seconds * (1 - share) / std::max(share, 1e-9)), 0)));
    widgets.shortened(now, text, {.size = Size::small, .tone = Tone::quiet}, "left");
  }
  rest.take_top(widgets.space(2));

  Rect names = rest.take_top(widgets.space(6)).inset(widgets.space(4), 0);
  names.width -= widgets.space(3);
  headings(widgets, names, language);
  widgets.hairline(rest.x, rest.y, rest.width);
  rest.take_top(1);
  Rect body = widgets.begin_scroll(rest, "list");
  body.height = 1e6f;
  for (std::size_t i = app.runs.size(); i-- > 0;) {
    Rect row = body.take_top(widgets.space(8)).inset(widgets.space(4), 0);
    row.width -= widgets.space(3);
    row_of(widgets, row, app.runs[i], static_cast<int>(i) + 1, language);
  }
  widgets.end_scroll(body.y + widgets.space(4));
  return wish;
}

}  // namespace tuiyan::gui
