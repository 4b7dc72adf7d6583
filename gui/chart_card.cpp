#include "gui/chart_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/texts.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

// "end of December 2018": the curve stands at the end of so many counted months.
std::string moment(const Scenario& scenario, double months, Language language) {
  if (months < 1) return date_words("start", language);
  const Month month = scenario.start + (std::min(static_cast<int>(months), scenario.months) - 1);
  return say::fill(language, say::end_of, date_words(month.text(), language));
}

// The values of a panel of curves under the pointer: a line down the plot and a bubble.
void curve_cursor(Widgets& widgets, const Chart& chart, const ChartView& picture, const Scenario& scenario,
                  Language language) {
  const auto at = picture.pointer(widgets);
  if (!at || at->panel >= static_cast<int>(chart.panels.size())) return;
  const ChartPanel& panel = chart.panels[static_cast<std::size_t>(at->panel)];
  if (panel.lines.empty() || panel.lines.front().x.empty()) return;
  const auto index_near = [&](const std::vector<double>& x) {
    const auto above = std::upper_bound(x.begin(), x.end(), at->x);
    return static_cast<std::size_t>(above == x.begin() ? 0 : above - x.begin() - 1);
  };
  const double month = panel.lines.front().x[index_near(panel.lines.front().x)];
  widgets.vertical_line(picture.screen_x(at->panel, month), at->plot.y, at->plot.height, widgets.theme().quiet);
  const auto percent = [](double value) { return fmt::format("{} %", format_number(value, 0)); };
  std::vector<Widgets::BubbleLine> lines;
  lines.push_back({-1, "", moment(scenario, month, language), ""});
  for (const ChartLine& line : panel.lines)
    lines.push_back(
        {line.style.index, letter_of(line.style), in(language, say::middle), percent(line.y[index_near(line.x)])});
  for (const ChartBand& band : panel.bands) {
    if (band.inner) continue;
    const std::size_t i = index_near(band.x);
    lines.push_back(
        {-1, "", say::fill(language, say::range_90, format_range(band.low[i], band.high[i], 0, language)), ""});
  }
  widgets.bubble(lines);
}

// The row of a difference chart under the pointer.
void interval_cursor(Widgets& widgets, const Chart& chart, const ChartView& picture) {
  const auto at = picture.pointer(widgets);
  if (!at || at->panel >= static_cast<int>(chart.panels.size())) return;
  const std::vector<ChartInterval>& rows = chart.panels[static_cast<std::size_t>(at->panel)].intervals;
  const auto pointer = widgets.pointer_over(at->plot);
  if (rows.empty() || !pointer) return;
  const float share = (pointer->y - at->plot.y) / at->plot.height;
  const auto row = std::min(static_cast<std::size_t>(share * static_cast<float>(rows.size())), rows.size() - 1);
  const ChartInterval& interval = rows[row];
  std::vector<Widgets::BubbleLine> lines{
      {interval.style.index, letter_of(interval.style), interval.label, interval.text}};
  for (const std::string& more : {interval.badge, interval.chance})
    if (!more.empty()) lines.push_back({-1, "", more, ""});
  widgets.bubble(lines);
}

// What the window writes around a picture: the title, and on demand the definition and how to read it.
struct WordsPlace {
  float how = 0, title = 0, title_height = 0, height = 0;
};

WordsPlace words_place(Widgets& widgets, const Chart& chart, float width, const View& view) {
  const float inner = width - widgets.space(8);
  WordsPlace place;
  place.how = std::ceil(widgets.text_width(in(view.language, say::how_to_read), Size::small)) + widgets.space(4) + 1;
  place.title = inner - place.how - widgets.space(3);
  place.title_height =
      std::max(widgets.space(10), widgets.paragraph_height(chart.title, place.title, Size::heading) + widgets.space(4));
  place.height = place.title_height;
  if (view.reading)
    for (const std::string& text : {chart.definitions, chart.how_to_read})
      place.height += widgets.paragraph_height(text, inner, Size::small) + widgets.space(1);
  return place;
}

void words(Widgets& widgets, Rect rect, const WordsPlace& place, const Chart& chart, View& view) {
  Rect rest = rect.inset(widgets.space(4), 0);
  Rect row = rest.take_top(place.title_height);
  const Widgets::Scope scope(widgets, chart.title, chart.id);
  if (widgets.disclosure(row.take_right(place.how).take_top(widgets.space(10)), widgets.space(4),
                         in(view.language, say::how_to_read), "how", view.reading, Size::small))
    view.reading = !view.reading;
  const float text = widgets.paragraph_height(chart.title, place.title, Size::heading);
  widgets.paragraph(Rect{row.x, row.y, place.title, row.height}.middle(text), chart.title, {.size = Size::heading});
  if (!view.reading) return;
  for (const std::string& text : {chart.definitions, chart.how_to_read}) {
    widgets.paragraph(rest.take_top(widgets.paragraph_height(text, rest.width, Size::small)), text,
                      {.size = Size::small, .tone = Tone::quiet});
    rest.take_top(widgets.space(1));
  }
}

// CSV with tabs for commas.
std::string tabbed(const std::string& csv) {
  std::string text;
  bool quoted = false;
  for (const char c : csv) {
    if (c == '"')
      quoted = !quoted;
    else
      text.push_back(c == ',' && !quoted ? '\t' : c);
  }
  return text;
}

std::string tabbed(const TextTable& table) {
  std::string text = table.caption.empty() ? "" : table.caption + "\r\n";
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      text += c == 0 ? "" : "\t";
      for (const char each : cells[c]) text.push_back(each == '\n' ? ' ' : each);  // a row of cells is one line
    }
    text += "\r\n";
  };
  if (!table.heads.empty()) row(table.heads);
  for (const std::vector<std::string>& cells : table.rows) row(cells);
  return text;
}

}  // namespace

const Chart* ResultPictures::chart(const std::string& key, const std::string& version, std::function<Chart()> make) {
  Entry& entry = shelf_[key];
  if (is_ready(entry.next)) {
    entry.chart = std::make_shared<const Chart>(entry.next.get());
    entry.version = entry.next_version;
    entry.height = 0;
  }
  if (entry.version != version) {
    behind_ = true;
    if (!entry.next.valid()) {
      entry.next = hand_for<Chart>(painter_, std::move(make));
      entry.next_version = version;
    }
  }
  if (!entry.chart) return nullptr;
  shown_.push_back({key, {}});
  return entry.chart.get();
}

void ResultPictures::begin_frame() {
  shown_.clear();
  behind_ = false;
}

// Measured once: the painter's fonts take their time.
float ResultPictures::natural_height(const std::string& key, float width, const Theme& theme) {
  Entry& entry = shelf_.at(key);
  if (entry.height == 0 || entry.width != width || entry.zoom != theme.zoom) {
    entry.height = ChartView::natural_height(*entry.chart, width, theme);
    entry.width = width;
    entry.zoom = theme.zoom;
  }
  return entry.height;
}

void ResultPictures::show(Widgets& widgets, const Rect& rect, const std::string& key) {
  Entry& entry = shelf_.at(key);
  entry.view.show(widgets, rect, entry.chart, entry.version, painter_);
  behind_ |= !entry.view.up_to_date();
}

std::string ResultPictures::data() const {
  std::string text;
  for (const Shown& each : shown_)
    text += each.chart.empty() ? tabbed(each.table) : tabbed(chart_csv(*shelf_.at(each.chart).chart));
  return text;
}

int ResultPictures::unknown_glyphs() const {
  int count = 0;
  for (const auto& [key, entry] : shelf_) count += entry.view.unknown_glyphs();
  return count;
}

ResultSource source_of(const View& view, const Status& status) {
  const Result& result = *status.result;
  const int reference = std::clamp(view.reference, 0, result.comparison.mixes() - 1);
  const bool ended_early = !result.complete() && !status.running;
  return {status.result,
          reference,
          view.language,
          ended_early ? result.wanted : 0,
          view.in_wan,
          fmt::format("{} {} {} {} {} {}", result.edition, result.comparison.finished(),
                      static_cast<int>(view.language), reference, ended_early, view.in_wan)};
}

float chart_card_height(Widgets& widgets, ResultPictures& pictures, const std::string& key, const Chart& chart,
                        float width, const View& view) {
  return words_place(widgets, chart, width, view).height + pictures.natural_height(key, width, widgets.theme());
}

void chart_card(Widgets& widgets, const Rect& rect, ResultPictures& pictures, const std::string& key,
                const Chart& chart, const Scenario& scenario, View& view) {
  Rect rest = rect;
  const WordsPlace place = words_place(widgets, chart, rect.width, view);
  words(widgets, rest.take_top(place.height), place, chart, view);
  const ChartView& picture = pictures.view(key);
  pictures.show(widgets, rest, key);
  curve_cursor(widgets, chart, picture, scenario, view.language);
  interval_cursor(widgets, chart, picture);
}

}  // namespace tuiyan::gui
