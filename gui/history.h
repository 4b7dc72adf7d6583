// Undo and redo of everything that is changed in the edited scenario.
#pragma once

#include <string>
#include <vector>

#include "gui/changes.h"
#include "sim/scenario.h"

namespace tuiyan::gui {

class History {
 public:
  // Forgets everything; `scenario` is where it begins.
  void begin(const Scenario& scenario);

  // The scenario stands so now. Changes of the same field within one gesture (a drag) are one step. False if nothing
  // differs from before.
  bool note(const Scenario& scenario, int gesture);

  bool can_undo() const { return at_ > 0; }
  bool can_redo() const { return at_ + 1 < steps_.size(); }
  const Scenario& undo();  // the scenario as it was; can_undo() holds
  const Scenario& redo();
  // Another number after everything that changes what stands now.
  int moves() const { return moves_; }
  const Scenario& now() const { return steps_[at_].scenario; }
  const Scenario& before() const { return steps_[at_ - 1].scenario; }  // the last step; can_undo() holds
  const Names& undo_words() const { return steps_[at_].what; }
  const Names& redo_words() const { return steps_[at_ + 1].what; }

  // What was done, the newest last; those that were undone are left out.
  std::vector<Names> done() const;

 private:
  struct Step {
    Scenario scenario;
    Names what;  // "Jobs first, Employment: households 300 → 500"
    std::string path;
    int gesture = 0;
  };
  std::vector<Step> steps_;
  std::size_t at_ = 0;
  int moves_ = 0;
};

}  // namespace tuiyan::gui
