// Spreads independent tasks over cores. The only place that knows how: oneTBB, std::jthread in the preset
// `threads` (the thread sanitizer gives false warnings with oneTBB), or one after the other.
#pragma once

#include <functional>
#include <stop_token>

namespace tuiyan {

// Calls task(0) ... task(count - 1), each once, on `threads` threads (0: all cores), starting none after a
// stop. The first exception of a task stops the rest and is thrown here.
void for_each_task(int count, int threads, const std::stop_token& stop, const std::function<void(int)>& task);

}  // namespace tuiyan
