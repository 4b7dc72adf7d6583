// How far a run is, in replicates that are really finished.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/options.h"
#include "sim/outcome.h"

namespace tuiyan {

class Progress {
 public:
  // `total` replicates of which `kept` were there before. Automatic: a bar on a terminal, else a line every 10 %.
  Progress(ProgressKind kind, Console& console, const Shape& shape, int total, int kept);

  // Of other work than replicates, told as `unit`: "evaluations".
  Progress(ProgressKind kind, Console& console, const Names& unit);

  void finished(const std::vector<Outcome>& outcome);  // not two at a time
  void reached(int done, int of, int kept = 0);        // not two at a time; `kept` of those done by an earlier run
  void end();

  int done() const { return done_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Form { none, bar, lines, json };
  static Form form_of(ProgressKind kind, const Console& console);

  // Of the headline at the end, for one mix: Welford's running mean and sum of squares.
  struct Spread {
    int n = 0;
    double mean = 0, squares = 0;
    void add(double value);
    double error() const;
  };

  void show();
  double error() const;         // the largest of all mixes; NaN below two replicates
  double seconds_left() const;  // from the replicates of this run
  void draw_bar();
  void draw_line();
  void draw_json();

  Form form_;
  Console& console_;
  Names unit_;
  int headline_;  // point of the headline quantity at the end
  std::string headline_name_;
  int total_, kept_;
  std::atomic<int> done_;
  int tenth_ = 0;
  std::vector<Spread> spreads_;
  Clock::time_point started_ = Clock::now(), drawn_{};
};

}  // namespace tuiyan
