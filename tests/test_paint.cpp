#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "io/paint.h"
#include "tests/made_up_outcomes.h"
#include "tests/xml_check.h"

namespace tuiyan {
namespace {

struct Case {
  Language language;
  Theme theme;
};

std::vector<Chart> charts(Language language, int asked = 0) {
  static const Scenario scenario = made_up_scenario();
  static const Outcomes outcomes = made_up_outcomes(scenario, 60);
  static const Comparison comparison(outcomes);
  const ChartSource source{scenario, comparison, 0, language, asked};
  std::vector<Chart> charts = charts_of(source);
  charts.push_back(series_difference_chart(source, "registered_households"));
  for (Chart (*make)(const ChartSource&) : {return_curve_chart, triggers_chart, budget_chart})
    charts.push_back(make(source));
  charts.push_back(money_years_chart(source, 2));
  charts.push_back(dates_chart(source, 0.5));
  charts.push_back(futures_chart(source, 20));
  charts.push_back(one_future_chart(source, 3));
  charts.push_back(left_out_chart(source, 2));
  return charts;
}

class Paint : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(All, Paint,
                         testing::Values(Case{Language::zh, Theme::light}, Case{Language::zh, Theme::dark},
                                         Case{Language::en, Theme::light}, Case{Language::en, Theme::dark}),
                         [](const auto& info) {
                           return std::string(info.param.language == Language::zh ? "zh" : "en") +
                                  (info.param.theme == Theme::light ? "Light" : "Dark");
                         });

TEST_P(Paint, EveryCharacterHasAGlyph) {
  for (const Chart& chart : charts(GetParam().language)) {
    const Pixels pixels = paint_pixels(chart, {.theme = GetParam().theme});
    EXPECT_EQ(pixels.painted.unknown_glyphs, 0) << chart.id;
    EXPECT_GT(pixels.painted.texts.size(), 10u) << chart.id;
  }
}

double overlap(const Box& a, const Box& b) {
  const double width = std::min(a.right(), b.right()) - std::max(a.x, b.x);
  const double height = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return std::min(width, height);
}

// Half a point: rounding of extents, not letters on letters.
constexpr double slack = 0.5;

std::string collision(const Painted& painted) {
  for (std::size_t i = 0; i < painted.texts.size(); ++i)
    for (std::size_t k = i + 1; k < painted.texts.size(); ++k)
      if (overlap(painted.texts[i].box, painted.texts[k].box) > slack)
        return "\"" + painted.texts[i].text + "\" and \"" + painted.texts[k].text + "\"";
  return {};
}

std::string cut(const Painted& painted) {
  for (const PaintedText& text : painted.texts)
    if (text.box.x < 0 || text.box.y < 0 || text.box.right() > painted.width || text.box.bottom() > painted.height)
      return text.text;
  return {};
}

TEST_P(Paint, NoTextOverlapsOrIsCutAtAnyWidth) {
  for (const Chart& chart : charts(GetParam().language, 1310))
    for (const double width : {420.0, 560.0, 760.0, 960.0, 1400.0})
      for (const bool words : {true, false}) {
        const Pixels pixels = paint_pixels(chart, {.width = width, .theme = GetParam().theme, .words = words});
        EXPECT_EQ(collision(pixels.painted), "") << chart.id << " at " << width;
        EXPECT_EQ(cut(pixels.painted), "") << chart.id << " at " << width;
      }
}

TEST(PaintCheck, SeesACollisionAndACut) {
  const Painted touching{100, 100, {}, {{{0, 0, 50, 12}, "one"}, {{40, 2, 50, 12}, "two"}}, 0};
  EXPECT_EQ(collision(touching), "\"one\" and \"two\"");
  const Painted outside{100, 100, {}, {{{60, 0, 50, 12}, "three"}}, 0};
  EXPECT_EQ(cut(outside), "three");
}

TEST_P(Paint, SvgIsWellFormed) {
  for (const Chart& chart : charts(GetParam().language)) {
    const std::string svg = paint_svg(chart, {.theme = GetParam().theme});
    EXPECT_EQ(xml_problem(svg), "") << chart.id;
    EXPECT_EQ(svg.find("<image"), std::string::npos) << chart.id << ": lines, not pixels";
    EXPECT_EQ(xml_problem(inline_svg(chart, {.theme = GetParam().theme}, "p")), "") << chart.id;
  }
}

// Every id="..." of a text.
std::multiset<std::string> ids(const std::string& text) {
  std::multiset<std::string> found;
  for (std::size_t at = text.find(" id=\""); at != std::string::npos; at = text.find(" id=\"", at + 1))
    found.insert(text.substr(at + 5, text.find('"', at + 5) - at - 5));
  return found;
}

TEST(Paint, PicturesOfOnePageShareNoId) {
  const std::vector<Chart> all = charts(Language::zh);
  const std::string page = inline_svg(all[0], {}, "one") + inline_svg(all[1], {}, "two");
  const auto found = ids(page);
  EXPECT_GT(found.size(), 20u);
  for (const std::string& id : found) EXPECT_EQ(found.count(id), 1u) << id;
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::string target = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_EQ(found.count(target), 1u) << target;
  }
}

TEST(Paint, TheGeometryIsWhereThingsStand) {
  const Chart chart = charts(Language::en)[1];  // still poor
  const Pixels pixels = paint_pixels(chart, {});
  ASSERT_EQ(pixels.painted.panels.size(), 5u);
  for (const PaintedPanel& panel : pixels.painted.panels) {
    EXPECT_DOUBLE_EQ(panel.y_low, 0);
    EXPECT_DOUBLE_EQ(panel.y_high, 100);
    EXPECT_NEAR(panel.to_y(panel.y_at(panel.plot.y + 7)), panel.plot.y + 7, 1e-9);
    EXPECT_NEAR(panel.x_at(panel.to_x(24)), 24, 1e-9);
    EXPECT_GT(panel.plot.width, 100);
  }
  // The median of B after two years is painted in B's colour where the geometry says.
  const PaintedPanel& panel = pixels.painted.panels[1];
  const ChartLine& line = chart.panels[1].lines[0];
  const int y = static_cast<int>(std::lround(panel.to_y(line.y[26])));
  int blue = 0;
  for (int row = y - 1; row <= y + 1; ++row)
    for (int x = static_cast<int>(panel.to_x(25)); x < static_cast<int>(panel.to_x(35)); ++x) {
      const std::uint32_t pixel = pixels.argb[static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels.width) +
                                              static_cast<std::size_t>(x)];
      blue += (pixel & 0xffffff) == 0x0077bb;
    }
  EXPECT_GT(blue, 5);
}

TEST(Paint, ScaleChangesPixelsAndNothingElse) {
  const Chart chart = charts(Language::zh)[0];
  const Pixels one = paint_pixels(chart, {.width = 700}), two = paint_pixels(chart, {.width = 700, .scale = 2});
  EXPECT_EQ(one.width, 700);
  EXPECT_EQ(two.width, 1400);
  EXPECT_NEAR(two.height, 2 * one.height, 1);
  ASSERT_EQ(one.painted.texts.size(), two.painted.texts.size());
  for (std::size_t i = 0; i < one.painted.texts.size(); ++i)
    EXPECT_NEAR(one.painted.texts[i].box.x, two.painted.texts[i].box.x, 0.1) << one.painted.texts[i].text;
}

TEST(Paint, AHigherPictureIsFilled) {
  for (const Chart& chart : charts(Language::en)) {
    const double natural = natural_height(chart, {});
    const Pixels pixels = paint_pixels(chart, {.height = natural + 150});
    EXPECT_NEAR(pixels.painted.height, natural + 150, 2) << chart.id;
    double lowest = 0;
    for (const PaintedText& text : pixels.painted.texts) lowest = std::max(lowest, text.box.bottom());
    EXPECT_GT(lowest, natural + 100) << chart.id << ": plots grow, no empty strip stays below";
  }
}

TEST(Paint, TheSameChartGivesTheSameBytes) {
  const Chart chart = charts(Language::zh)[2];
  EXPECT_TRUE(paint_svg(chart, {}) == paint_svg(chart, {}));
  EXPECT_TRUE(paint_png(chart, {}) == paint_png(chart, {}));
}

TEST(Paint, FilesBeginAsTheirFormatAsks) {
  const Chart chart = charts(Language::zh)[0];
  EXPECT_EQ(paint_png(chart, {}).substr(1, 3), "PNG");
  EXPECT_EQ(paint_pdf(chart, {}).substr(0, 5), "%PDF-");
  EXPECT_EQ(paint_svg(chart, {}).substr(0, 5), "<?xml");
}

TEST(Paint, ColoursOfMixesAreTheMeasuredSets) {
  EXPECT_NEAR(mix_colour(Theme::light, {1}).blue, 0xbb / 255.0, 1e-12);
  EXPECT_NEAR(mix_colour(Theme::dark, {1}).red, 0x56 / 255.0, 1e-12);
  for (int a = 0; a < 6; ++a)
    for (int b = a + 1; b < 6; ++b) EXPECT_NE(mix_dashes({a}), mix_dashes({b})) << "never colour alone";
}

}  // namespace
}  // namespace tuiyan
