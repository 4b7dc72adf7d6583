// Questions that take the library long - the chance of return by group, the withdrawal test, one life - played beside
// the window, one at a time. An answer is kept under a key that names all it rests on, so nothing is played twice.
// Knows nothing of Dear ImGui.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <variant>

#include "gui/life.h"
#include "sim/return_risk.h"
#include "sim/withdrawal.h"

namespace tuiyan::gui {

using Answer = std::variant<ReturnRisk, Withdrawal, MovedHouseholds, Life>;

// Null if it is no answer of this kind, or none yet.
template <class Kind>
std::shared_ptr<const Kind> answer_as(const std::shared_ptr<const Answer>& answer) {
  const Kind* const kind = answer ? std::get_if<Kind>(answer.get()) : nullptr;
  return kind != nullptr ? std::shared_ptr<const Kind>(answer, kind) : nullptr;
}

struct Question {
  std::string key;
  int steps = 0;  // that `play` tells of
  std::function<Answer(const std::function<void()>& step, const std::stop_token& stop)> play;
};

// Where a question stands, all of one moment.
struct Inquiry {
  std::shared_ptr<const Answer> answer;  // null: not yet
  bool running = false;
  bool stopped = false;  // by the person; it is not asked again by itself. With an answer: one of what was finished
  int done = 0, of = 0;  // steps; of an answer only where it was stopped
  double seconds = 0;    // so far
  std::string failure;
};

class Inquirer {
 public:
  // `wake` is called from the inquirer's thread after every step.
  explicit Inquirer(std::function<void()> wake);
  ~Inquirer();

  // Plays it, unless it is in work. What is in work for another key makes way: nobody looks at it any more.
  void ask(Question question);
  void stop();      // as the person wishes
  void make_way();  // for a run: what is in work ends, and is asked again when it is looked at
  Inquiry about(const std::string& key) const;
  int done() const;  // steps of what is in work
  bool idle() const;

 private:
  struct Kept {
    std::string key;
    Inquiry inquiry;
  };
  void serve(const std::stop_token& quit);
  void play(const Question& question, const std::stop_token& stop);
  void end_work();  // the lock is held

  std::function<void()> wake_;
  mutable std::mutex mutex_;  // held only to copy or swap; never while something is played
  std::condition_variable_any changed_;
  std::optional<Question> next_;
  std::string in_work_;  // its key; empty: nothing
  Inquiry progress_;     // of it
  std::stop_source running_;
  std::set<std::string> stopped_;  // keys
  std::deque<Kept> kept_;          // the newest last
  std::jthread thread_;            // last: ends before what it uses
};

// Finished replicates that an answer rests on if it was stopped; 0: half of it is none.
int replicates_in(const Answer& answer);

// The answer, if it is there and of this kind.
template <class Kind>
const Kind* answer_of(const Inquiry& inquiry) {
  return inquiry.answer ? std::get_if<Kind>(inquiry.answer.get()) : nullptr;
}

}  // namespace tuiyan::gui
