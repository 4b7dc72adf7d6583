// The controls of gui/widgets.h.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "gui/imgui_colour.h"
#include "gui/widgets.h"

namespace tuiyan::gui {

namespace {

// As few decimals as show the value, at most six.
std::string plain(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f", value);
  std::string result = text;
  result.erase(result.find_last_not_of('0') + 1);
  if (result.ends_with('.')) result.pop_back();
  return result;
}

std::string with_separators(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::optional<double> number_in(std::string text) {
  std::erase_if(text, [](char c) { return c == ',' || c == ' '; });
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool escape_pressed() {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
#else
  return ImGui::IsKeyPressed(ImGuiKey_Escape);
#endif
}

}  // namespace

Widgets::Press Widgets::press(const Rect& rect, std::string_view key) {
  Press result;
  if (rect.width < 1 || rect.height < 1) return result;
  ImGui::SetCursorScreenPos(top_left(rect));
  result.pressed = ImGui::InvisibleButton((key_ + std::string(key)).c_str(), {rect.width, rect.height});
  result.held = ImGui::IsItemActive();
  result.hovered = ImGui::IsItemHovered();
  result.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  return result;
}

void Widgets::focus_ring(const Rect& rect, const Press& press) {
  if (!press.focused) return;
  ImGui::GetWindowDrawList()->AddRect(top_left(rect), bottom_right(rect), packed(theme_.accent), space(1), 0,
                                      2 * theme_.zoom);
}

float Widgets::button_width(std::string_view label) { return std::ceil(text_width(label, Size::body)) + space(6); }

bool Widgets::button(const Rect& rect, std::string_view label, std::string_view key, bool enabled, bool primary) {
  const Press state = enabled ? press(rect, key) : Press{};
  Colour inside = primary ? theme_.accent : theme_.raised;
  if (state.hovered) inside = primary ? blend(theme_.accent, theme_.text, 0.2f) : theme_.hover;
  frame(rect, enabled ? inside : theme_.panel, primary ? inside : enabled ? theme_.rule : theme_.hairline);
  const Tone tone = !enabled ? Tone::quiet : primary ? Tone::on_accent : Tone::normal;
  aligned_text(rect, label, {.tone = tone, .align = Align::centre});
  focus_ring(rect, state);
  record(rect, label, key, "button", enabled ? "" : "disabled", text_width(label, Size::body), line_height(Size::body));
  return state.pressed;
}

bool Widgets::row(const Rect& rect, std::string_view label, std::string_view key, bool selected) {
  const Press state = press(rect, key);
  if (selected || state.hovered) fill(rect, selected ? theme_.selection : theme_.hover);
  if (selected) fill({rect.x, rect.y, space(0.75f), rect.height}, theme_.accent);
  focus_ring(rect, state);
  record(rect, label, key, "row", selected ? "selected" : "", 0, 0);
  return state.pressed;
}

// A name with a mark before it that points right, or down when more is shown below.
bool Widgets::disclosure(const Rect& rect, float mark, std::string_view label, std::string_view key, bool open,
                         Size size) {
  const Press state = press(rect, key);
  Rect words = rect;
  const Rect box = words.take_left(mark);
  const ImVec2 c{box.x + space(1.25f), box.y + box.height / 2};
  const float s = space(1);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 ink = packed(state.hovered ? theme_.accent : theme_.quiet);
  if (open)
    list.AddTriangleFilled({c.x - s, c.y - s / 2}, {c.x + s, c.y - s / 2}, {c.x, c.y + s * 0.75f}, ink);
  else
    list.AddTriangleFilled({c.x - s / 2, c.y - s}, {c.x - s / 2, c.y + s}, {c.x + s * 0.75f, c.y}, ink);
  const Tone rest = size == Size::small ? Tone::quiet : Tone::normal;
  aligned_text(words, label, {.size = size, .tone = state.hovered ? Tone::accent : rest});
  focus_ring(rect, state);
  record(words, "", key, "disclosure", open ? "open" : "closed", text_width(label, size), line_height(size));
  return state.pressed;
}

bool Widgets::toggle(const Rect& rect, std::string_view label, std::string_view key, bool& on) {
  const Press state = press(rect, key);
  const float size = space(4.5f);
  const Rect box{rect.x, std::round(rect.y + (rect.height - size) / 2), size, size};
  frame(box, on ? theme_.accent : state.hovered ? theme_.hover : theme_.panel, on ? theme_.accent : theme_.rule);
  if (on) {
    const ImVec2 tick[] = {{box.x + size * 0.22f, box.y + size * 0.52f},
                           {box.x + size * 0.43f, box.y + size * 0.72f},
                           {box.x + size * 0.80f, box.y + size * 0.30f}};
    ImGui::GetWindowDrawList()->AddPolyline(tick, 3, packed(theme_.on_accent), 0, 2 * theme_.zoom);
  }
  Rect words = rect;
  words.take_left(size + space(2));
  aligned_text(words, label, {});
  focus_ring(rect, state);
  record(words, label, key, "toggle", on ? "on" : "off", text_width(label, Size::body), line_height(Size::body));
  if (state.pressed) on = !on;
  return state.pressed;
}

float Widgets::segments_width(const std::vector<std::string>& options) {
  float width = 0;
  for (const std::string& option : options) width += std::ceil(text_width(option, Size::small)) + space(4);
  return width;
}

bool Widgets::segments(const Rect& rect, std::string_view label, std::string_view key,
                       const std::vector<std::string>& options, int& chosen) {
  frame(rect, theme_.raised, theme_.rule);
  const Scope scope(*this, label, key);
  bool changed = false;
  Rect rest = rect;
  const float slack = (rect.width - segments_width(options)) / static_cast<float>(options.size());
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const std::string& option = options[static_cast<std::size_t>(i)];
    const Rect piece = rest.take_left(std::ceil(text_width(option, Size::small)) + space(4) + slack);
    const Press state = press(piece, std::to_string(i));
    const bool on = i == chosen;
    if (on || state.hovered) fill(piece, on ? theme_.accent : theme_.hover, space(1));
    aligned_text(piece, option,
                 {.size = Size::small, .tone = on ? Tone::on_accent : Tone::normal, .align = Align::centre});
    focus_ring(piece, state);
    record(piece, option, std::to_string(i), "segment", on ? "chosen" : "", text_width(option, Size::small),
           line_height(Size::small));
    if (state.pressed && !on) {
      chosen = i;
      changed = true;
    }
  }
  return changed;
}

bool Widgets::select(const Rect& rect, std::string_view label, std::string_view key,
                     const std::vector<std::string>& options, int& chosen) {
  const Scope scope(*this, label, key);
  const Press state = press(rect, "open");
  frame(rect, state.hovered ? theme_.hover : theme_.panel, theme_.rule);
  Rect inside = rect.inset(space(2), 0);
  const Rect caret = inside.take_right(space(3));
  const ImVec2 centre{caret.x + caret.width / 2, caret.y + caret.height / 2};
  const float s = space(1);
  ImGui::GetWindowDrawList()->AddTriangleFilled({centre.x - s, centre.y - s / 2}, {centre.x + s, centre.y - s / 2},
                                                {centre.x, centre.y + s / 2 + 1}, packed(theme_.quiet));
  const std::string shown = chosen >= 0 && chosen < static_cast<int>(options.size())
                                ? options[static_cast<std::size_t>(chosen)]
                                : std::string("—");
  aligned_text(inside, shown, {});
  focus_ring(rect, state);
  record(inside, "", "open", "select", shown, text_width(shown, Size::body), line_height(Size::body));
  const std::string id = key_ + "list";
  if (state.pressed) ImGui::OpenPopup(id.c_str());

  float width = rect.width;
  for (const std::string& option : options) width = std::max(width, text_width(option, Size::body) + space(8));
  const float step = space(7);
  bool changed = false;
  ImGui::SetNextWindowPos({rect.x, rect.bottom() + space(0.5f)});
  ImGui::SetNextWindowSize({width, step * static_cast<float>(options.size()) + space(2)});
  if (!ImGui::BeginPopup(id.c_str(), ImGuiWindowFlags_NoScrollbar)) return false;
  Rect rest{ImGui::GetWindowPos().x, ImGui::GetWindowPos().y + space(1), width, step * 100};
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const std::string& option = options[static_cast<std::size_t>(i)];
    const Rect piece = rest.take_top(step);
    if (row(piece, option, std::to_string(i), i == chosen)) {
      changed = i != chosen;
      chosen = i;
      ImGui::CloseCurrentPopup();
    }
    aligned_text(piece.inset(space(3), 0), option, {});
  }
  ImGui::EndPopup();
  return changed;
}

bool Widgets::slider(const Rect& rect, std::string_view label, std::string_view key, double& value,
                     const Slide& slide) {
  const Press state = press(rect, key);
  const float knob = space(1.75f);
  const float begin = rect.x + knob, width = std::max(1.0f, rect.width - 2 * knob);
  const double span = std::max(1e-12, slide.high - slide.low);
  const auto place = [&](double v) {
    return begin + width * static_cast<float>(std::clamp((v - slide.low) / span, 0.0, 1.0));
  };
  bool changed = false;
  if (state.held) {
    const double share = std::clamp((ImGui::GetMousePos().x - begin) / width, 0.0f, 1.0f);
    double wanted = slide.low + share * span;
    if (slide.step > 0) wanted = slide.low + std::round((wanted - slide.low) / slide.step) * slide.step;
    wanted = std::clamp(wanted, slide.low, slide.high);
    changed = wanted != value;
    value = wanted;
  }
  const float y = std::round(rect.y + rect.height / 2), thick = std::max(2.0f, 3 * theme_.zoom);
  const float x = place(value);
  fill({begin, y - thick / 2, width, thick}, blend(theme_.panel, theme_.rule, 0.45f), thick / 2);
  fill({begin, y - thick / 2, x - begin, thick}, theme_.accent, thick / 2);
  if (slide.mark) vertical_line(place(*slide.mark), y - space(2), space(4), theme_.rule);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled({x, y}, knob, packed(theme_.accent), 24);
  list.AddCircleFilled({x, y}, knob - 2 * theme_.zoom,
                       packed(state.held || state.hovered ? theme_.accent : theme_.panel), 24);
  focus_ring(rect, state);
  record(rect, label, key, "slider", plain(value), 0, 0);
  return changed;
}

// Dear ImGui's own field in our looks; true when Enter was pressed.
bool Widgets::input(const Rect& rect, const std::string& id, Size size, std::string& text, bool focus,
                    bool select_all) {
  fonts_->need(text);
  const float above = std::round((rect.height - line_height(size)) / 2);
  ImGui::PushFont(fonts_->font(size));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{space(2), above});
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::SetCursorScreenPos(top_left(rect));
  ImGui::SetNextItemWidth(rect.width);
  if (focus) ImGui::SetKeyboardFocusHere();
  const ImGuiInputTextFlags flags =
      ImGuiInputTextFlags_EnterReturnsTrue | (select_all ? ImGuiInputTextFlags_AutoSelectAll : 0);
  const bool entered = ImGui::InputText(("##" + id).c_str(), &text, flags);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  return entered;
}

bool Widgets::search(const Rect& rect, std::string_view label, std::string_view key, std::string& value,
                     std::string_view placeholder, bool focus) {
  const std::string id = key_ + std::string(key), before = value;
  frame(rect, theme_.panel, theme_.rule);
  if (value.empty()) aligned_text(rect.inset(space(2), 0), placeholder, {.tone = Tone::quiet});
  input(rect, id, Size::body, value, focus, false);
  searching_ |= ImGui::IsItemActive();
  const std::string shown(value.empty() ? placeholder : std::string_view(value));
  record(rect, label, key, "field", shown, text_width(shown, Size::body) + space(4), line_height(Size::body));
  return value != before;
}

// A field that shows a text and is typed into once pressed. True when a text was committed, by Enter or by
// leaving the field; Escape leaves everything as it was.
bool Widgets::edit(const Rect& rect, std::string_view key, std::string_view shown, const Look& look, bool troubled,
                   std::string& committed) {
  const std::string id = key_ + std::string(key);
  const Colour border = troubled ? theme_.error : theme_.rule;
  if (editing_ != id) {
    const Press state = press(rect, key);
    frame(rect, state.hovered ? theme_.hover : theme_.panel, border);
    aligned_text(rect.inset(space(2), 0), shown, look);
    focus_ring(rect, state);
    if (!state.pressed) return false;
    editing_ = id;
    buffer_ = committed;
    edit_starts_ = true;
    return false;
  }
  frame(rect, theme_.panel, troubled ? theme_.error : theme_.accent);
  const bool entered = input(rect, id, look.size, buffer_, edit_starts_, true);
  const bool left = !edit_starts_ && ImGui::IsItemDeactivated();
  const bool escaped = left && escape_pressed();
  edit_starts_ = false;
  if (!entered && !left) return false;
  editing_.clear();
  const bool changed = !escaped && buffer_ != committed;
  if (changed) committed = buffer_;
  return changed;
}

bool Widgets::number(const Rect& rect, std::string_view label, std::string_view key, double& value,
                     const Limits& limits, bool troubled) {
  const std::string shown = with_separators(plain(value));
  std::string typed = plain(value);
  const bool committed = edit(rect, key, shown, {.align = Align::right}, troubled, typed);
  record(rect, label, key, "number", shown, text_width(shown, Size::body) + space(4), line_height(Size::body));
  if (!committed) return false;
  std::optional<double> wanted = number_in(typed);
  if (!wanted) return false;
  if (limits.whole) wanted = std::round(*wanted);
  wanted = std::clamp(*wanted, limits.low, limits.high);
  const bool changed = *wanted != value;
  value = *wanted;
  return changed;
}

bool Widgets::text_field(const Rect& rect, std::string_view label, std::string_view key, std::string& value,
                         std::string_view placeholder, bool troubled) {
  const bool empty = value.empty();
  const std::string shown(empty ? placeholder : std::string_view(value));
  const bool changed = edit(rect, key, shown, {.tone = empty ? Tone::quiet : Tone::normal}, troubled, value);
  record(rect, label, key, "field", shown, text_width(shown, Size::body) + space(4), line_height(Size::body));
  return changed;
}

bool Widgets::drag(const Rect& rect, std::string_view label, std::string_view key, double& share) {
  const Press state = press(rect, key);
  focus_ring(rect, state);
  record(rect, label, key, "drag", std::to_string(share), 0, 0);
  if (state.hovered || state.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!state.held || rect.width <= 0) return false;
  const double at = std::clamp<double>((ImGui::GetIO().MousePos.x - rect.x) / rect.width, 0, 1);
  const bool moved = at != share;
  share = at;
  return moved;
}

void Widgets::progress(const Rect& rect, std::string_view label, std::string_view key, double share) {
  const float rounding = rect.height / 2;
  fill(rect, blend(theme_.panel, theme_.rule, 0.35f), rounding);
  const float width = rect.width * static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (width >= 1) fill({rect.x, rect.y, std::max(width, rect.height), rect.height}, theme_.accent, rounding);
  record(rect, label, key, "progress", plain(share), 0, 0);
}

void Widgets::picture(const Rect& rect, const Texture& texture, std::string_view label, std::string_view key) {
  const auto id = (ImTextureID)texture.id();  // NOLINT(performance-no-int-to-ptr): a pointer up to 1.91
  if (texture.width() > 0) ImGui::GetWindowDrawList()->AddImage(id, top_left(rect), bottom_right(rect));
  record(rect, label, key, "picture", "", 0, 0);
}

}  // namespace tuiyan::gui
