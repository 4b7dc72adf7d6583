// A rectangle on the screen in pixels. Panels cut pieces off it instead of letting a layout engine guess.
#pragma once

#include <algorithm>

namespace tuiyan::gui {

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }

  Rect inset(float by) const { return inset(by, by); }
  Rect inset(float horizontal, float vertical) const {
    return {x + horizontal, y + vertical, std::max(0.0f, width - 2 * horizontal),
            std::max(0.0f, height - 2 * vertical)};
  }

  // Each cuts a piece off this rectangle and returns it.
  Rect take_left(float w) {
    w = std::clamp(w, 0.0f, width);
    const Rect piece{x, y, w, height};
    x += w;
    width -= w;
    return piece;
  }
  Rect take_right(float w) {
    w = std::clamp(w, 0.0f, width);
    width -= w;
    return {x + width, y, w, height};
  }
  Rect take_top(float h) {
    h = std::clamp(h, 0.0f, height);
    const Rect piece{x, y, width, h};
    y += h;
    height -= h;
    return piece;
  }
  Rect take_bottom(float h) {
    h = std::clamp(h, 0.0f, height);
    height -= h;
    return {x, y + height, width, h};
  }

  // A piece of the given height in the vertical middle.
  Rect middle(float h) const { return {x, y + (height - h) / 2, width, h}; }
};

}  // namespace tuiyan::gui
