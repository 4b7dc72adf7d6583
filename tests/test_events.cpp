// What a village or the whole place shares - weather, prices, jobs, named events - moves what it should by what it
// should, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/paint.h"
#include "io/report.h"
#include "io/result_json.h"
#include "sim/answer.h"
#include "sim/hazards.h"
#include "tests/made_up_outcomes.h"
#include "tests/places.h"
#include "tests/small_scenario.h"

namespace tuiyan {
namespace {

constexpr std::uint64_t seed = 11;

Scenario with_events(Scenario place, const std::vector<Event>& events) {
  place.events = events;
  return place;
}

Event event_of(EventKind kind, const char* month, std::optional<double> size = {}, std::optional<int> months = {},
               std::optional<int> village = {}) {
  Event event;
  event.kind = kind;
  event.month = *Month::parse(month);
  event.size = size;
  event.months = months;
  event.village = village;
  return event;
}

// One replicate's lives month by month: market income, factor of the harvest, workers in work.
struct Course12 {
  std::vector<std::vector<std::int32_t>> income;  // [month since the first][household]
  std::vector<std::vector<float>> harvest;
  std::vector<std::vector<std::uint8_t>> employed;
  std::vector<std::vector<std::uint8_t>> state;  // by worker
  std::vector<std::vector<std::uint8_t>> workers, type;
  std::vector<std::size_t> village_of_worker;
  SharedShocks shared;
};

Course12 lived(const Study& study, std::uint32_t replicate = 1) {
  Lives lives(study, seed, replicate);
  begin_lives(lives, {});
  Course12 course;
  for (const std::uint32_t household : lives.worker_household)
    course.village_of_worker.push_back(lives.village[household]);
  MonthWords words;
  std::vector<MemberChange> changes;
  std::vector<tuiyan::Shared> splits;
  for (Month month = study.scenario.first_month(); month < study.scenario.end_month(); month = month + 1) {
    split_households(lives, month, splits);
    for (std::size_t b = 0; b < lives.blocks.size(); ++b) {
      const Block& block = lives.blocks[b];
      age_members(lives, b, month, changes);
      draw_month(lives, block, Process::household_month, month, words);
      strike(lives, block, month, words);
      earn(lives, block, month, words);
      if (study.closes_window(month)) close_window(lives, block);
    }
    course.income.push_back(lives.monthly[static_cast<std::size_t>(month.month_of_year() - 1)]);
    course.harvest.push_back(lives.harvest);
    course.employed.push_back(lives.employed);
    course.workers.push_back(lives.workers);
    course.type.push_back(lives.type);
    course.state.push_back(lives.worker_state);
  }
  course.shared = lives.shared;
  return course;
}

// The same lives without and with events.
struct Pair {
  Scenario place;
  Population people;
  Study without, with;
  Course12 before, after;
  Pair(const Scenario& original, const std::vector<Event>& events)
      : place(original),
        people(make_population(place)),
        without(place, people),
        with(with_events(place, events), people),
        before(lived(without)),
        after(lived(with)) {}
  std::size_t since(const char* month) const {
    return static_cast<std::size_t>(*Month::parse(month) - place.first_month());
  }
  std::size_t households() const { return people.households.size(); }
};

// Income of a household in a month if wages, and what is produced, had these factors; from that of the other lives.
double expected_income(const Pair& pair, std::size_t month, std::size_t i, double wages, double business) {
  const IncomeLaw& law = pair.without.law;
  const auto step = static_cast<std::size_t>((pair.place.first_month() + static_cast<int>(month)).month_of_year() - 1);
  const int type = pair.before.type[month][i];
  const double in_work =
      static_cast<double>(pair.before.employed[month][i]) / std::max<int>(1, pair.before.workers[month][i]);
  const double wage = type == with_worker ? law.wage[0][step] * in_work : 0;
  const double sale = law.business[type][step] * static_cast<double>(pair.before.harvest[month][i]) *
                      static_cast<double>(pair.before.shared.business[24 + month]);  // from two years before the first
  const double property = law.property[type][step];
  return pair.before.income[month][i] * (wage * wages + sale * business + property) / (wage + sale + property);
}

TEST(Events, DroughtTakesTheCropsOfItsVillageWhileItLasts) {
  const Pair pair(small_place(), {event_of(EventKind::drought, "2017-05", 0.4, 6, 3)});
  const std::size_t first = pair.since("2017-05"), end = pair.since("2017-11");
  const double crops = pair.place.shocks.crop_share;
  int hit = 0;
  for (std::size_t month = 0; month < pair.before.income.size(); ++month)
    for (std::size_t i = 0; i < pair.households(); ++i) {
      if (pair.people.households[i].village != 2 || month < first || month >= end) {
        ASSERT_EQ(pair.after.income[month][i], pair.before.income[month][i]) << month << " " << i;
        continue;
      }
      const auto usual = static_cast<double>(pair.before.harvest[month][i]);
      const double left = 1 - crops + (usual - (1 - crops)) * 0.6;
      EXPECT_NEAR(static_cast<double>(pair.after.harvest[month][i]), left, 1e-6);
      const double expected = expected_income(pair, month, i, 1, left / usual);
      EXPECT_NEAR(pair.after.income[month][i], expected, 2 + expected * 1e-5);
      ++hit;
    }
  EXPECT_GT(hit, 100);
}

TEST(Events, PriceCrashLowersWhatBusinessEarnsByItsSize) {
  const Pair pair(small_place(), {event_of(EventKind::price_crash, "2017-03", 0.3, 5)});
  const std::size_t first = pair.since("2017-03"), end = pair.since("2017-08");
  for (std::size_t month = 0; month < pair.before.income.size(); ++month)
    for (std::size_t i = 0; i < pair.households(); ++i) {
      const double expected = expected_income(pair, month, i, 1, month >= first && month < end ? 0.7 : 1);
      ASSERT_NEAR(pair.after.income[month][i], expected, 2 + expected * 1e-5) << month << " " << i;
    }
}

// 40 % of away work at the end of the second month, 95 % after four.
TEST(Events, EpidemicStopsAwayWorkAndLeavesHarvestsUnsold) {
  Scenario place = small_place();
  place.shocks.epidemic_away.value = 0.5;
  place.shocks.epidemic_unsold.value = 0.2;
  const Pair pair(place, {event_of(EventKind::epidemic, "2018-01")});
  const double away[] = {0.7, 0.4, 0.675, 0.95, 1};
  for (std::size_t month = 0; month < pair.before.income.size(); ++month) {
    const std::size_t first = pair.since("2018-01");
    const double share = month >= first && month < first + 5 ? away[month - first] : 1;
    const Month now = place.first_month() + static_cast<int>(month);
    EXPECT_NEAR(away_work(pair.with.events, place.shocks, now), share, 1e-12) << now.text();
    for (std::size_t i = 0; i < pair.households(); ++i) {
      const double expected = expected_income(pair, month, i, 1 - 0.5 * (1 - share), 1 - 0.2 * (1 - share));
      ASSERT_NEAR(pair.after.income[month][i], expected, 2 + expected * 1e-5) << now.text() << " " << i;
    }
  }
}

TEST(Events, ClosedFactoryLaysOffItsShareOfThoseInWork) {
  const Scenario place = larger(small_place(), 6);
  const Pair pair(place, {event_of(EventKind::factory_closes, "2017-04", 0.25, 4)});
  const std::size_t first = pair.since("2017-04");
  double working = 0, laid = 0;
  for (std::size_t w = 0; w < pair.before.state[first].size(); ++w) {
    working += pair.before.state[first - 1][w] == in_work;
    laid += pair.after.state[first][w] == laid_off;
  }
  EXPECT_GT(working, 800);
  EXPECT_NEAR(laid / working, 0.25, 4 * std::sqrt(0.25 * 0.75 / working));
  for (std::size_t month = 0; month < pair.after.state.size(); ++month) {
    int waiting = 0, fewer = 0;
    for (std::size_t w = 0; w < pair.after.state[month].size(); ++w) waiting += pair.after.state[month][w] == laid_off;
    for (std::size_t i = 0; i < pair.households(); ++i) {
      EXPECT_LE(pair.after.employed[month][i], pair.before.employed[month][i]);
      fewer += pair.before.employed[month][i] - pair.after.employed[month][i];
    }
    EXPECT_EQ(waiting > 0, month >= first && month < first + 4) << month;
    if (month < first) {
      EXPECT_EQ(fewer, 0);
    }
    if (month == first + 4) {
      EXPECT_LT(fewer, 0.9 * laid) << "some found work at once";
    }
    if (month == first + 15) {
      EXPECT_LT(fewer, 0.05 * laid) << "a year later nearly all work again";
    }
  }
}

TEST(Events, LargerClosureHitsWhomTheSmallerOneHits) {
  const Scenario place = larger(small_place(), 2);
  const Pair few(place, {event_of(EventKind::factory_closes, "2017-04", 0.2, 4, 5)}),
      many(place, {event_of(EventKind::factory_closes, "2017-04", 0.5, 4, 5)});
  const std::size_t first = few.since("2017-04");
  int hit = 0;
  for (std::size_t w = 0; w < few.after.village_of_worker.size(); ++w) {
    const bool laid = few.after.state[first][w] == laid_off;
    hit += laid;
    EXPECT_LE(laid, many.after.state[first][w] == laid_off);
    if (few.after.village_of_worker[w] != 4) {
      EXPECT_NE(many.after.state[first][w], laid_off);
    }
  }
  EXPECT_GT(hit, 3);
}

TEST(Events, WithoutRandomnessAClosureHitsTheSameInEveryReplicate) {
  Scenario place =
      with_events(small_place({"randomness=false"}), {event_of(EventKind::factory_closes, "2017-04", 0.3)});
  const Population people = make_population(place);
  const Study study(place, people);
  const Course12 one = lived(study, 0), other = lived(study, 7);
  EXPECT_TRUE(one.employed == other.employed);
  EXPECT_FALSE(one.employed.front() == one.employed[10]) << "in April 2017 some lose their job";
}

double sum_from(const std::vector<double>& values, std::size_t first) {
  double sum = 0;
  for (std::size_t i = first; i < values.size(); ++i) sum += values[i];
  return sum;
}

TEST(Events, WithdrawnSupportPaysNothingAnyMore) {
  Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes with = play(place, people, 3);
  place.events = {event_of(EventKind::support_withdrawn, "2018-01")};
  const Outcomes without = play(place, people, 3);
  for (int r = 0; r < 3; ++r) {
    for (const char* mix : {"none", "nothing"})
      for (const char* quantity : {"registered_persons", "poor_share", "returns_persons"})
        EXPECT_EQ(series_of(with, r, mix, quantity), series_of(without, r, mix, quantity)) << mix << " " << quantity;
    double poorer = 0;
    for (const char* mix : {"plan", "jobs", "open"}) {
      for (const Measure& measure : place.measures) {
        const auto paid = series_of(with, r, mix, "spending", measure.id),
                   stopped = series_of(without, r, mix, "spending", measure.id);
        for (std::size_t t = 0; t < 12; ++t) EXPECT_EQ(stopped[t], paid[t]) << mix << " " << measure.id << " " << t;
        EXPECT_EQ(sum_from(stopped, 12), 0) << mix << " " << measure.id;
      }
      for (const char* ended : {"floor", "clinic"})
        EXPECT_EQ(value_of(without, r, mix, "enrolled_households", "2018", ended), 0) << mix << " " << ended;
      const auto before = series_of(with, r, mix, "poor_share"), after = series_of(without, r, mix, "poor_share");
      for (std::size_t t = 0; t <= 12; ++t) EXPECT_EQ(after[t], before[t]);  // the opening and 2017
      poorer += after.back() - before.back();
    }
    EXPECT_GT(poorer, 0);
    // Goats, roofs and skills that were paid for stay.
    EXPECT_GT(value_of(without, r, "open", "enrolled_households", "2018", "goats"), 10);
    EXPECT_GT(value_of(without, r, "open", "enrolled_households", "2018", "post"), 5);
  }
}

const std::vector<Event>& some_of_each() {
  static const std::vector<Event> events{
      event_of(EventKind::drought, "2017-06", {}, {}, 2), event_of(EventKind::price_crash, "2017-09"),
      event_of(EventKind::factory_closes, "2017-10"), event_of(EventKind::epidemic, "2018-01"),
      event_of(EventKind::support_withdrawn, "2018-10")};
  return events;
}

TEST(Events, OfSizeZeroChangeNoByte) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes plain = play(place, people, 3);
  for (const EventKind kind :
       {EventKind::drought, EventKind::price_crash, EventKind::factory_closes, EventKind::epidemic})
    EXPECT_TRUE(same_bytes(plain, play(with_events(place, {event_of(kind, "2017-06", 0.0)}), people, 3)))
        << event_words()[static_cast<std::size_t>(kind)];
}

TEST(Events, ChangeNoByteBeforeTheirMonth) {
  const Scenario place = small_place();
  const Population people = make_population(place);
  const Outcomes plain = play(place, people, 3);
  for (const Event& event : some_of_each()) {
    const Outcomes struck = play(with_events(place, {event}), people, 3);
    const auto month = static_cast<std::size_t>(event.month - place.start);
    double moved = 0;
    for (int r = 0; r < 3; ++r)
      for (const std::string& mix : plain.mixes)
        for (const char* quantity : {"poor_share", "fgt1", "mean_income_registered", "exited_share"}) {
          const auto before = series_of(plain, r, mix, quantity), after = series_of(struck, r, mix, quantity);
          for (std::size_t t = 0; t <= month; ++t)  // 0 is the opening
            ASSERT_EQ(after[t], before[t]) << event_text(event) << " " << mix << " " << quantity << " " << t;
          for (std::size_t t = month + 1; t < after.size(); ++t) moved += std::abs(after[t] - before[t]);
        }
    EXPECT_GT(moved, 0) << event_text(event);
  }
}

TEST(Events, StrikeAlikeOnAnyNumberOfThreadsAndInAnyCompany) {
  const Scenario place = with_events(larger(small_place(), 3), some_of_each());
  const Population people = make_population(place);
  const Outcomes one = play(place, people, 4, {}, 1);
  EXPECT_TRUE(same_bytes(one, play(place, people, 4, {}, 3)));
  const Outcomes alone = play(place, people, 4, {"plan"}, 2);
  for (int r = 0; r < 4; ++r)
    for (const char* quantity : {"poor_share", "exited_share", "returned_share", "fgt2"})
      EXPECT_EQ(series_of(one, r, "plan", quantity), series_of(alone, r, "plan", quantity));
}

// What is shared.

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
  const auto n = static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) mx += x[i] / n, my += y[i] / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xy / std::sqrt(xx * yy);
}

Scenario with_shared(double jobs, double weather) {
  Scenario place = larger(small_place(), 2);
  place.shocks.job_place_sd.value = place.shocks.job_village_sd.value = jobs;
  place.shocks.weather_place.value = weather;
  place.shocks.weather_rate.value = 0.3;
  return place;
}

// Over replicates: how much the share in work of one half of a village goes with that of the other half, and with that
// of half of another village.
struct Togetherness {
  double within = 0, between = 0;
};

Togetherness of_jobs(double spread) {
  const Scenario place = with_shared(spread, 0);
  const Population people = make_population(place);
  const Study study(place, people);
  const auto villages = static_cast<std::size_t>(people.villages);
  std::vector<std::vector<double>> halves[2];
  halves[0].resize(villages), halves[1].resize(villages);
  for (std::uint32_t replicate = 0; replicate < 150; ++replicate) {
    Lives lives(study, seed, replicate);
    play_lives(lives, Month::of(2017, 12));
    std::vector<double> in_work[2], all[2];
    for (int half : {0, 1}) in_work[half].assign(villages, 0), all[half].assign(villages, 1e-9);
    for (std::size_t i = 0; i < lives.households(); ++i) {
      in_work[i % 2][lives.village[i]] += lives.employed[i];
      all[i % 2][lives.village[i]] += lives.workers[i];
    }
    for (int half : {0, 1})
      for (std::size_t v = 0; v < villages; ++v) halves[half][v].push_back(in_work[half][v] / all[half][v]);
  }
  Togetherness mean;
  for (std::size_t v = 0; v < villages; ++v) {
    mean.within += correlation(halves[0][v], halves[1][v]) / static_cast<double>(villages);
    mean.between += correlation(halves[0][v], halves[1][(v + 1) % villages]) / static_cast<double>(villages);
  }
  return mean;
}

TEST(Shared, JobsOfAVillageGoTogetherAndOfThePlaceLess) {
  const Togetherness shared = of_jobs(0.6), broken = of_jobs(0);
  EXPECT_GT(shared.within, 0.4);
  EXPECT_GT(shared.between, 0.15);
  EXPECT_GT(shared.within, shared.between + 0.1);
  EXPECT_NEAR(broken.within, 0, 0.09);  // 8 villages x 150 replicates: 3 standard errors
  EXPECT_NEAR(broken.between, 0, 0.09);
}

// The share of years in which two villages have the place's weather both is the square.
TEST(Shared, WeatherOfVillagesGoesTogetherAsItsShareSays) {
  for (const double share : {0.0, 0.5, 1.0}) {
    const Scenario place = with_shared(0, share);
    const Population people = make_population(place);
    const Study study(place, people);
    std::vector<double> one, other;
    double lost = 0, years = 0;
    for (std::uint32_t replicate = 0; replicate < 1500; ++replicate) {
      const SharedShocks shared = draw_shared_shocks(study, seed, replicate, place.first_month() - 24);
      for (std::size_t at = 0; at < shared.harvests.size(); at += 8) {
        one.push_back(shared.harvests[at] < 1);
        other.push_back(shared.harvests[at + 1] < 1);
        lost += one.back() + other.back();
        years += 2;
      }
    }
    EXPECT_NEAR(lost / years, 0.3, 0.02) << "the chance of a village does not depend on what is shared";
    EXPECT_NEAR(correlation(one, other), share * share, 0.04);
  }
}

TEST(Shared, PricesAndJobLuckHaveTheirMoments) {
  Scenario place = small_place();
  place.shocks.price_sd.value = 0.1;
  place.shocks.price_persistence.value = 0.5;
  place.shocks.job_place_sd.value = 0.3;
  place.shocks.job_village_sd.value = 0.2;
  const Population people = make_population(place);
  const Study study(place, people);
  std::vector<double> now, later, chance;
  double mean = 0, loss = 0;
  for (std::uint32_t replicate = 0; replicate < 3000; ++replicate) {
    const SharedShocks shared = draw_shared_shocks(study, seed, replicate, place.first_month() - 24);
    now.push_back(std::log(static_cast<double>(shared.business[10])));
    later.push_back(std::log(static_cast<double>(shared.business[22])));
    mean += static_cast<double>(shared.business[22]) / 3000;
    loss += shared.job_loss[8] / static_cast<double>(study.job_loss_below) / 3000;
    chance.push_back(std::log(static_cast<double>(shared.job_loss[8])));
    EXPECT_EQ(shared.most_job_loss[1], *std::max_element(shared.job_loss.begin() + 8, shared.job_loss.begin() + 16));
  }
  const auto sd = [](const std::vector<double>& x) {
    double sum = 0, squares = 0;
    for (const double each : x) sum += each, squares += each * each;
    const auto n = static_cast<double>(x.size());
    return std::sqrt(squares / n - sum / n * sum / n);
  };
  EXPECT_NEAR(mean, 1, 0.01);
  EXPECT_NEAR(sd(now), 0.1 / std::sqrt(0.75), 0.004);
  EXPECT_NEAR(correlation(now, later), 0.5, 0.05);
  EXPECT_NEAR(loss, 1, 0.03);
  EXPECT_NEAR(sd(chance), std::sqrt(0.13), 0.015);
}

TEST(Schooling, IsBilledTwiceAYearByWhoIsAtSchool) {
  Scenario place = small_place({"income/price_growth=0", "demography/natural_change=false"});
  place.shocks.pupil_cost.value = 600;
  place.shocks.student_cost.value = 5000;
  const Population people = make_population(place);
  const Study study(place, people);
  Lives lives(study, seed, 0);
  play_lives(lives, Month::of(2018, 9));  // a window closes in September
  int billed = 0;
  for (std::size_t i = 0; i < lives.households(); ++i) {
    const int fen = 60'000 * lives.members[i].pupils + 500'000 * lives.members[i].students;
    EXPECT_EQ(lives.window_schooling[i], fen);
    billed += fen > 0;
  }
  EXPECT_GT(billed, 30);
}

TEST(Schooling, PushesHouseholdsBackWhoseIncomeDoesNotBearIt) {
  Scenario place = small_place();
  const Population people = make_population(place);
  place.shocks.pupil_cost.value = place.shocks.student_cost.value = 0;
  const Outcomes free = play(place, people, 4, {"open"});
  place.shocks.pupil_cost.value = place.shocks.student_cost.value = 3000;
  const Outcomes dear = play(place, people, 4, {"open"});
  double more = 0;
  for (int r = 0; r < 4; ++r) {
    const auto less = series_of(free, r, "open", "registered_persons"),
               all = series_of(dear, r, "open", "registered_persons");
    more += all.back() - less.back();
  }
  EXPECT_GT(more, 20);
}

// What is shown of them.

TEST(Events, StandInTheAnswerTheChartsAndTheResult) {
  Result result;
  result.scenario = made_up_scenario();
  result.scenario.events = {event_of(EventKind::drought, "2019-07", 0.4, 6, 1),
                            event_of(EventKind::support_withdrawn, "2020-01")};
  result.outcomes = made_up_outcomes(result.scenario, 5);
  result.record.replicates = 5;
  const Comparison comparison(result.outcomes);
  const ChartSource source{result.scenario, comparison, 0, Language::en, 0};
  const std::string drought = "drought: from 2019-07, 6 months, village 1, 40% of the crops lost";
  EXPECT_EQ(answer(source).back(),
            "Every mix meets the same events. D" + drought.substr(1) + "; support withdrawn: from 2020-01.");
  for (const Chart& chart : {still_poor_chart(source), series_chart(source, "poor_share"), states_chart(source)}) {
    const double at = Month::of(2019, 7) - result.scenario.start;
    EXPECT_EQ(chart.x.marks, (std::vector<double>{at, at + 6})) << chart.id;
    const auto key =
        std::find_if(chart.key.begin(), chart.key.end(), [](const ChartKey& each) { return each.mark == Mark::event; });
    ASSERT_NE(key, chart.key.end()) << chart.id;
    EXPECT_EQ(key->text, drought);
    EXPECT_FALSE(paint_svg(chart, {}).empty());
  }
  const auto json = nlohmann::json::parse(run_json(result, comparison, 0));
  ASSERT_EQ(json["events"].size(), 2u);
  EXPECT_EQ(json["events"][0]["kind"], "drought");
  EXPECT_EQ(json["events"][0]["month"], "2019-07");
  EXPECT_EQ(json["events"][0]["months"], 6);
  EXPECT_EQ(json["events"][0]["size"], 0.4);
  EXPECT_EQ(json["events"][0]["village"], 1);
  EXPECT_EQ(json["events"][0]["text"]["en"], drought);
  EXPECT_TRUE(json["events"][1]["months"].is_null());
  EXPECT_NE(report_html(result, comparison, 0, Language::en).find("40% of the crops lost"), std::string::npos);
}

// How events are written.

std::string listed(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.path + ": " + problem.text.en + "\n";
  return text;
}

std::string told(const std::vector<std::string>& overrides) {
  const Problems problems = problems_of(small_scenario, "", overrides);
  for (const Problem& problem : problems) EXPECT_NE(problem.text.zh, problem.text.en);
  return listed(problems);
}

TEST(EventText, IsReadAndWrittenBack) {
  const Scenario place = read_scenario(
      small_scenario, "",
      {"event=drought@2018-06:size=0.4,months=6,village=2", "event=epidemic@2018-02", "event=停止帮扶@2018-10"});
  ASSERT_EQ(place.events.size(), 3u);
  EXPECT_EQ(event_text(place.events[0]), "drought@2018-06:size=0.4,months=6,village=2");
  EXPECT_EQ(event_text(place.events[1]), "epidemic@2018-02");
  EXPECT_EQ(event_text(place.events[2]), "support_withdrawn@2018-10");
  const Scenario again = read_scenario(scenario_text(place), "");
  EXPECT_EQ(scenario_text(again), scenario_text(place));
  EXPECT_EQ(describe(place.events[0], place.shocks).en,
            "drought: from 2018-06, 6 months, village 2, 40% of the crops lost");
  EXPECT_EQ(describe(place.events[0], place.shocks).zh, "旱灾：2018-06 起，6 个月，第 2 村，作物损失 40%");
  EXPECT_EQ(describe(place.events[1], place.shocks).en,
            "epidemic: from 2018-02, 4 months, up to 60% of away work stops");
  EXPECT_EQ(describe(place.events[2], place.shocks).en, "support withdrawn: from 2018-10");
}

TEST(EventText, MistakesAreAllToldWhereTheyStand) {
  EXPECT_EQ(told({"event=drougt@2018-13:size=x,height=3,months"}),
            "--event drougt@2018-13:size=x,height=3,months: unknown event \"drougt\"; did you mean \"drought\"?\n"
            "--event drougt@2018-13:size=x,height=3,months: \"2018-13\" is not a month; write for example "
            "drought@2018-06:size=0.4,months=6,village=3\n"
            "--event drougt@2018-13:size=x,height=3,months: \"size\" is \"x\", not a number; write for example "
            "drought@2018-06:size=0.4,months=6,village=3\n"
            "--event drougt@2018-13:size=x,height=3,months: unknown key \"height\"; known: size, months, village, "
            "product\n"
            "--event drougt@2018-13:size=x,height=3,months: \"months\" is not key=value; write for example "
            "drought@2018-06:size=0.4,months=6,village=3\n");
  EXPECT_EQ(told({"event=drought"}),
            "--event drought: \"@month\" is missing; write for example drought@2018-06:size=0.4,months=6,village=3\n");
  EXPECT_EQ(
      told({"event=drought@2018-06:size=3,months=0.5,village=9"}),
      "--event drought@2018-06:size=3,months=0.5,village=9 /size: 3 is outside the limits; allowed: 0 to 1 "
      "(share)\n"
      "--event drought@2018-06:size=3,months=0.5,village=9 /months: 0.5 is outside the limits; allowed: whole "
      "numbers, 1 to 240 (months)\n"
      "--event drought@2018-06:size=3,months=0.5,village=9 /village: there is no village 9 among 2; write 1 to 2, "
      "or leave out \"village\" for the whole place\n");
  EXPECT_EQ(told({"event=epidemic@2016-01:village=1", "event=support_withdrawn@2018-01:months=3,size=1"}),
            "--event epidemic@2016-01:village=1 /month: epidemic in 2016-01, outside the scenario; choose a month from "
            "2016-07 to 2018-12\n"
            "--event epidemic@2016-01:village=1 /village: epidemic is of the whole place; leave out \"village\"\n"
            "--event support_withdrawn@2018-01:months=3,size=1 /months: support withdrawn lasts to the end; leave out "
            "\"months\"\n"
            "--event support_withdrawn@2018-01:months=3,size=1 /size: support withdrawn is of all support; leave out "
            "\"size\"\n");
  EXPECT_EQ(told({"event=drought@2018-01:product=sheep"}),
            "--event drought@2018-01:product=sheep /product: drought is not about a product; leave out \"product\"\n");
}

TEST(EventText, MistakesInAFileAreToldByPath) {
  const auto in_file = [](const std::string& events) { return listed(problems_of(small_with("/events", events))); };
  EXPECT_EQ(in_file(R"([{"kind": "drought", "month": "2018-06"}])"), "");
  EXPECT_EQ(in_file(R"([{"kind": "flood", "month": "2018-06"}])"),
            "/events/0/kind: unknown choice \"flood\"; known: drought, price_crash, factory_closes, epidemic, "
            "support_withdrawn\n");
  EXPECT_EQ(in_file(R"([{"kind": "drought"}, {"month": "2018-06"}, {"kind": "epidemic", "month": "soon"}])"),
            "/events/0: \"month\" (first month) is missing\n"
            "/events/1: \"kind\" (kind) is missing\n"
            "/events/2/month: found the text \"soon\"; expected a month such as \"2017-01\"\n");
  EXPECT_EQ(in_file(R"([{"kind": "price_crash", "month": "2019-01", "size": -1}])"),
            "/events/0/size: -1 is outside the limits; allowed: 0 to 1 (share)\n"
            "/events/0/month: price crash in 2019-01, outside the scenario; choose a month from 2016-07 to 2018-12\n");
}

}  // namespace
}  // namespace tuiyan
