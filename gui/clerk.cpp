#include "gui/clerk.h"

#include <utility>

#include "io/file.h"

namespace tuiyan::gui {

Clerk::Clerk(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& quit) { serve(quit); }) {}

Clerk::~Clerk() { thread_.request_stop(); }

void Clerk::hand(std::function<Names()> work) {
  const std::scoped_lock lock(mutex_);
  work_.push_back(std::move(work));
  changed_.notify_one();
}

std::optional<Names> Clerk::said() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(said_, std::nullopt);
}

bool Clerk::idle() const {
  const std::scoped_lock lock(mutex_);
  return work_.empty() && !busy_;
}

void Clerk::serve(const std::stop_token& quit) {
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, quit, [this] { return !work_.empty(); });
    if (work_.empty()) return;  // told to quit
    const std::function<Names()> work = std::move(work_.front());
    work_.pop_front();
    busy_ = true;
    lock.unlock();
    Names words;
    try {
      words = work();
    } catch (const FileError& error) {
      words = error.text();
    } catch (const std::exception& error) {
      words = {error.what(), error.what()};
    }
    lock.lock();
    busy_ = false;
    if (!words.en.empty()) said_ = words;
    lock.unlock();
    wake_();
  }
}

}  // namespace tuiyan::gui
