#include "gui/history.h"

#include <fmt/format.h>

namespace tuiyan::gui {

namespace {

constexpr std::size_t most_steps = 200;

std::vector<Change> changes_of(const Scenario& before, const Scenario& after) {
  Scenario was = before, is = after;
  return changes_between(fields(was), fields(is));
}

}  // namespace

void History::begin(const Scenario& scenario) {
  steps_.clear();
  steps_.push_back({scenario, {}, {}, 0});
  at_ = 0;
  ++moves_;
}

bool History::note(const Scenario& scenario, int gesture) {
  const std::vector<Change> changes = changes_of(now(), scenario);
  if (changes.empty()) return false;
  ++moves_;
  const std::string& path = changes.front().path;
  if (at_ > 0 && steps_[at_].gesture == gesture && steps_[at_].path == path) {
    const std::vector<Change> whole = changes_of(before(), scenario);
    steps_[at_].scenario = scenario;
    if (!whole.empty()) steps_[at_].what = sentence(whole.front());
    return true;
  }
  steps_.resize(at_ + 1);
  Names what = sentence(changes.front());
  if (changes.size() > 1)
    what = {fmt::format("{}，另{}处", what.zh, changes.size() - 1),
            fmt::format("{}, and {} more", what.en, changes.size() - 1)};
  steps_.push_back({scenario, std::move(what), path, gesture});
  if (steps_.size() > most_steps) steps_.erase(steps_.begin());
  at_ = steps_.size() - 1;
  return true;
}

const Scenario& History::undo() {
  ++moves_;
  return steps_[--at_].scenario;
}

const Scenario& History::redo() {
  ++moves_;
  return steps_[++at_].scenario;
}

std::vector<Names> History::done() const {
  std::vector<Names> list;
  for (std::size_t i = 1; i <= at_; ++i) list.push_back(steps_[i].what);
  return list;
}

}  // namespace tuiyan::gui
