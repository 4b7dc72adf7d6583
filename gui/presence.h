// Which files are there, looked up beside the window, so that a slow disk never holds a frame up.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "gui/clerk.h"

namespace tuiyan::gui {

class Presence {
 public:
  // The clerk looks them up and wakes the window. It lives longer than this.
  explicit Presence(Clerk& clerk) : clerk_(&clerk) {}

  // As it was found last, at most a second ago while it is asked in every frame; `otherwise` until it is known.
  bool there(const std::filesystem::path& file, bool otherwise);

 private:
  struct Known {
    std::optional<bool> there;
    std::chrono::steady_clock::time_point asked;
  };
  struct Shared {  // with the clerk
    std::mutex mutex;
    std::map<std::filesystem::path, Known> known;
  };
  Clerk* clerk_;
  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
};

}  // namespace tuiyan::gui
