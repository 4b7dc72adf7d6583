// The withdrawal test: what stops, what stays, that nothing else moves, and how it is told and kept.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/scenario_file.h"
#include "io/withdrawal_json.h"
#include "sim/withdrawal.h"
#include "sim/withdrawal_words.h"
#include "tests/places.h"
#include "tests/process.h"

namespace tuiyan {
namespace {

const Month stop = Month::of(2018, 1);

std::size_t at(const char* id) { return static_cast<std::size_t>(withdrawal_quantity(id)); }

WithdrawalPlan plan_of(const Scenario& place, const std::vector<std::string>& mixes, int replicates = 4) {
  WithdrawalPlan plan;
  plan.scenario = place;
  for (const std::string& id : mixes) plan.mixes.push_back(place.mix_index(id));
  plan.stop = stop;
  plan.replicates = replicates;
  plan.seed = 42;
  return plan;
}

Scenario three_years() {
  Scenario place = small_place();
  place.months = 36;
  return place;
}

// A scenario with one of its mixes stopped beside it.
struct Stopped {
  Scenario place;
  std::string id;
  Outcomes outcomes;
  Stopped(Scenario scenario, const std::string& mix) : place(std::move(scenario)) {
    const std::vector<DerivedMix> derived = add_stopped_mixes(place, {place.mix_index(mix)}, stop, false);
    id = place.mixes[static_cast<std::size_t>(derived.front().stops.mix)].id;
    RunOptions options;
    options.replicates = 2;
    options.seed = static_cast<std::uint64_t>(place.seed);
    options.mixes = {place.mix_index(mix), derived.front().stops.mix};
    options.stops = {derived.front().stops};
    outcomes = run(place, make_population(place), options);
  }
};

const Outcome& outcome_of(const Outcomes& outcomes, const std::string& mix, int replicate) {
  const auto found = std::find(outcomes.mixes.begin(), outcomes.mixes.end(), mix);
  return outcomes.of[static_cast<std::size_t>(replicate)][static_cast<std::size_t>(found - outcomes.mixes.begin())];
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

TEST(Withdrawal, OfSupportThatNobodyHasChangesNotOneByte) {
  const Stopped none(three_years(), "none");
  for (const int replicate : {0, 1}) {
    const Outcome& with = outcome_of(none.outcomes, "none", replicate);
    const Outcome& without = outcome_of(none.outcomes, none.id, replicate);
    ASSERT_EQ(with.size(), without.size());
    for (std::size_t k = 0; k < with.size(); ++k) ASSERT_TRUE(same_number(with[k], without[k])) << k;
  }
  const Withdrawal told = withdrawal_of(plan_of(three_years(), {"none", "plan"}));
  for (const Difference& change : told.of[0].stopped[0].changes)
    if (change.n > 0) {
      EXPECT_EQ(change.mean, 0);
      EXPECT_EQ(change.hi90, 0);
    }
  // The broken twin: where somebody has it, something changes.
  EXPECT_NE(told.of[1].stopped[0].changes[at("poor_after_12")].mean, 0);
}

TEST(Withdrawal, IsTheSameUpToTheStop) {
  const Stopped plan(three_years(), "plan");
  bool differs_later = false;
  for (std::size_t k = 0; k < plan.outcomes.shape.points.size(); ++k) {
    const Point& point = plan.outcomes.shape.points[k];
    if (point.at.size() != 7) continue;  // months
    const double with = outcome_of(plan.outcomes, "plan", 0)[k], without = outcome_of(plan.outcomes, plan.id, 0)[k];
    if (Month::parse(point.at) < stop)
      ASSERT_TRUE(same_number(with, without)) << quantities()[static_cast<std::size_t>(point.quantity)].id << point.at;
    else
      differs_later |= !same_number(with, without);
  }
  EXPECT_TRUE(differs_later);
}

// Whoever is told by the event that all support ends lives the same life as under the mix stopped in that month; only
// the books say it in other words.
TEST(Withdrawal, IsTheEventOfOneMix) {
  const Stopped plan(three_years(), "plan");
  Scenario event = three_years();
  event.events.emplace_back();
  event.events.back().kind = EventKind::support_withdrawn;
  event.events.back().month = stop;
  const Outcomes withdrawn = play(event, 2, {"plan"});
  for (const char* id : {"registered_households", "exited_share", "self_reliant_share", "poor_share", "fgt2"})
    EXPECT_EQ(series_of(plan.outcomes, 1, plan.id, id), series_of(withdrawn, 1, "plan", id)) << id;
}

TEST(Withdrawal, LeavesWhatWasPaidForAtOnce) {
  const Stopped open(three_years(), "open");
  Scenario ended = three_years();
  for (Item& item : mix_of(ended, "open").items) item.end = stop;
  const auto roofs = [](const Outcomes& outcomes, const std::string& mix, const std::string& year) {
    return value_of(outcomes, 0, mix, "enrolled_households", year, "roof");
  };
  const double before = roofs(open.outcomes, "open", "2017");
  EXPECT_GT(before, 0);
  EXPECT_GT(roofs(open.outcomes, open.id, "2019"), 0.8 * before) << "houses stand, though some households are gone";
  EXPECT_LE(roofs(open.outcomes, open.id, "2019"), before) << "nobody joins";
  EXPECT_EQ(roofs(play(ended, 1, {"open"}), "open", "2019"), 0) << "the broken twin";
}

TEST(Withdrawal, EndsTheFloorOfThoseWhoAreOnIt) {
  const Withdrawal told = withdrawal_of(plan_of(three_years(), {"plan"}));
  const WithdrawalOf& plan = told.of.front();
  const StoppedSupport& all = plan.stopped.front();
  EXPECT_GT(plan.on_floor.mean, 10);
  EXPECT_LT(all.changes[at("floor_income_after")].hi90, 0);
  EXPECT_EQ(all.changes[at("floor_income_before")].mean, 0);
  EXPECT_GT(all.changes[at("floor_poor_after")].mean, 0);
  EXPECT_LT(all.changes[at("spending_after_12")].mean, 0);
  EXPECT_EQ(all.changes[at("own_income_at_stop")].mean, 0);
  EXPECT_GE(plan.with[at("returned_within_24")].mean, plan.with[at("returned_within_12")].mean);
}

TEST(Withdrawal, StopsOneMeasureAtATime) {
  WithdrawalPlan asked = plan_of(three_years(), {"plan"});
  asked.one_at_a_time = true;
  const Withdrawal told = withdrawal_of(asked);
  const std::vector<StoppedSupport>& stopped = told.of.front().stopped;
  ASSERT_GT(stopped.size(), 3u);
  EXPECT_EQ(stopped.front().measure, "");
  for (const StoppedSupport& each : stopped) {
    if (each.measure == "floor") {
      EXPECT_LT(each.changes[at("floor_income_after")].mean, 0);
    }
    if (each.measure == "roof") {
      EXPECT_EQ(each.changes[at("floor_income_after")].mean, 0);
    }
  }
}

TEST(Withdrawal, StopsTheMeasuresChosen) {
  WithdrawalPlan one = plan_of(three_years(), {"plan"});
  one.one_at_a_time = true;
  const std::vector<StoppedSupport> alone = withdrawal_of(one).of.front().stopped;
  WithdrawalPlan some = one;
  some.measures = {"floor"};
  const Withdrawal chosen = withdrawal_of(some);
  ASSERT_EQ(chosen.of.front().stopped.size(), 2u);
  const auto floor =
      std::find_if(alone.begin(), alone.end(), [](const StoppedSupport& each) { return each.measure == "floor"; });
  for (const StoppedSupport& each : chosen.of.front().stopped)
    for (const char* id : {"returned_within_24", "floor_income_after", "own_income_after_12", "spending_after_12"})
      EXPECT_EQ(each.without[at(id)].mean, floor->without[at(id)].mean) << id;
  some.measures = {};
  for (const StoppedSupport& each : alone) {
    if (!each.measure.empty()) some.measures.push_back(each.measure);
  }
  EXPECT_EQ(withdrawal_of(some).of.front().stopped.front().without[at("floor_income_after")].mean,
            alone.front().without[at("floor_income_after")].mean)
      << "all of them by name are all";
}

TEST(Withdrawal, WithinTheRunOrNotTold) {
  const Scenario place = small_place();  // 24 months
  EXPECT_TRUE(check_stop(place, stop).empty());
  EXPECT_FALSE(check_stop(place, stop + 1).empty());
  EXPECT_FALSE(check_stop(place, place.start).empty());
  const Withdrawal told = withdrawal_of(plan_of(place, {"plan"}, 2));
  EXPECT_EQ(told.of[0].with[at("returned_within_24")].n, 0);
  EXPECT_EQ(told.of[0].with[at("own_income_after_24")].n, 0);
  EXPECT_GT(told.of[0].with[at("returned_within_12")].n, 0);
}

TEST(Withdrawal, IsKeptAndReadAgain) {
  const Scenario place = three_years();
  const Withdrawal told = withdrawal_of(plan_of(place, {"plan", "jobs"}, 3));
  const std::string json = withdrawal_json(told, place, {});
  EXPECT_EQ(withdrawal_json(read_withdrawal(json), place, {}), json);
  WithdrawalPlan other = plan_of(place, {"plan", "jobs"}, 3);
  other.threads = 1;
  EXPECT_EQ(withdrawal_json(withdrawal_of(other), place, {}), json) << "the same on any number of threads";
}

TEST(Withdrawal, SaysWhetherTwoMixesAreToldApart) {
  Withdrawal told = withdrawal_of(plan_of(three_years(), {"plan", "jobs"}, 3));
  const Scenario place = three_years();
  for (Difference& change : told.contrasts[0].changes) change.verdict = Verdict::too_close;
  EXPECT_NE(withdrawal_sentences(told, place, Language::en).back().find("Too close to call"), std::string::npos);
  EXPECT_NE(withdrawal_sentences(told, place, Language::zh).back().find("难分高下"), std::string::npos);
  for (Difference& change : told.contrasts[0].changes) change.verdict = Verdict::better;
  EXPECT_NE(withdrawal_sentences(told, place, Language::en).back().find("tells them apart"), std::string::npos);
  EXPECT_FALSE(withdrawal_chart(told, place, Language::en).panels.empty());
}

const std::string tiny = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json";

Finished tuiyan(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{TUIYAN_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Program(words).wait();
}

TEST(WithdrawCommand, RunsAndKeepsItInTheResult) {
  const ScratchFolder scratch;
  const std::string folder = scratch.path().string();
  const Scenario place = read_scenario_file(tiny);
  const std::string month = (place.end_month() - 12).text();
  const Finished run =
      tuiyan({"withdraw", tiny, "--stop", month, "-o", folder, "--replicates", "3", "--one-at-a-time"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("going on"), std::string::npos);
  EXPECT_NE(text_of(scratch / "report.html").find("If support stops"), std::string::npos);
  // A run with more replicates keeps it.
  ASSERT_EQ(tuiyan({"run", tiny, "-q", "-o", folder, "--replicates", "4"}).code, 0);
  EXPECT_NE(text_of(scratch / "report.html").find("If support stops"), std::string::npos);
  const Finished zh = tuiyan({"report", (scratch / "tiny.tuiyan").string(), "--lang", "zh", "-o", "-"});
  EXPECT_NE(zh.out.find("如果帮扶停止"), std::string::npos);
}

TEST(WithdrawCommand, SaysWhatIsWrongWithTheMonth) {
  EXPECT_EQ(tuiyan({"withdraw", tiny, "-o", "-"}).code, 2);
  EXPECT_EQ(tuiyan({"withdraw", tiny, "--stop", "soon", "-o", "-"}).code, 2);
  const Finished late = tuiyan({"withdraw", tiny, "--stop", "2099-01", "-o", "-"});
  EXPECT_EQ(late.code, 2);
  EXPECT_NE(late.err.find("twelve after"), std::string::npos) << late.err;
}

}  // namespace
}  // namespace tuiyan
