// How the window looks: one type scale, one spacing unit, one set of colours in light and dark. Text keeps a
// contrast of at least 4.5:1, controls 3:1 (WCAG); the colours of the mixes are those of the charts.
#pragma once

#include <array>
#include <cstdint>

namespace tuiyan::gui {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;
};

// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Colour a, Colour b);
Colour blend(Colour from, Colour to, float share);

struct Theme {
  bool dark = false;
  float zoom = 1;         // 1 to 2
  Colour page, panel;     // the window, and the sheets that lie on it
  Colour raised, hover;   // controls at rest and under the pointer
  Colour hairline, rule;  // quiet frames; frames of controls
  Colour text, quiet;     // quiet: labels, units, notes
  Colour accent, on_accent;
  Colour warning, error;
  Colour selection;             // behind a chosen row
  std::array<Colour, 6> mixes;  // by Style::index of a chart

  // One spacing unit is 4 pixels at 100 %.
  float space(float units) const;
};

Theme make_theme(bool dark, float zoom);

// Sets Dear ImGui's own style for what it draws itself: text cursors, scroll bars, popups, focus.
void apply(const Theme& theme);

}  // namespace tuiyan::gui
