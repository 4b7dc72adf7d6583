#include "gui/presence.h"

namespace tuiyan::gui {

bool Presence::there(const std::filesystem::path& file, bool otherwise) {
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(shared_->mutex);
  const auto [found, fresh] = shared_->known.try_emplace(file);
  Known& known = found->second;
  if (fresh || now - known.asked > std::chrono::seconds(1)) {
    known.asked = now;
    clerk_->hand([shared = shared_, file] {
      std::error_code error;
      const bool there = std::filesystem::exists(file, error);
      const std::scoped_lock lock(shared->mutex);
      shared->known[file].there = there;
      return Names{};
    });
  }
  return known.there.value_or(otherwise);
}

}  // namespace tuiyan::gui
