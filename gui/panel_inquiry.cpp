#include "gui/panel_inquiry.h"

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

void line(Widgets& widgets, Rect& rest, const std::string& text, Look look) {
  const float height = widgets.paragraph_height(text, rest.width, look.size);
  widgets.paragraph(rest.take_top(height), text, look);
  rest.take_top(widgets.space(2));
}

bool press(Widgets& widgets, Rect& rest, const std::string& label, const char* key, bool primary) {
  return widgets.button(rest.take_top(widgets.space(8)).take_left(widgets.button_width(label)), label, key, true,
                        primary);
}

void progress(const RiskScreen& screen, Rect& rest, const Inquiry& inquiry) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  line(widgets, rest, in(language, say::asking), {});
  Rect row = rest.take_top(widgets.space(8));
  const std::string& stop = in(language, say::stop);
  if (widgets.button(row.take_right(widgets.button_width(stop)), stop, "stop")) screen.inquirer.stop();
  row.take_right(widgets.space(4));
  std::string text = say::fill(language, say::asking_steps, inquiry.done, inquiry.of);
  const double left = inquiry.done > 0 ? inquiry.seconds / inquiry.done * (inquiry.of - inquiry.done) : 0;
  if (inquiry.done > 2 && left >= 1)
    text += " · " + say::fill(language, say::time_left, format_number(std::ceil(left), 0));
  widgets.text(row.take_right(widgets.space(52)), text, {.size = Size::small, .tone = Tone::quiet}, "steps");
  row.take_right(widgets.space(2));
  const double share = inquiry.of > 0 ? static_cast<double>(inquiry.done) / inquiry.of : 0;
  widgets.progress(row.middle(widgets.space(1.5f)), in(language, say::progress), "bar", share);
}

// Over an answer of a question that was stopped; copied with what it is said of.
void partial_line(const RiskScreen& screen, Rect& rest, const Inquiry& inquiry, Question question) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const std::string text = say::fill(language, say::asking_part, inquiry.done, inquiry.of);
  Rect row = rest.take_top(widgets.space(9)).inset(widgets.space(4), 0);
  const Widgets::Scope scope(widgets, in(language, say::risk), "asking");
  const std::string& whole = in(language, say::work_out_whole);
  const Rect at = row.take_right(widgets.button_width(whole)).middle(widgets.space(7));
  if (widgets.button(at, whole, "whole")) screen.inquirer.ask(std::move(question));
  row.take_right(widgets.space(3));
  widgets.text(row, text, {.size = Size::small, .tone = Tone::warning}, "part");
  screen.pictures.note_table({text, {}, {}, {}});
}

// Why the question can not be put yet; empty if it can.
std::string obstacle(const RiskScreen& screen, Needs needs) {
  const Status& status = screen.status;
  const int finished = screen.result.comparison.finished(), wanted = screen.result.wanted;
  if (status.running) return say::fill(screen.view.language, say::asking_waits, status.of, status.done);
  if (needs == Needs::whole_run && !screen.result.complete())
    return say::fill(screen.view.language, say::asking_partial, finished, wanted);
  return {};
}

}  // namespace

std::shared_ptr<const Answer> answer_or_progress(const RiskScreen& screen, Rect& rest, Question question,
                                                 const Names& why, Needs needs) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const Inquiry inquiry = screen.inquirer.about(question.key);
  if (inquiry.answer && inquiry.stopped) partial_line(screen, rest, inquiry, std::move(question));
  if (inquiry.answer) return inquiry.answer;
  const Widgets::Scope scope(widgets, in(language, say::risk), "asking");
  rest = rest.inset(widgets.space(4), widgets.space(6));
  rest.width = std::min(rest.width, widgets.space(170));
  line(widgets, rest, in(language, why), {.tone = Tone::quiet});
  if (inquiry.running) {
    progress(screen, rest, inquiry);
    return nullptr;
  }
  if (const std::string text = obstacle(screen, needs); !text.empty()) {
    line(widgets, rest, text, {});
    if (!screen.status.running && press(widgets, rest, in(language, say::finish_run), "finish", true))
      screen.wish.run = true;
    return nullptr;
  }
  if (inquiry.stopped || !inquiry.failure.empty()) {
    line(widgets, rest,
         inquiry.failure.empty() ? in(language, say::asking_stopped)
                                 : say::fill(language, say::asking_failed, inquiry.failure),
         {.tone = inquiry.failure.empty() ? Tone::normal : Tone::error});
    if (press(widgets, rest, in(language, say::work_out), "ask", true)) screen.inquirer.ask(std::move(question));
    return nullptr;
  }
  screen.inquirer.ask(std::move(question));
  return nullptr;
}

std::string partial_text(int told, int wanted, Language language) {
  return told < wanted ? say::fill(language, say::part_of, format_number(told, 0), format_number(wanted, 0)) : "";
}

void mix_choice(const RiskScreen& screen, Rect& row) {
  Widgets& widgets = screen.widgets;
  const Language language = screen.view.language;
  const Scenario& scenario = *screen.result.scenario;
  std::vector<std::string> names;
  float width = widgets.space(24);
  for (std::size_t m = 0; m < scenario.mixes.size(); ++m) {
    names.push_back(letter_of({static_cast<int>(m)}) + "  " + in(language, scenario.mixes[m].names));
    width = std::max(width, std::ceil(widgets.text_width(names.back(), Size::body)) + widgets.space(9));
  }
  const std::string& caption = in(language, say::mix_shown);
  widgets.text(row.take_left(std::ceil(widgets.text_width(caption, Size::small)) + widgets.space(2)), caption,
               {.size = Size::small, .tone = Tone::quiet});
  widgets.select(row.take_left(width).middle(widgets.space(7)), caption, "mix", names, screen.view.mix);
  row.take_left(widgets.space(5));
}

std::string version_of(const Result& result, int mix) {
  const auto m = static_cast<std::size_t>(mix);
  return fmt::format("{} {:x}", mix, m < result.versions.size() ? result.versions[m] : 0);
}

}  // namespace tuiyan::gui
