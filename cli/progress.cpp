#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr auto redraw_every = std::chrono::milliseconds(100);
constexpr int bar_width = 30;
constexpr const char* headline = "exited_share";

std::string minutes(double seconds) {
  const int whole = static_cast<int>(std::lround(seconds));
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string count_text(int count) { return format_number(count, 0); }

}  // namespace

void Progress::Spread::add(double value) {
  if (!std::isfinite(value)) return;
  ++n;
  const double step = value - mean;
  mean += step / n;
  squares += step * (value - mean);
}

double Progress::Spread::error() const {
  return n < 2 ? std::numeric_limits<double>::quiet_NaN() : std::sqrt(squares / (n - 1) / n);
}

Progress::Form Progress::form_of(ProgressKind kind, const Console& console) {
  const bool terminal = Console::messages_on_terminal();
  return kind == ProgressKind::json                      ? Form::json
         : kind == ProgressKind::none || console.quiet() ? Form::none
         : terminal && kind != ProgressKind::none        ? Form::bar
                                                         : Form::lines;
}

Progress::Progress(ProgressKind kind, Console& console, const Names& unit)
    : form_(form_of(kind, console)), console_(console), unit_(unit), headline_(-1), total_(0), kept_(0), done_(0) {}

Progress::Progress(ProgressKind kind, Console& console, const Shape& shape, int total, int kept)
    : form_(form_of(kind, console)),
      console_(console),
      unit_{"次模拟", "replicates"},
      headline_(-1),
      total_(total),
      kept_(kept),
      done_(kept) {
  if (const Shape::Series* series = shape.find_series(headline); series && series->size > 0) {
    headline_ = series->first + series->size - 1;
    headline_name_ = fmt::format("{}@{}", headline, shape.points[static_cast<std::size_t>(headline_)].at);
  }
  tenth_ = total > 0 ? 10 * kept / total : 0;
}

void Progress::finished(const std::vector<Outcome>& outcome) {
  ++done_;
  spreads_.resize(outcome.size());
  for (std::size_t mix = 0; headline_ >= 0 && mix < outcome.size(); ++mix)
    spreads_[mix].add(outcome[mix][static_cast<std::size_t>(headline_)]);
  show();
}

void Progress::reached(int done, int of, int kept) {
  kept_ = kept;
  done_ = done;
  total_ = of;
  show();
}

void Progress::show() {
  const auto now = Clock::now();
  if (form_ == Form::lines) {
    if (10 * done_ / total_ > tenth_) draw_line();
    tenth_ = std::max(tenth_, 10 * done_ / total_);
    return;
  }
  if (form_ == Form::none || (now - drawn_ < redraw_every && done_ < total_)) return;
  drawn_ = now;
  if (form_ == Form::bar) draw_bar();
  if (form_ == Form::json) draw_json();
}

void Progress::end() {
  if (form_ == Form::bar) console_.redraw("");
  if (form_ != Form::bar && form_ != Form::lines) return;
  if (const int run = done_ - kept_; run > 0) {
    const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    console_.note({fmt::format("{} {}用时 {:.1f} 秒", count_text(run), unit_.zh, seconds),
                   fmt::format("Ran {} {} in {:.1f} s", count_text(run), unit_.en, seconds)});
  }
}

double Progress::error() const {
  double largest = std::numeric_limits<double>::quiet_NaN();
  for (const Spread& each : spreads_) largest = std::fmax(largest, each.error());
  return largest;
}

double Progress::seconds_left() const {
  const double spent = std::chrono::duration<double>(Clock::now() - started_).count();
  return spent / std::max(1, done_ - kept_) * (total_ - done_);
}

void Progress::draw_bar() {
  const int full = bar_width * done_ / total_;
  const std::string bar = std::string(static_cast<std::size_t>(full), '=') + (full < bar_width ? ">" : "");
  const std::string left = minutes(seconds_left());
  std::string line = console_.say({fmt::format("[{:<{}}] 已完成 {}/{} {}，剩余 {}", bar, bar_width, count_text(done_),
                                               count_text(total_), unit_.zh, left),
                                   fmt::format("[{:<{}}] {} of {} {}   {} left", bar, bar_width, count_text(done_),
                                               count_text(total_), unit_.en, left)});
  if (const double points = 100 * error(); std::isfinite(points))
    line += console_.say(
        {fmt::format("，脱贫比例的模拟误差 {:.2f} 个百分点", points), fmt::format("   MCSE {:.2f} pt", points)});
  console_.redraw(line);
}

void Progress::draw_line() {
  console_.note(
      {fmt::format("已完成 {}/{} {}（{}%）", count_text(done_), count_text(total_), unit_.zh, 100 * done_ / total_),
       fmt::format("{} of {} {} ({} %)", count_text(done_), count_text(total_), unit_.en, 100 * done_ / total_)});
}

void Progress::draw_json() {
  nlohmann::ordered_json line = {{"t", "progress"}, {"done", done_.load()}, {"of", total_}};
  line["eta_s"] = std::round(10 * seconds_left()) / 10;
  if (headline_ >= 0) line["mcse"] = nlohmann::json::object();
  if (const double value = error(); std::isfinite(value)) line["mcse"][headline_name_] = value;
  console_.line(line.dump());
}

}  // namespace tuiyan
