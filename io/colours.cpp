#include "io/colours.h"

namespace tuiyan {

Colour colour(unsigned rgb, double alpha) {
  return {((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0, alpha};
}

Colour with_alpha(Colour colour, double alpha) {
  colour.alpha = alpha;
  return colour;
}

// The neutral of each set comes first: A is nearly always the mix that adds nothing.
const Colours& colours_of(Theme theme) {
  static const Colours light = {
      .background = colour(0xffffff),
      .ink = colour(0x1a1a1a),
      .soft_ink = colour(0x555555),
      .axis = colour(0x767676),
      .grid = colour(0xe6e6e6),
      .chip = colour(0xf3f4f6),
      .outer_alpha = 0.16,
      .inner_alpha = 0.34,
      .mixes = {colour(0x1a1a1a), colour(0x0077bb), colour(0xb07d00), colour(0x332288), colour(0x009988),
                colour(0x8c564b)},
      .parts = {colour(0xbcd6ea), colour(0xf1d9a2), colour(0xc9c3e6), colour(0xa9dccf), colour(0xe3c4bb),
                colour(0xd6e3b0), colour(0xf2c8da), colour(0xd9d9d9)},
      .part_ink = colour(0x1a1a1a),
      .badge = colour(0x555555),
      .badge_ink = colour(0xffffff),
  };
  static const Colours dark = {
      .background = colour(0x1e1e1e),
      .ink = colour(0xf2f2f2),
      .soft_ink = colour(0xbdbdbd),
      .axis = colour(0x8c8c8c),
      .grid = colour(0x373737),
      .chip = colour(0x2b2d31),
      .outer_alpha = 0.22,
      .inner_alpha = 0.42,
      .mixes = {colour(0xffffff), colour(0x56b4e9), colour(0xe69f00), colour(0xcc79a7), colour(0x009e73),
                colour(0xf0e442)},
      .parts = {colour(0x8fb9d9), colour(0xdcbb6c), colour(0xa9a0d6), colour(0x7cc4b2), colour(0xcf9f92),
                colour(0xb4c97c), colour(0xdb9bb8), colour(0xb0b0b0)},
      .part_ink = colour(0x111111),
      .badge = colour(0xbdbdbd),
      .badge_ink = colour(0x1e1e1e),
  };
  return theme == Theme::light ? light : dark;
}

Colour mix_colour(Theme theme, Style style) {
  const Colours& colours = colours_of(theme);
  if (style.index < 0) return colours.soft_ink;
  return colours.mixes[static_cast<std::size_t>(style.index) % colours.mixes.size()];
}

Colour state_colour(Theme theme, State state) {
  const bool light = theme == Theme::light;
  switch (state) {
    case State::poor:
      return colour(light ? 0xb45309 : 0xe69f00);
    case State::own_income:
    case State::assisted:
      return colour(light ? 0x0077bb : 0x56b4e9);
    case State::returned:
      return colour(light ? 0x332288 : 0xffffff);
    case State::gone:
      break;
  }
  return colour(light ? 0x767676 : 0x808080);
}

std::vector<double> mix_dashes(Style style) {
  static const std::array<std::vector<double>, 6> dashes = {
      {{}, {9, 3}, {2, 2.5}, {9, 3, 2, 3}, {5, 2.5}, {9, 2.5, 2, 2.5, 2, 2.5}}};
  return style.index < 0 ? std::vector<double>{} : dashes[static_cast<std::size_t>(style.index) % dashes.size()];
}

}  // namespace tuiyan
