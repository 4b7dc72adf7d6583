#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "sim/answer.h"
#include "sim/chart.h"
#include "sim/wording.h"
#include "tests/made_up_outcomes.h"

namespace tuiyan {
namespace {

// One made-up county for all tests here.
struct Made {
  Scenario scenario = made_up_scenario();
  Outcomes outcomes = made_up_outcomes(scenario);
  Comparison comparison{outcomes};
  ChartSource source(Language language = Language::en, int reference = 0) const {
    return {scenario, comparison, reference, language, 0};
  }
};

const Made& made() {
  static const Made made;
  return made;
}

TEST(Chart, StillPoorIsWhatTheComparisonSays) {
  const Chart chart = still_poor_chart(made().source());
  const std::vector<int> points = made().outcomes.shape.curve("still_poor");
  ASSERT_EQ(chart.panels.size(), 5u);
  ASSERT_EQ(points.size(), 61u);
  for (int mix = 0; mix < 5; ++mix) {
    const ChartPanel& panel = chart.panels[static_cast<std::size_t>(mix)];
    ASSERT_EQ(panel.bands.size(), 2u);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Estimate& estimate = made().comparison.estimate(mix, points[i]);
      EXPECT_DOUBLE_EQ(panel.lines[0].x[i], static_cast<double>(i));
      EXPECT_DOUBLE_EQ(panel.lines[0].y[i], 100 * estimate.median);
      EXPECT_DOUBLE_EQ(panel.bands[0].low[i], 100 * estimate.lo90);
      EXPECT_DOUBLE_EQ(panel.bands[0].high[i], 100 * estimate.hi90);
      EXPECT_DOUBLE_EQ(panel.bands[1].low[i], 100 * estimate.lo50);
      EXPECT_DOUBLE_EQ(panel.bands[1].high[i], 100 * estimate.hi50);
    }
    EXPECT_TRUE(panel.lines[0].steps) << "a spell curve is never smoothed";
  }
}

// Not out, out and gone are all of the opening's households at any time; the share not out is the curve's.
TEST(Chart, TheNumbersUnderTheCurveOfThoseStillPoorAddUp) {
  const Chart chart = still_poor_chart(made().source());
  const std::vector<int> still = made().outcomes.shape.curve("still_poor");
  const int opening = made().outcomes.shape.find("registered_households", "start");
  ASSERT_EQ(chart.risk_rows.size(), 3u);
  for (int mix = 0; mix < 5; ++mix) {
    const ChartPanel& panel = chart.panels[static_cast<std::size_t>(mix)];
    const double all = made().comparison.estimate(mix, opening).mean;
    ASSERT_EQ(panel.risk_x, (std::vector<double>{0, 12, 24, 36, 48, 60}));
    for (std::size_t i = 0; i < panel.risk_x.size(); ++i) {
      EXPECT_NEAR(panel.risk[0][i] + panel.risk[1][i] + panel.risk[2][i], all, 1e-6);
      EXPECT_NEAR(panel.risk[0][i], all * made().comparison.estimate(mix, still[12 * i]).mean, 1e-6);
    }
    EXPECT_EQ(panel.risk[0][0], all);
    EXPECT_LE(panel.risk_places[1], 0);
  }
  EXPECT_NE(chart_csv(chart).find(",count,\"not out\",12.000,"), std::string::npos);
}

TEST(Chart, TheCurveOfReturnEndsWhereFewAreFollowed) {
  Made few;
  const std::vector<int> at_risk = few.outcomes.shape.curve("returned_at_risk"),
                         back = few.outcomes.shape.curve("returned_so_far"),
                         unseen = few.outcomes.shape.curve("returned_unseen");
  for (auto& mixes : few.outcomes.of)
    for (Outcome& outcome : mixes)
      for (std::size_t i = 0; i < at_risk.size(); ++i) {
        outcome[static_cast<std::size_t>(at_risk[i])] = i == 0 ? 1000 : i < 3 ? 400 : 90;
        outcome[static_cast<std::size_t>(back[i])] = i == 0 ? 0 : 200;
        outcome[static_cast<std::size_t>(unseen[i])] = i == 0 ? 0 : i < 3 ? 400 : 710;
      }
  const Comparison comparison(few.outcomes);
  const Chart chart = return_curve_chart({few.scenario, comparison, 0, Language::en, 0});
  for (const ChartPanel& panel : chart.panels) {
    EXPECT_EQ(panel.lines[0].x.back(), 24);
    EXPECT_TRUE(std::isnan(panel.lines[0].y.back())) << "does not go on to the edge";
    ASSERT_EQ(panel.risk_x, (std::vector<double>{0, 12, 24}));
    EXPECT_EQ(panel.risk[0], (std::vector<double>{1000, 400, 400}));
    for (std::size_t i = 0; i < panel.risk_x.size(); ++i)
      EXPECT_EQ(panel.risk[0][i] + panel.risk[1][i] + panel.risk[2][i], 1000);
  }
}

TEST(Chart, MoneyOfTheYearsAddsToThatOfAllYears) {
  const Chart all = money_chart(made().source()), years = money_years_chart(made().source(), 2);
  EXPECT_EQ(all.bar_parts, years.bar_parts);
  const double unit = all.x.title.find("10,000 yuan") != std::string::npos ? 1e4 : 1;
  const double unit_of_years = years.x.title.find("10,000 yuan") != std::string::npos ? 1e4 : 1;
  for (std::size_t part = 0; part < all.bar_parts.size(); ++part) {
    double sum = 0;
    for (const ChartBar& bar : years.panels.front().bars) sum += bar.parts[part] * unit_of_years;
    EXPECT_NEAR(sum, all.panels.front().bars[2].parts[part] * unit, 1e-3) << all.bar_parts[part];
  }
}

// Rounds come once a year, so the dots of a year stand in rows of five; each still counts at its own date.
TEST(Chart, DotsOfOneDateStandInSeveralColumns) {
  const Chart chart = dates_chart(made().source(), 0.5);
  for (const ChartPanel& panel : chart.panels) {
    ASSERT_EQ(panel.dots.size(), 50u);
    std::set<std::pair<double, double>> places;
    double highest = 0;
    for (const ChartDot& dot : panel.dots) {
      EXPECT_TRUE(places.emplace(dot.x + dot.aside, dot.y).second) << "two dots on each other";
      EXPECT_LT(dot.x + dot.aside, chart.x.high);
      highest = std::max(highest, dot.y);
    }
    EXPECT_LE(highest, 10);
  }
}

TEST(Chart, TheReferenceStandsThinInEveryOtherPanel) {
  const Chart chart = still_poor_chart(made().source(Language::en, 2));
  for (std::size_t mix = 0; mix < 5; ++mix) {
    const ChartPanel& panel = chart.panels[mix];
    ASSERT_EQ(panel.lines.size(), mix == 2 ? 1u : 2u);
    if (mix == 2) continue;
    EXPECT_TRUE(panel.lines[1].thin);
    EXPECT_EQ(panel.lines[1].label, "C");
    EXPECT_EQ(panel.lines[1].y, chart.panels[2].lines[0].y);
  }
}

int fans_of(const ChartPanel& panel) {
  int fans = 0;
  for (const ChartBand& band : panel.bands) fans += band.inner ? 0 : 1;
  return fans;
}

TEST(Chart, NeverMoreThanTwoFansInAPanel) {
  for (const Chart& chart : charts_of(made().source()))
    for (const ChartPanel& panel : chart.panels) EXPECT_LE(fans_of(panel), 2) << chart.id;
}

TEST(Chart, EveryChartCarriesWhatAReaderNeeds) {
  for (const Language language : {Language::zh, Language::en}) {
    std::vector<Chart> charts = charts_of(made().source(language));
    charts.push_back(series_difference_chart(made().source(language), "registered_households"));
    EXPECT_EQ(charts.size(), 7u);
    for (const Chart& chart : charts) {
      EXPECT_FALSE(chart.title.empty()) << chart.id;
      EXPECT_FALSE(chart.how_to_read.empty()) << chart.id;
      EXPECT_GT(chart.alternative.size(), 40u) << chart.id;
      EXPECT_FALSE(chart.x.title.empty()) << chart.id;
      EXPECT_EQ(chart.x.ticks.size(), chart.x.tick_labels.size()) << chart.id;
      EXPECT_NE(chart.definitions.find("4,000"), std::string::npos) << chart.id << ": how many households";
      EXPECT_NE(chart.definitions.find("200"), std::string::npos) << chart.id << ": how many replicates";
      EXPECT_NE(chart.definitions.find(language == Language::zh ? "蒙特卡洛误差" : "Monte Carlo error"),
                std::string::npos)
          << chart.id;
      EXPECT_NE(chart.definitions.find(language == Language::zh ? "脱贫＝" : "Exit ="), std::string::npos) << chart.id;
      EXPECT_TRUE(chart.partial.empty()) << chart.id;
    }
  }
}

TEST(Chart, AnUnfinishedRunIsMarked) {
  ChartSource source = made().source();
  source.asked = 1310;
  for (const Chart& chart : charts_of(source)) EXPECT_EQ(chart.partial, "PARTIAL 200 / 1,310") << chart.id;
}

TEST(Chart, DifferencesArePairedAndTiesHaveABadge) {
  const Chart chart = difference_chart(made().source(Language::en, 2), {"exited_share", "self_reliant_share"});
  ASSERT_EQ(chart.panels.size(), 2u);
  const int point = made().outcomes.shape.find("exited_share", "2021-12");
  int row = 0, ties = 0;
  for (const int mix : {0, 1, 3, 4}) {
    const Difference difference = made().comparison.difference(mix, 2, point);
    const ChartInterval& interval = chart.panels[0].intervals[static_cast<std::size_t>(row++)];
    EXPECT_DOUBLE_EQ(interval.mean, 100 * difference.mean);
    EXPECT_DOUBLE_EQ(interval.low, 100 * difference.lo90);
    EXPECT_DOUBLE_EQ(interval.high, 100 * difference.hi90);
    EXPECT_DOUBLE_EQ(interval.error, 196 * difference.mcse);
    EXPECT_EQ(interval.badge, difference.verdict == Verdict::too_close ? "too close to call" : "");
    ties += difference.verdict == Verdict::too_close;
    EXPECT_LE(chart.x.low, interval.low);
    EXPECT_GE(chart.x.high, interval.high);
  }
  EXPECT_EQ(ties, 2) << "made up so: jobs first, industry first and as planned are level";
}

TEST(Chart, BandsOfStatesAddToAHundred) {
  const Chart chart = states_chart(made().source());
  const int out = made().outcomes.shape.find("exited_share", "2021-12"),
            own = made().outcomes.shape.find("self_reliant_share", "2021-12");
  for (int mix = 0; mix < 5; ++mix) {
    const ChartPanel& panel = chart.panels[static_cast<std::size_t>(mix)];
    ASSERT_EQ(panel.areas.size(), 4u);
    EXPECT_EQ(panel.areas[0].state, State::own_income);
    EXPECT_EQ(panel.areas[1].state, State::assisted);
    for (std::size_t i = 0; i < panel.areas[0].x.size(); ++i) {
      EXPECT_DOUBLE_EQ(panel.areas[0].low[i], 0);
      for (std::size_t k = 1; k < 4; ++k) EXPECT_DOUBLE_EQ(panel.areas[k].low[i], panel.areas[k - 1].high[i]);
      EXPECT_NEAR(panel.areas[3].high[i], 100, 1e-9);
    }
    EXPECT_NEAR(panel.areas[0].high.back(), 100 * made().comparison.estimate(mix, own).mean, 1e-9);
    EXPECT_NEAR(panel.areas[1].high.back(), 100 * made().comparison.estimate(mix, out).mean, 1e-9);
  }
}

TEST(Chart, MoneyAddsUpToWhatIsSpent) {
  const Chart chart = money_chart(made().source());
  ASSERT_EQ(chart.panels.size(), 1u);
  EXPECT_LE(chart.bar_parts.size(), 8u);
  for (int mix = 0; mix < 5; ++mix) {
    double sum = 0;
    for (const double part : chart.panels[0].bars[static_cast<std::size_t>(mix)].parts) sum += part;
    EXPECT_NEAR(sum, estimate(spending_of(made().comparison, mix)).mean / 1e4, 1e-6) << "in 10,000 yuan";
  }
}

TEST(Chart, ALetterBelongsToTheMixWhateverTheReference) {
  for (const int reference : {0, 3}) {
    const ChartSource source = made().source(Language::zh, reference);
    EXPECT_EQ(mix_name(source, 1), "B 按计划");
    EXPECT_EQ(style_of(source, 1).index, 1);
  }
  EXPECT_EQ(letter_of({25}), "Z");
  EXPECT_EQ(letter_of({26}), "AA");
  EXPECT_EQ(letter_of({-1}), "");
}

TEST(Chart, CsvHoldsEveryMedian) {
  const std::string csv = chart_csv(still_poor_chart(made().source()));
  std::size_t rows = 0;
  for (std::size_t at = csv.find(",median,"); at != std::string::npos; at = csv.find(",median,", at + 1)) ++rows;
  EXPECT_EQ(rows, 5u * 61u);
  EXPECT_EQ(csv.substr(0, 27), "panel,what,label,x,value\r\n\"");
}

TEST(Answer, ATieIsCalledATie) {
  const std::vector<std::string> english = answer(made().source(Language::en)),
                                 chinese = answer(made().source(Language::zh));
  ASSERT_EQ(english.size(), 2u);
  ASSERT_EQ(chinese.size(), 2u);
  for (const std::string& sentence : english) {
    EXPECT_NE(sentence.find("B As planned, C Jobs first and D Industry first"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("too close to call"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("better in 200 of 200 futures, virtually certain"), std::string::npos) << sentence;
  }
  for (const std::string& sentence : chinese) EXPECT_NE(sentence.find("难分高下"), std::string::npos) << sentence;
}

TEST(Answer, TheReferenceAmongTheLeadersMeansNobodyIsBetter) {
  const std::string sentence = answer(made().source(Language::en, 1))[0];
  EXPECT_NE(sentence.find("none can be said to do better than the reference \"B As planned\""), std::string::npos)
      << sentence;
}

TEST(Answer, AClearLeaderIsComparedWithTheNext) {
  Outcomes two = made().outcomes;
  for (auto& replicate : two.of) replicate.erase(replicate.begin() + 2, replicate.begin() + 4);
  two.mixes = {"none", "as_planned", "floor_only"};
  const Comparison comparison(two);
  const Leader leader = leader_of(comparison, "exited_share");
  EXPECT_EQ(leader.mix, 1);
  EXPECT_TRUE(leader.level.empty());
  const std::string sentence = answer({made().scenario, comparison, 0, Language::en, 0})[0];
  EXPECT_NE(sentence.find("\"B As planned\" is projected to do best"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("ahead of the next, \"E Floor only\", by"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("ahead of \"A Nothing added\" by"), std::string::npos) << sentence;
}

// Everybody is out already: who falls back is said first, paired with the reference.
TEST(Answer, TellsReturnsWhereNobodyIsRegisteredAtTheStart) {
  Outcomes outcomes = made().outcomes;
  const auto start = static_cast<std::size_t>(outcomes.shape.find("registered_persons", "start"));
  const Shape::Series* years = outcomes.shape.find_series("returns_persons_year");
  ASSERT_NE(years, nullptr);
  for (auto& mixes : outcomes.of)
    for (std::size_t m = 0; m < mixes.size(); ++m) {
      mixes[m][start] = 0;
      for (int year = 0; year < years->size; ++year)
        mixes[m][static_cast<std::size_t>(years->first + year)] = m == 0 ? 100 : 100 - 30 * static_cast<double>(m);
    }
  const Comparison comparison(outcomes);
  const std::string sentence = answer({made().scenario, comparison, 0, Language::en, 0})[0];
  EXPECT_TRUE(sentence.starts_with("Nobody is registered at the start")) << sentence;
  EXPECT_NE(sentence.find("against the reference −"), std::string::npos) << sentence;
  EXPECT_FALSE(answer(made().source(Language::en))[0].starts_with("Nobody is registered"));
}

TEST(Wording, NoDigitIsFinerThanTheError) {
  const Scale share = scale_of(quantity("exited_share"));
  EXPECT_EQ(places_for(0.05, share), 1);
  EXPECT_EQ(places_for(0.1, share), 1);
  EXPECT_EQ(places_for(0.11, share), 0);
  EXPECT_EQ(places_for(0.9, share), 0);
  EXPECT_EQ(places_for(1, share), 0);
  EXPECT_EQ(places_for(1.2, share), -1);
  EXPECT_EQ(places_for(0.0001, share), 1) << "nor finer than people need";
  EXPECT_EQ(places_for(0, share), 1);
  const Scale households = scale_of(quantity("registered_households"));
  Estimate estimate{.median = 12345, .mean = 12345, .lo90 = 11987, .hi90 = 13001, .mcse = 12, .n = 100};
  EXPECT_EQ(write_estimate(estimate, households, Language::en).value, "12,300");
  EXPECT_EQ(write_estimate(estimate, households, Language::en).range, "12,000 to 13,000");
  EXPECT_EQ(write_estimate(estimate, households, Language::en).error, "12");
  for (const double error : {0.003, 0.02, 0.099, 0.4, 1.0, 3.0, 24.0, 900.0})
    EXPECT_GE(std::pow(10.0, -places_for(error, {1, 9, {}, {}})), error * 0.99) << error;
}

TEST(Wording, Numbers) {
  EXPECT_EQ(format_number(1234567.891, 1), "1,234,567.9");
  EXPECT_EQ(format_number(-0.04, 1), "0.0");
  EXPECT_EQ(format_number(-12.5, 1), "−12.5");
  EXPECT_EQ(format_number(3.0, 0, true), "+3");
  EXPECT_EQ(format_number(1994, -2), "2,000");
  EXPECT_EQ(format_number(0.0449, 3), "0.045");
  EXPECT_EQ(format_number(std::nan(""), 1), "--");
}

TEST(Wording, IntervalsAndUnits) {
  Difference difference{.mean = 0.0861,
                        .lo90 = 0.0523,
                        .hi90 = 0.1207,
                        .mcse = 0.0009,
                        .p_better = 0.995,
                        .verdict = Verdict::better,
                        .n = 200};
  const Scale share = scale_of(quantity("exited_share"));
  EXPECT_EQ(format_difference(difference, share, Language::en), "+8.6 points [5.2 to 12.1]");
  EXPECT_EQ(format_difference(difference, share, Language::zh), "+8.6 个百分点（5.2 ～ 12.1）");
  EXPECT_EQ(chance_sentence(difference, Language::en), "better in 199 of 200 futures, virtually certain");
  EXPECT_EQ(chance_sentence(difference, Language::zh), "200 次模拟中 199 次更好，几乎确定");
  const Estimate spent{.median = 1.23456e7, .mean = 1.23456e7, .lo90 = 1.1e7, .hi90 = 1.4e7, .mcse = 900, .n = 200};
  EXPECT_EQ(format_estimate(spent, scale_of(quantity("spending_year"), MoneyUnit::wan), Language::zh),
            "1,235 万元（1,100 ～ 1,400）");
  EXPECT_EQ(date_words("2017-12", Language::zh), "2017年12月");
  EXPECT_EQ(date_words("2017-12", Language::en), "December 2017");
}

TEST(Wording, CalibratedWordsChangeAtTheirBounds) {
  EXPECT_EQ(chance_word(0.995, Language::en), "virtually certain");
  EXPECT_EQ(chance_word(0.99, Language::en), "very likely");
  EXPECT_EQ(chance_word(0.90, Language::en), "likely");
  EXPECT_EQ(chance_word(0.66, Language::en), "about as likely as not");
  EXPECT_EQ(chance_word(0.33, Language::en), "unlikely");
  EXPECT_EQ(chance_word(0.10, Language::en), "very unlikely");
  EXPECT_EQ(chance_word(0.01, Language::en), "exceptionally unlikely");
  EXPECT_EQ(chance_word(0.5, Language::zh), "大致各半");
}

}  // namespace
}  // namespace tuiyan
