// What the screens share that put a question to the library which takes long: the answer once it is there, else how far
// it is, why it has not begun, and what can be done about it.
#pragma once

#include "gui/app.h"
#include "gui/chart_card.h"
#include "gui/inquirer.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

// What a part of the screen is drawn from, and what it may ask for.
struct RiskScreen {
  Widgets& widgets;
  View& view;
  const Status& status;
  const Result& result;
  ResultPictures& pictures;
  Inquirer& inquirer;
  Wish& wish;
};

enum class Needs { whole_run, nothing };

// The answer; null where there is none yet, which then is written into `rest`. Asks by itself once it may. Over an
// answer of a question that was stopped stands that it is one of a part.
std::shared_ptr<const Answer> answer_or_progress(const RiskScreen& screen, Rect& rest, Question question,
                                                 const Names& why, Needs needs);

// "PARTIAL 12 / 50", as over the charts of a run; empty if all are told of.
std::string partial_text(int told, int wanted, Language language);

// A choice of the mix that is looked at.
void mix_choice(const RiskScreen& screen, Rect& row);

// Everything the answer to a question about these mixes rests on.
std::string version_of(const Result& result, int mix);

}  // namespace tuiyan::gui
