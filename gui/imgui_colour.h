// Our colours and rectangles as Dear ImGui's.
#pragma once

#include <imgui.h>

#include "gui/rect.h"
#include "gui/theme.h"

namespace tuiyan::gui {

inline ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
inline ImVec2 bottom_right(const Rect& r) { return {r.right(), r.bottom()}; }

}  // namespace tuiyan::gui
