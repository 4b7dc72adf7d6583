// Colours of charts, measured for contrast and for colour-blind readers: docs/charts.md, "Colour".
#pragma once

#include <array>
#include <vector>

#include "sim/chart.h"

namespace tuiyan {

enum class Theme { light, dark };

struct Colour {
  double red = 0, green = 0, blue = 0, alpha = 1;
};
Colour colour(unsigned rgb, double alpha = 1);  // 0xRRGGBB
Colour with_alpha(Colour colour, double alpha);

struct Colours {
  Colour background, ink, soft_ink, axis, grid, chip;
  double outer_alpha = 0, inner_alpha = 0;  // of bands
  std::array<Colour, 6> mixes;
  std::array<Colour, 8> parts;  // of stacked bars; dark text is read on all of them
  Colour part_ink;
  Colour badge, badge_ink;
};
const Colours& colours_of(Theme theme);

Colour mix_colour(Theme theme, Style style);  // soft ink for none
Colour state_colour(Theme theme, State state);
std::vector<double> mix_dashes(Style style);  // empty: solid

}  // namespace tuiyan
