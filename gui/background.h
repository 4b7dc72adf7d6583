// Work beside the window.
#pragma once

#include <sys/resource.h>

namespace tuiyan::gui {

// To be called by a thread that works for long, before it starts others: all of them wait where the window wants a
// core. On Linux a thread has a priority of its own, which those that it starts take over.
inline void let_window_go_first() { setpriority(PRIO_PROCESS, 0, 10); }

}  // namespace tuiyan::gui
