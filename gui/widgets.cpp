// Text, surfaces, regions and the record; the controls are in controls.cpp.
#include "gui/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "gui/imgui_colour.h"
#include "gui/utf8.h"

namespace tuiyan::gui {

namespace {

bool same_text(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

// "Stop" names "Status/Stop" too.
bool names(std::string_view wanted, std::string_view whole) {
  if (wanted.size() > whole.size()) return false;
  const std::string_view tail = whole.substr(whole.size() - wanted.size());
  const bool starts = tail.size() == whole.size() || whole[whole.size() - tail.size() - 1] == '/';
  return starts && same_text(wanted, tail);
}

}  // namespace

void Widgets::begin(const Theme& theme, float width, float height) {
  theme_ = theme;
  width_ = width;
  height_ = height;
  records_.clear();
  label_.clear();
  key_.clear();
  searching_ = false;
  if (ImGui::IsMouseClicked(0)) ++presses_;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::Begin("window", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
}

void Widgets::end() {
  ImGui::End();
  revealed_.clear();
}

Widgets::Scope::Scope(Widgets& widgets, std::string_view label, std::string_view key)
    : widgets_(&widgets), label_length_(widgets.label_.size()), key_length_(widgets.key_.size()) {
  widgets.label_.append(label).append("/");
  widgets.key_.append(key).append("/");
}

Widgets::Scope::~Scope() {
  widgets_->label_.resize(label_length_);
  widgets_->key_.resize(key_length_);
}

Colour Widgets::colour_of(Tone tone) const {
  switch (tone) {
    case Tone::quiet:
      return theme_.quiet;
    case Tone::accent:
      return theme_.accent;
    case Tone::on_accent:
      return theme_.on_accent;
    case Tone::warning:
      return theme_.warning;
    case Tone::error:
      return theme_.error;
    case Tone::normal:
      break;
  }
  return theme_.text;
}

void Widgets::fill(const Rect& rect, Colour colour, float rounding) {
  ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), packed(colour), rounding);
}

void Widgets::frame(const Rect& rect, Colour inside, Colour border) {
  fill(rect, inside, space(1));
  ImGui::GetWindowDrawList()->AddRect(top_left(rect), bottom_right(rect), packed(border), space(1));
}

void Widgets::sheet(const Rect& rect) { frame(rect, theme_.panel, theme_.hairline); }

void Widgets::hairline(float x, float y, float width) {
  fill({std::round(x), std::round(y), width, std::max(1.0f, std::floor(theme_.zoom))}, theme_.hairline);
}

void Widgets::vertical_line(float x, float y, float height, Colour colour) {
  fill({std::round(x), y, std::max(1.0f, std::floor(theme_.zoom)), height}, colour);
}

// The letter of a mix in a disc of its colour, as at the line ends of the charts.
void Widgets::mix_mark(const Rect& rect, int style, std::string_view letter) {
  const Colour colour = theme_.mixes[static_cast<std::size_t>(style) % theme_.mixes.size()];
  const float radius = std::min(rect.width, rect.height) / 2;
  const ImVec2 centre{rect.x + rect.width / 2, rect.y + rect.height / 2};
  ImGui::GetWindowDrawList()->AddCircleFilled(centre, radius, packed(colour), 32);
  const Colour white{255, 255, 255, 255}, black{0, 0, 0, 255};
  const Colour ink = contrast(colour, white) >= contrast(colour, black) ? white : black;
  const float width = text_width(letter, Size::small);
  draw_text(std::round(centre.x - width / 2), std::round(centre.y - line_height(Size::small) / 2), letter, Size::small,
            ink);
}

float Widgets::line_height(Size size) const {
  return std::round(type_scale[static_cast<std::size_t>(size)] * theme_.zoom);
}

float Widgets::text_width(std::string_view text, Size size) {
  fonts_->need(text);
  const ImFont* font = fonts_->font(size);
  return font->CalcTextSizeA(line_height(size), 1e9f, 0, text.data(), text.data() + text.size()).x;
}

void Widgets::draw_text(float x, float y, std::string_view text, Size size, Colour colour) {
  if (text.empty()) return;
  fonts_->need(text);
  ImGui::GetWindowDrawList()->AddText(fonts_->font(size), line_height(size), {x, y}, packed(colour), text.data(),
                                      text.data() + text.size());
}

void Widgets::aligned_text(const Rect& rect, std::string_view text, const Look& look) {
  const float width = text_width(text, look.size);
  std::string shown(text);
  if (width > rect.width + 0.5f) {
    std::string_view rest = text;
    std::size_t kept = 0;
    while (!rest.empty()) {
      next_character(rest);
      const std::size_t end = text.size() - rest.size();
      if (text_width(std::string(text.substr(0, end)) + "…", look.size) > rect.width) break;
      kept = end;
    }
    shown = std::string(text.substr(0, kept)) + "…";
  }
  const float shown_width = std::min(width, rect.width);
  const float slack = look.align == Align::left ? 0 : rect.width - shown_width;
  const float x = rect.x + (look.align == Align::centre ? slack / 2 : slack);
  draw_text(std::round(x), std::round(rect.y + (rect.height - line_height(look.size)) / 2), shown, look.size,
            colour_of(look.tone));
}

void Widgets::text(const Rect& rect, std::string_view text, Look look, std::string_view key) {
  if (text.empty()) return;
  aligned_text(rect, text, look);
  record(rect, key.empty() ? text : key, key, "text", text, text_width(text, look.size), line_height(look.size));
  if (records_.back().cut) tip(rect, text);
}

void Widgets::shortened(const Rect& rect, std::string_view text, Look look, std::string_view key) {
  if (text.empty()) return;
  aligned_text(rect, text, look);
  const float width = text_width(text, look.size);
  record(rect, key.empty() ? text : key, key, "text", text, std::min(width, rect.width), line_height(look.size));
  if (width > rect.width + 0.5f) tip(rect, text);
}

std::vector<std::string_view> Widgets::lines_of(std::string_view text, float width, Size size) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0, fits = 0;  // bytes: where the line begins, and where it may be broken
  float used = 0, used_to_fit = 0;  // widths from `begin`
  char32_t before = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t here = text.size() - rest.size();
    const char32_t c = next_character(rest);
    const std::size_t after = text.size() - rest.size();
    if (c == '\n') {
      lines.push_back(text.substr(begin, here - begin));
      begin = fits = after;
      used = used_to_fit = 0;
      before = 0;
      continue;
    }
    if (before != 0 && may_break(before, c)) {
      fits = here;
      used_to_fit = used;
    }
    const float advance = text_width(text.substr(here, after - here), size);
    if (c != ' ' && used + advance > width && here > begin) {
      const bool at_gap = fits > begin;
      lines.push_back(text.substr(begin, (at_gap ? fits : here) - begin));
      begin = at_gap ? fits : here;
      used -= at_gap ? used_to_fit : used;
      fits = begin;
      used_to_fit = 0;
    }
    used += advance;
    before = c;
  }
  lines.push_back(text.substr(begin));
  for (std::string_view& line : lines)
    while (line.ends_with(' ')) line.remove_suffix(1);
  return lines;
}

float Widgets::paragraph_height(std::string_view text, float width, Size size) {
  const float lines = static_cast<float>(lines_of(text, width, size).size());
  return std::round(lines * line_height(size) * 1.2f);
}

float Widgets::paragraph(const Rect& rect, std::string_view text, Look look) {
  const float step = line_height(look.size) * 1.2f;
  float y = rect.y, widest = 0;
  for (const std::string_view line : lines_of(text, rect.width, look.size)) {
    aligned_text({rect.x, std::round(y), rect.width + 1, step}, line, look);
    widest = std::max(widest, text_width(line, look.size));
    y += step;
  }
  const float height = std::round(y - rect.y);
  record({rect.x, rect.y, rect.width, std::max(rect.height, height)}, text, "", "text", text, widest, height).cut |=
      rect.height > 0 && height > rect.height + 1;
  return height;
}

std::optional<Widgets::Pointer> Widgets::pointer_over(const Rect& rect) const {
  const ImVec2 mouse = ImGui::GetMousePos();
  if (!ImGui::IsWindowHovered() || !rect.contains(mouse.x, mouse.y)) return std::nullopt;
  return Pointer{mouse.x, mouse.y};
}

void Widgets::tip(const Rect& rect, std::string_view text) {
  if (text.empty() || !pointer_over(rect)) return;
  const float width = std::min(space(90), width_ * 0.6f);
  float widest = 0;
  for (const std::string_view line : lines_of(text, width, Size::small))
    widest = std::max(widest, text_width(line, Size::small));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space(3), space(2)});
  ImGui::BeginTooltip();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = paragraph_height(text, width, Size::small);
  ImGui::Dummy({widest, height});
  // As wide as its lines: what is recorded lies within the tip.
  paragraph({at.x, at.y, std::ceil(widest) + 1, 0}, text, {.size = Size::small});
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void Widgets::bubble(const std::vector<BubbleLine>& lines) {
  float names_width = 0, values_width = 0;
  for (const BubbleLine& line : lines) {
    names_width = std::max(names_width, text_width(line.text, Size::small));
    values_width = std::max(values_width, text_width(line.value, Size::small));
  }
  const float step = line_height(Size::small) + space(1.5f);
  const float mark = line_height(Size::small) + space(0.5f);
  const float gap = values_width > 0 ? space(4) : 0;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space(3), space(2)});
  ImGui::BeginTooltip();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = mark + space(2) + names_width + gap + values_width;
  ImGui::Dummy({width, step * static_cast<float>(lines.size())});
  Rect rest{at.x, at.y, width, step * static_cast<float>(lines.size())};
  for (const BubbleLine& line : lines) {
    Rect row = rest.take_top(step);
    if (line.mix >= 0) mix_mark(row.take_left(mark).middle(mark), line.mix, line.letter);
    if (line.mix >= 0) row.take_left(space(2));
    text(row.take_right(values_width), line.value, {.size = Size::small, .align = Align::right});
    text(row, line.text, {.size = Size::small, .tone = Tone::quiet});
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

Rect Widgets::begin_scroll(const Rect& rect, std::string_view key) {
  ImGui::SetCursorScreenPos(top_left(rect));
  ImGui::BeginChild((key_ + std::string(key)).c_str(), {rect.width, rect.height}, false, ImGuiWindowFlags_None);
  ++scroll_depth_;
  return {rect.x, rect.y - ImGui::GetScrollY(), rect.width, rect.height};
}

void Widgets::end_scroll(float content_bottom) {
  const float begin = ImGui::GetWindowPos().y - ImGui::GetScrollY();
  ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, begin});
  ImGui::Dummy({1, std::max(1.0f, content_bottom - begin)});
  --scroll_depth_;
  ImGui::EndChild();
}

std::optional<Rect> Widgets::begin_dialog(std::string_view key, float width, float height, bool& open) {
  const std::string id = key_ + std::string(key);
  if (open && !ImGui::IsPopupOpen(id.c_str())) ImGui::OpenPopup(id.c_str());
  const Rect rect{std::round((width_ - width) / 2), std::round((height_ - height) / 3), width, height};
  ImGui::SetNextWindowPos(top_left(rect));
  ImGui::SetNextWindowSize({width, height});
  if (!ImGui::BeginPopupModal(id.c_str(), nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove))
    return std::nullopt;
  if (!open) ImGui::CloseCurrentPopup();
  frame(rect, theme_.panel, theme_.rule);
  return rect;
}

void Widgets::end_dialog() { ImGui::EndPopup(); }

Record& Widgets::record(const Rect& rect, std::string_view label, std::string_view key, std::string_view kind,
                        std::string_view value, float text_width, float text_height) {
  const ImVec2 low = ImGui::GetWindowDrawList()->GetClipRectMin();
  const ImVec2 high = ImGui::GetWindowDrawList()->GetClipRectMax();
  Record r;
  r.label = label_ + std::string(label);
  r.key = key_ + std::string(key.empty() ? label : key);
  if (r.label.ends_with('/')) r.label.pop_back();
  r.kind = kind;
  r.value = value;
  r.rect = rect;
  const float middle = rect.y + rect.height / 2;
  r.visible = middle >= low.y && middle < high.y;
  const bool above_or_below = scroll_depth_ == 0 && (rect.y < low.y - 1 || rect.bottom() > high.y + 1);
  r.cut = text_width > rect.width + 0.5f || text_height > rect.height + 2 || rect.x < low.x - 1 ||
          rect.right() > high.x + 1 || above_or_below;
  if (!revealed_.empty() && (names(revealed_, r.label) || names(revealed_, r.key))) {
    const float down = middle - ImGui::GetWindowPos().y;
    ImGui::SetScrollY(ImGui::GetScrollY() + down - ImGui::GetWindowHeight() / 2);
  }
  records_.push_back(std::move(r));
  return records_.back();
}

const Record* Widgets::find(std::string_view wanted) const {
  const Record* text_only = nullptr;
  for (const Record& r : records_) {
    if (!names(wanted, r.label) && !names(wanted, r.key)) continue;
    if (r.kind != "text") return &r;
    if (text_only == nullptr) text_only = &r;
  }
  return text_only;
}

}  // namespace tuiyan::gui
