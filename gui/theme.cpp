#include "gui/theme.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "io/colours.h"

namespace tuiyan::gui {

namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
          255};
}

ImVec4 vec(Colour c, float alpha = 1) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255, alpha};
}

Colour of_chart(const tuiyan::Colour& c) {
  const auto channel = [](double x) { return static_cast<std::uint8_t>(std::lround(255 * x)); };
  return {channel(c.red), channel(c.green), channel(c.blue), 255};
}

Theme light() {
  Theme t;
  t.page = rgb(0xF3F2EE);
  t.panel = rgb(0xFFFFFF);
  t.raised = rgb(0xFBFAF8);
  t.hover = rgb(0xEFEDE7);
  t.hairline = rgb(0xE2DFD7);
  t.rule = rgb(0x8E8A82);
  t.text = rgb(0x1F2328);
  t.quiet = rgb(0x5B5F66);
  t.accent = rgb(0x005F96);
  t.on_accent = rgb(0xFFFFFF);
  t.warning = rgb(0x8A5A00);
  t.error = rgb(0xB3261E);
  t.selection = rgb(0xE4EEF4);
  return t;
}

Theme dark() {
  Theme t;
  t.dark = true;
  t.page = rgb(0x141517);
  t.panel = rgb(0x1E1E1E);
  t.raised = rgb(0x292A2C);
  t.hover = rgb(0x343638);
  t.hairline = rgb(0x333537);
  t.rule = rgb(0x7D8187);
  t.text = rgb(0xE9E7E2);
  t.quiet = rgb(0xA9ACB1);
  t.accent = rgb(0x6CBDEE);
  t.on_accent = rgb(0x10202B);
  t.warning = rgb(0xE6A93A);
  t.error = rgb(0xFF8A80);
  t.selection = rgb(0x26343E);
  return t;
}

}  // namespace

double contrast(Colour a, Colour b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour blend(Colour from, Colour to, float share) {
  const auto mix = [share](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(static_cast<float>(x) + share * static_cast<float>(y - x)));
  };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), mix(from.a, to.a)};
}

float Theme::space(float units) const { return std::round(units * 4 * zoom); }

Theme make_theme(bool dark_colours, float zoom) {
  Theme theme = dark_colours ? dark() : light();
  const Colours& charts = colours_of(dark_colours ? tuiyan::Theme::dark : tuiyan::Theme::light);
  for (std::size_t i = 0; i < theme.mixes.size(); ++i) theme.mixes[i] = of_chart(charts.mixes[i]);
  theme.zoom = std::clamp(zoom, 1.0f, 2.0f);
  return theme;
}

void apply(const Theme& theme) {
  ImGuiStyle style;
  style.ScaleAllSizes(theme.zoom);
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.PopupRounding = style.FrameRounding = theme.space(1);
  style.FramePadding = {theme.space(2), theme.space(1)};
  style.ItemSpacing = {0, 0};
  style.ScrollbarSize = theme.space(2.5f);
  style.ScrollbarRounding = theme.space(1.25f);
  style.GrabMinSize = theme.space(3);
  style.Colors[ImGuiCol_Text] = vec(theme.text);
  style.Colors[ImGuiCol_TextDisabled] = vec(theme.quiet);
  style.Colors[ImGuiCol_WindowBg] = vec(theme.page);
  style.Colors[ImGuiCol_ChildBg] = vec(theme.panel, 0);
  style.Colors[ImGuiCol_PopupBg] = vec(theme.panel);
  style.Colors[ImGuiCol_Border] = vec(theme.hairline);
  style.Colors[ImGuiCol_FrameBg] = vec(theme.panel);
  style.Colors[ImGuiCol_FrameBgHovered] = style.Colors[ImGuiCol_FrameBgActive] = vec(theme.panel);
  style.Colors[ImGuiCol_ScrollbarBg] = vec(theme.panel, 0);
  style.Colors[ImGuiCol_ScrollbarGrab] = vec(blend(theme.hairline, theme.rule, 0.4f));
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = vec(theme.rule);
  style.Colors[ImGuiCol_ScrollbarGrabActive] = vec(theme.quiet);
  style.Colors[ImGuiCol_TextSelectedBg] = vec(theme.accent, 0.3f);
  style.Colors[ImGuiCol_NavHighlight] = vec(theme.accent);
  style.Colors[ImGuiCol_ModalWindowDimBg] = vec(theme.page, 0.6f);
  ImGui::GetStyle() = style;
}

}  // namespace tuiyan::gui
