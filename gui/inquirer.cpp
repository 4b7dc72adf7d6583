#include "gui/inquirer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "gui/background.h"

namespace tuiyan::gui {

namespace {

constexpr std::size_t most_kept = 48;  // answers; the oldest are forgotten

}  // namespace

int replicates_in(const Answer& answer) {
  if (const auto* risk = std::get_if<ReturnRisk>(&answer)) return risk->replicates;
  if (const auto* withdrawal = std::get_if<Withdrawal>(&answer)) return withdrawal->replicates;
  return 0;
}

Inquirer::Inquirer(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& quit) { serve(quit); }) {}

Inquirer::~Inquirer() {
  make_way();
  thread_.request_stop();
}

void Inquirer::ask(Question question) {
  const std::scoped_lock lock(mutex_);
  if (in_work_ == question.key && !running_.stop_requested()) return;
  end_work();
  stopped_.erase(question.key);
  std::erase_if(kept_, [&](const Kept& each) { return each.key == question.key; });
  next_ = std::move(question);
  changed_.notify_one();
}

void Inquirer::end_work() {
  running_.request_stop();
  next_.reset();
}

void Inquirer::stop() {
  const std::scoped_lock lock(mutex_);
  if (next_) stopped_.insert(next_->key);
  if (!in_work_.empty()) stopped_.insert(in_work_);
  end_work();
}

void Inquirer::make_way() {
  const std::scoped_lock lock(mutex_);
  end_work();
}

Inquiry Inquirer::about(const std::string& key) const {
  const std::scoped_lock lock(mutex_);
  const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& each) { return each.key == key; });
  if (kept != kept_.end()) return kept->inquiry;
  if (in_work_ == key && !running_.stop_requested()) return progress_;
  Inquiry inquiry;
  inquiry.running = next_ && next_->key == key;
  inquiry.of = inquiry.running ? next_->steps : 0;
  inquiry.stopped = stopped_.contains(key);
  return inquiry;
}

int Inquirer::done() const {
  const std::scoped_lock lock(mutex_);
  return in_work_.empty() ? 0 : progress_.done;
}

bool Inquirer::idle() const {
  const std::scoped_lock lock(mutex_);
  return !next_ && in_work_.empty();
}

void Inquirer::serve(const std::stop_token& quit) {
  let_window_go_first();
  while (true) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, quit, [this] { return next_.has_value(); })) return;
    const Question question = std::move(*next_);
    next_.reset();
    in_work_ = question.key;
    progress_ = {};
    progress_.running = true;
    progress_.of = question.steps;
    running_ = std::stop_source();
    const std::stop_token stop = running_.get_token();
    lock.unlock();
    {
      const std::stop_callback also(quit, [source = running_]() mutable { source.request_stop(); });
      play(question, stop);
    }
    wake_();
  }
}

void Inquirer::play(const Question& question, const std::stop_token& stop) {
  const auto began = std::chrono::steady_clock::now();
  const auto step = [&] {
    {
      const std::scoped_lock lock(mutex_);
      ++progress_.done;
      progress_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
    wake_();
  };
  Inquiry told;
  try {
    told.answer = std::make_shared<const Answer>(question.play(step, stop));
  } catch (const std::exception& error) {
    told.failure = error.what();
  }
  const std::scoped_lock lock(mutex_);
  in_work_.clear();
  if (stop.stop_requested() && progress_.done < question.steps) {
    // What makes way for something else is asked again as a whole.
    const bool by_person = stopped_.contains(question.key);
    if (!by_person || !told.answer || replicates_in(*told.answer) == 0) return;
    told.stopped = true;
    told.done = progress_.done;
    told.of = question.steps;
  }
  kept_.push_back({question.key, std::move(told)});
  if (kept_.size() > most_kept) kept_.pop_front();
}

}  // namespace tuiyan::gui
