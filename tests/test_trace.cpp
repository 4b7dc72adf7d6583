// A trace is the replicate that a run plays: watching changes nothing, households traced one by one sum to the
// outcome, and every sum it tells can be done again by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/console.h"
#include "cli/trace_text.h"
#include "io/trace_json.h"
#include "io/trace_words.h"
#include "sim/decisive.h"
#include "sim/trace.h"
#include "tests/options.h"
#include "tests/places.h"
#include "tests/process.h"
#include "tests/trial.h"

namespace tuiyan {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

const std::string tiny = std::string(TUIYAN_SOURCE_DIR) + "/tests/data/tiny.json";

// Two years of a township in which a lot happens to members.
Scenario busy_place() {
  Scenario place = small_place();
  place.months = 36;
  place.demography.marries_in.value = 0.4;
  place.demography.splits.value = 0.5;
  place.demography.joins_relatives.value = 0.15;
  place.demography.birth_rate.value = 0.2;
  place.registry.detection = Dated(neutral(0.9));
  return place;
}

RunOptions options_of(const Scenario& scenario, const Texts& mixes) {
  RunOptions options;
  options.seed = static_cast<std::uint64_t>(scenario.seed);
  for (const std::string& id : mixes) options.mixes.push_back(scenario.mix_index(id));
  return options;
}

// Every household of a replicate, those born of splits too.
std::vector<Trace> all_traces(const Scenario& scenario, const Texts& mixes, int replicate) {
  const Population people = make_population(scenario);
  const RunOptions options = options_of(scenario, mixes);
  std::vector<Trace> traces;
  for (const Household& household : people.households) {
    traces.push_back(trace(scenario, people, options, replicate, {household.id, 0}));
    const int branches = traces.back().branches;
    for (int branch = 1; branch <= branches; ++branch)
      traces.push_back(trace(scenario, people, options, replicate, {household.id, branch}));
  }
  return traces;
}

const std::vector<Trace>& busy_traces() {
  static const std::vector<Trace> traces = all_traces(busy_place(), {"plan", "jobs"}, 1);
  return traces;
}

Outcomes outcomes_of(const Scenario& scenario, const Texts& mixes, const Trace& trace) {
  Outcomes outcomes = play(scenario, make_population(scenario), 1, mixes);
  outcomes.of = {trace.outcomes};
  return outcomes;
}

TEST(Trace, ChangesNotOneByte) {
  for (const bool uncertainty : {false, true}) {
    const Scenario place = small_place();
    const Population people = make_population(place);
    RunOptions options = options_of(place, {"plan", "jobs"});
    options.uncertainty = uncertainty;
    options.first_replicate = 2;
    options.replicates = 1;
    const Outcomes played = run(place, people, options);
    Outcomes watched = played;
    watched.of[2] = trace(place, people, options, 2, {17, 0}).outcomes;
    EXPECT_TRUE(same_bytes(played, watched)) << "uncertainty " << uncertainty;
  }
}

// What traces count in a month.
struct Sums {
  double households = 0, persons = 0, counted = 0, out = 0, self_reliant = 0, all = 0, poor = 0, income = 0;
  double exits = 0, entries = 0, returns = 0, cleaned_out = 0;
};

bool has(const MixMonth& month, MixEventKind kind) {
  return std::any_of(month.events.begin(), month.events.end(), [&](const MixEvent& each) { return each.kind == kind; });
}

void add(Sums& sums, const TracedMonth& month, std::size_t c) {
  const MixMonth& mix = month.mixes[c];
  const double persons = month.members.size;
  const bool registered = mix.status == Status::registered, out = mix.status == Status::exited && mix.counted;
  sums.households += registered;
  sums.persons += registered ? persons : 0;
  sums.counted += mix.counted ? persons : 0;
  sums.out += out ? persons : 0;
  sums.self_reliant += out && mix.self_reliant ? persons : 0;
  sums.all += persons;
  const auto income = static_cast<double>(mix.year.all()) / 100;
  const std::int64_t line = std::llround(month.poverty_line * 100) * month.members.size;
  sums.poor += mix.year.all() < line ? persons : 0;
  sums.income += registered ? income : 0;
  sums.exits += has(mix, MixEventKind::exited) ? persons : 0;
  sums.entries += has(mix, MixEventKind::entered) ? persons : 0;
  sums.returns += has(mix, MixEventKind::returned) ? persons : 0;
  sums.cleaned_out += has(mix, MixEventKind::cleaned_out) ? persons : 0;
}

TEST(Trace, HouseholdsSumToTheOutcome) {
  const Scenario place = busy_place();
  const Texts mixes{"plan", "jobs"};
  const std::vector<Trace>& traces = busy_traces();
  ASSERT_GT(traces.size(), make_population(place).households.size()) << "some households split";
  const Outcomes outcomes = outcomes_of(place, mixes, traces.front());
  double returns = 0, entries = 0;
  for (std::size_t c = 0; c < mixes.size(); ++c) {
    std::map<int, Sums> by_month;
    for (const Trace& each : traces)
      for (const TracedMonth& month : each.months) add(by_month[month.month.index], month, c);
    const auto value = [&](const char* quantity, const std::string& at) {
      return value_of(outcomes, 0, mixes[c], quantity, at);
    };
    std::map<int, Sums> by_year;
    for (Month month = place.start - 1; month < place.end_month(); month = month + 1) {
      const Sums& sums = by_month[month.index];
      const std::string at = month < place.start ? "start" : month.text();
      SCOPED_TRACE(mixes[c] + " " + at);
      EXPECT_EQ(sums.households, value("registered_households", at));
      EXPECT_EQ(sums.persons, value("registered_persons", at));
      EXPECT_EQ(sums.out / sums.counted, value("exited_share", at));
      EXPECT_EQ(sums.self_reliant / sums.counted, value("self_reliant_share", at));
      EXPECT_EQ(sums.poor / sums.all, value("poor_share", at));
      EXPECT_NEAR(sums.income / sums.persons, value("mean_income_registered", at), 1e-6);
      if (month < place.start) continue;
      EXPECT_EQ(sums.exits, value("exits_persons", at));
      EXPECT_EQ(sums.entries, value("entries_persons", at));
      EXPECT_EQ(sums.returns, value("returns_persons", at));
      Sums& year = by_year[month.year()];
      year.exits += sums.exits;
      year.entries += sums.entries;
      year.returns += sums.returns;
      year.cleaned_out += sums.cleaned_out;
    }
    for (const auto& [year, sums] : by_year) {
      const std::string at = std::to_string(year);
      EXPECT_EQ(sums.exits, value("exits_persons_year", at)) << at;
      EXPECT_EQ(sums.entries, value("entries_persons_year", at)) << at;
      EXPECT_EQ(sums.returns, value("returns_persons_year", at)) << at;
      EXPECT_EQ(sums.cleaned_out, value("clean_outs_persons_year", at)) << at;
      returns += sums.returns;
      entries += sums.entries;
    }
  }
  EXPECT_GT(returns, 0);
  EXPECT_GT(entries, 0);
}

TEST(Trace, NaturalChangeAndEnrolmentsSumToTheOutcome) {
  const Scenario place = busy_place();
  const Texts mixes{"plan", "jobs"};
  const std::vector<Trace>& traces = busy_traces();
  const Outcomes outcomes = outcomes_of(place, mixes, traces.front());
  const std::map<LifeEventKind, std::string> changes{
      {LifeEventKind::birth, "births"},         {LifeEventKind::death, "deaths"},
      {LifeEventKind::marriage_in, "moves_in"}, {LifeEventKind::marriage_out, "moves_out"},
      {LifeEventKind::move, "moves_out"},       {LifeEventKind::joins_relatives, "moves_out"}};
  for (std::size_t c = 0; c < mixes.size(); ++c) {
    std::map<std::pair<std::string, int>, double> natural, enrolled, paid;
    for (const Trace& each : traces) {
      std::map<int, int> in;  // measures that it is in
      Status status = each.months.front().mixes[c].status;
      for (const TracedMonth& month : each.months) {
        // A change counts where the household stood in the register before anything else in the month.
        if (month.month < place.start) status = month.mixes[c].status;
        for (const LifeEvent& event : month.events) {
          const auto change = changes.find(event.kind);
          if (change != changes.end() && month.month >= place.start && status == Status::registered)
            ++natural[{change->second, month.month.year()}];
        }
        status = month.mixes[c].status;
        for (const MixEvent& event : month.mixes[c].events) {
          if (event.kind == MixEventKind::joined) in[event.measure] = 1;
          if (event.kind == MixEventKind::left) in[event.measure] = 0;
        }
        for (const Diary::Payment& payment : month.mixes[c].payments)
          if (payment.measure >= 0)
            paid[{place.measures[static_cast<std::size_t>(payment.measure)].id, month.month.year()}] +=
                static_cast<double>(payment.fen) / 100;
        if (month.month.month_of_year() == 12)
          for (const auto& [measure, is] : in)
            enrolled[{place.measures[static_cast<std::size_t>(measure)].id, month.month.year()}] += is;
      }
    }
    for (const int year : {2017, 2018, 2019}) {
      const std::string at = std::to_string(year);
      for (const char* change : {"births", "deaths", "moves_in", "moves_out"})
        EXPECT_EQ((natural[{change, year}]), value_of(outcomes, 0, mixes[c], "natural_change_year", at, change))
            << mixes[c] << " " << at << " " << change;
      for (const Measure& measure : place.measures)
        EXPECT_EQ((enrolled[{measure.id, year}]),
                  value_of(outcomes, 0, mixes[c], "enrolled_households", at, measure.id))
            << mixes[c] << " " << at << " " << measure.id;
      // The floor costs what it pays.
      EXPECT_NEAR((paid[{"floor", year}]), value_of(outcomes, 0, mixes[c], "spending_year", at, "floor"), 0.01)
          << mixes[c] << " " << at;
    }
  }
}

TEST(Trace, TwelveMonthsAddUp) {
  int years = 0, paid = 0;
  for (const Trace& each : busy_traces()) {
    if (each.branches > 0 || each.household.branch > 0) continue;  // a split takes a part of the books along
    for (std::size_t m = 12; m < each.months.size(); ++m) {
      const TracedMonth& month = each.months[m];
      if (month.members.size == 0) continue;
      std::int64_t market = 0;
      for (std::size_t k = m - 11; k <= m; ++k) market += each.months[k].market;
      EXPECT_EQ(market, month.market12) << each.household.id << " " << month.month.text();
      for (std::size_t c = 0; c < month.mixes.size(); ++c) {
        std::int64_t earned = 0, aid = 0;
        for (std::size_t k = m - 11; k <= m; ++k) {
          for (const Diary::Payment& payment : each.months[k].mixes[c].payments)
            (payment.kind == IncomeKind::earned ? earned : aid) += payment.fen;
          aid -= each.months[k].mixes[c].floor_taken_over;
        }
        const MixMonth& mix = month.mixes[c];
        EXPECT_EQ(market + earned, mix.year.earned) << each.household.id << " " << month.month.text();
        EXPECT_EQ(aid + 12 * month.floor, mix.year.aid) << each.household.id << " " << month.month.text();
        ++years;
        paid += earned + aid != 0;
        if (!mix.judgement) continue;
        const Judgement& seen = *mix.judgement;
        const double uncertain = static_cast<double>(seen.market + seen.earned);
        EXPECT_EQ(seen.seen,
                  static_cast<std::int64_t>(uncertain * seen.error) + seen.transfers + seen.floor + seen.aid);
        EXPECT_EQ(seen.seen_safe, static_cast<std::int64_t>(uncertain * seen.error / seen.margin) + seen.transfers +
                                      seen.floor + seen.aid);
      }
    }
  }
  EXPECT_GT(years, 1000);
  EXPECT_GT(paid, 500);
}

// A round decides, and what it decided is in force when it says.
TEST(Trace, RoundsAndStandingsAgree) {
  int exits = 0, stays = 0, returns = 0;
  for (const Trace& each : busy_traces())
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t m = 0; m < each.months.size(); ++m) {
        const MixMonth& mix = each.months[m].mixes[c];
        if (!mix.judgement) continue;
        const Judgement& seen = *mix.judgement;
        SCOPED_TRACE(std::to_string(each.household.id) + " " + each.months[m].month.text());
        const auto status_in = [&](Month month) -> std::optional<Status> {
          for (const TracedMonth& one : each.months)
            if (one.month == month && one.members.size > 0) return one.mixes[c].status;
          return {};
        };
        if (mix.decision == Decision::exits) {
          ++exits;
          EXPECT_EQ(seen.held, Held::leaves);
          EXPECT_EQ(seen.lacking, 0);
          EXPECT_GE(static_cast<double>(seen.seen_safe), seen.line);
          EXPECT_LT(seen.approval, seen.approval_chance);
          EXPECT_EQ(status_in(seen.exits_from).value_or(Status::exited), Status::exited);
        }
        if (mix.decision == Decision::stays) {
          ++stays;
          EXPECT_TRUE(static_cast<double>(seen.seen_safe) < seen.line || seen.lacking != 0 ||
                      seen.approval >= seen.approval_chance || seen.refused_exit);
          EXPECT_EQ(status_in(seen.exits_from).value_or(Status::registered), Status::registered);
        }
        if (mix.decision == Decision::returns) {
          ++returns;
          EXPECT_LT(seen.detection, seen.detection_chance);
          EXPECT_TRUE(seen.below || seen.below_after_cost || seen.lacking != 0);
          EXPECT_EQ(status_in(seen.entries_from).value_or(Status::registered), Status::registered);
        }
      }
  EXPECT_GT(exits, 100);
  EXPECT_GT(stays, 100);
  EXPECT_GT(returns, 5);
}

// What is said to have carried an exit did: the amounts add up to what the round saw, and guarantees were lacking.
TEST(Trace, GroundsAreWhatTheRoundSaw) {
  int carried = 0, provided = 0, returns = 0;
  for (const Trace& each : busy_traces()) {
    const Decisive found = decisive_of(each);
    ASSERT_EQ(found.rounds.size(), 2u);
    for (std::size_t c = 0; c < 2; ++c)
      for (const Grounds& grounds : found.rounds[c]) {
        const TracedMonth& round = each.months[grounds.round];
        SCOPED_TRACE(std::to_string(each.household.id) + " " + round.month.text());
        if (!round.mixes[c].judgement) continue;
        const Judgement& seen = *round.mixes[c].judgement;
        const double measures =
            static_cast<double>(seen.earned) * seen.error / seen.margin + static_cast<double>(seen.aid);
        for (const Grounds::Carrier& carrier : grounds.carriers) EXPECT_GT(carrier.short_by, 0);
        if (round.mixes[c].decision == Decision::exits && each.branches == 0 && each.household.branch == 0) {
          // One may carry what another takes away.
          if (measures > seen.spare) {
            EXPECT_TRUE(!grounds.carriers.empty() || grounds.together);
          }
          EXPECT_TRUE(!grounds.together || measures > seen.spare);
          carried += !grounds.carriers.empty();
        }
        for (const Diary::Provision& one : grounds.provisions) {
          ++provided;
          EXPECT_NE((round.missing >> one.guarantee) & 1, 0);
          EXPECT_EQ((seen.lacking >> one.guarantee) & 1, 0);
        }
        if (round.mixes[c].decision != Decision::returns) {
          EXPECT_TRUE(grounds.befell.empty() || round.mixes[c].decision == Decision::enters);
          continue;
        }
        ++returns;
        const auto tells = [&](LifeEventKind kind) {
          return std::any_of(grounds.befell.begin(), grounds.befell.end(),
                             [&](const Befell& one) { return each.months[one.month].events[one.event].kind == kind; });
        };
        EXPECT_TRUE(seen.trigger != Trigger::job || tells(LifeEventKind::job_lost));
        EXPECT_TRUE(seen.trigger != Trigger::harvest || tells(LifeEventKind::harvest));
      }
  }
  EXPECT_GT(carried, 20);
  EXPECT_GT(provided, 5);
  EXPECT_GT(returns, 5);
}

TEST(Trace, TellsASplitFromBothSides) {
  const Scenario place = busy_place();
  int splits = 0;
  for (const Trace& each : busy_traces()) {
    if (each.household.branch == 0) continue;
    ++splits;
    ASSERT_FALSE(each.months.empty());
    EXPECT_EQ(each.months.front().events.front().kind, LifeEventKind::set_up);
    for (const Trace& old : busy_traces()) {
      if (old.household.id != each.household.id || old.household.branch != 0) continue;
      bool told = false;
      for (const TracedMonth& month : old.months)
        for (const LifeEvent& event : month.events)
          told |= event.kind == LifeEventKind::leaves_by_split && event.number == each.household.branch &&
                  month.month == each.months.front().month;
      EXPECT_TRUE(told || old.branches > 1) << each.household.id;
    }
  }
  EXPECT_GT(splits, 3);
}

TEST(Trace, SaysThatMixesAreTheSame) {
  Scenario place = small_place();
  place.mixes.push_back(place.mixes[0]);
  place.mixes.back().id = "copy";
  const Trace same = trace(place, make_population(place), options_of(place, {"none", "copy"}), 0, {5, 0});
  EXPECT_TRUE(decisive_of(same).same);
  EXPECT_EQ(decisive_of(same).parting, -1);
  EXPECT_NE(trace_text(same, place, Language::en, 100, false).find("Both mixes do the same"), std::string::npos);
  EXPECT_NE(trace_text(same, place, Language::zh, 100, false).find("每个月都相同"), std::string::npos);
}

// A gift that lifts everybody over the line is what takes the household out, and is named as such.
TEST(Trace, NamesTheMeasureThatMadeTheDifference) {
  Scenario place = one_measure_place([](Measure& measure, Item&) {
    IncomeEffect gift;
    gift.amount = neutral(2400);
    gift.per = Per::person;
    gift.kind = IncomeKind::aid;
    gift.follows = Follows::nothing;
    measure.effects.push_back({gift, Scope::household});
  });
  Mix nothing;
  nothing.id = "nothing";
  place.mixes.push_back(nothing);
  place.guarantees.clear();
  const Population people = make_population(place);
  int parted = 0;
  for (std::uint32_t id = 1; id <= 40; ++id) {
    const Trace each = trace(place, people, options_of(place, {"mix", "nothing"}), 0, {id, 0});
    const Decisive found = decisive_of(each);
    EXPECT_FALSE(found.same);
    ASSERT_GE(found.compared, 0);
    ASSERT_EQ(found.parts.size(), 1u);
    EXPECT_EQ(found.parts[0].measure, 0);
    EXPECT_EQ(found.parts[0].fen[1], 0);
    EXPECT_EQ(found.split, (std::vector<std::int64_t>{0, 0}));
    const MixMonth& with = each.months[static_cast<std::size_t>(found.compared)].mixes[0];
    EXPECT_EQ(found.parts[0].fen[0], with.judgement->aid);
    if (found.parting < 0) continue;
    const TracedMonth& parting = each.months[static_cast<std::size_t>(found.parting)];
    if (parting.mixes[0].decision != Decision::exits) continue;  // who was out is kept out by it
    ++parted;
    EXPECT_EQ(parting.mixes[1].decision, Decision::stays);
    // Without it the household would be where it is under the other mix.
    ASSERT_EQ(found.rounds[0][0].carriers.size(), 1u);
    EXPECT_EQ(found.rounds[0][0].carriers[0].measure, 0);
    EXPECT_NEAR(found.rounds[0][0].carriers[0].short_by, -parting.mixes[1].judgement->spare, 1);
    EXPECT_EQ(found.rounds[1][0].round, found.rounds[0][0].round);
    EXPECT_NE(trace_text(each, place, Language::en, 100, false)
                  .find("The mixes part in the round of " + parting.month.text()),
              std::string::npos);
  }
  EXPECT_GT(parted, 5);
}

int lines_with(const std::string& text, const std::string& what) {
  int count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(Trace, FoldsWhatIsNotNew) {
  const Scenario place = small_place();
  const Trace each = trace(place, make_population(place), options_of(place, {"plan", "jobs"}), 0, {5, 0});
  for (const Language language : {Language::zh, Language::en}) {
    const std::string folded = trace_text(each, place, language, 100, false);
    const std::string whole = trace_text(each, place, language, 100, true);
    EXPECT_LT(folded.size(), whole.size());
    int months = 0;
    for (const TracedMonth& month : each.months)
      months += whole.find(fmt::format("\n{}  ", month.month.text())) != std::string::npos;
    EXPECT_EQ(months, place.lead_in + place.months + 1);
    EXPECT_EQ(lines_with(whole, language == Language::zh ? "没有新情况" : "nothing new"), 0);
    EXPECT_GT(lines_with(folded, language == Language::zh ? "没有新情况" : "nothing new"), 1);
    std::size_t from = 0;
    for (std::size_t to = whole.find('\n'); to != std::string::npos; from = to + 1, to = whole.find('\n', from))
      EXPECT_LE(display_width(whole.substr(from, to - from)), 100) << whole.substr(from, to - from);
  }
}

Finished tuiyan(const Texts& arguments) {
  Texts words{TUIYAN_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Program(words, {}).wait();
}

TEST(TraceCommand, PrintsAndWritesNothing) {
  const ScratchFolder scratch;
  const Finished run = tuiyan({"run", tiny, "--trace", "3", "-o", scratch.path().string()});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("household 3"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("A Industry first    B Floor first"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("What was decisive"), std::string::npos);
  EXPECT_NE(run.err.find("writes no file"), std::string::npos) << run.err;
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
  const Finished zh = tuiyan({"run", tiny, "--trace", "3", "--lang", "zh"});
  EXPECT_NE(zh.out.find("关键所在"), std::string::npos) << zh.out;
}

TEST(TraceCommand, GivesTheSameAsData) {
  const Finished run = tuiyan({"run", tiny, "--trace", "3", "--replicate", "2", "--mix", "floor_first,none", "--json"});
  ASSERT_EQ(run.code, 0) << run.err;
  const json whole = json::parse(run.out);
  EXPECT_EQ(whole["schema"], "tuiyan/trace@1");
  const json& result = whole["result"];
  EXPECT_EQ(result["replicate"], 2);
  EXPECT_EQ(result["household"]["id"], 3);
  EXPECT_EQ(result["mixes"][0]["id"], "floor_first") << "in the order in which they are named";
  EXPECT_EQ(result["mixes"][1]["id"], "none");
  EXPECT_EQ(result["months"].size(), 25u);
  EXPECT_EQ(result["months"][0]["month"], "2016-12");
  EXPECT_EQ(result["months"][0]["mixes"].size(), 2u);
  EXPECT_TRUE(result["decisive"].contains("parting_round"));
  json again =
      json::parse(tuiyan({"run", tiny, "--trace", "3", "--replicate", "2", "--mix", "floor_first,none", "--json"}).out);
  json first = whole;
  first.erase("run");
  again.erase("run");
  EXPECT_EQ(first.dump(), again.dump());
}

TEST(TraceCommand, ChoosesTwoMixes) {
  const auto mixes = [](const Texts& more) {
    Texts arguments{"run", tiny, "--trace", "1", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished run = tuiyan(arguments);
    EXPECT_EQ(run.code, 0) << run.err;
    Texts ids;
    const json whole = json::parse(run.out);
    for (const json& each : whole["result"]["mixes"]) ids.push_back(each["id"]);
    return ids;
  };
  EXPECT_EQ(mixes({}), (Texts{"industry_first", "floor_first"})) << "the first two that are not the reference";
  EXPECT_EQ(mixes({"--ref", "industry_first"}), (Texts{"none", "floor_first"}));
  EXPECT_EQ(mixes({"--mix", "floor_first"}), (Texts{"none", "floor_first"}));
  EXPECT_EQ(mixes({"--mix", "floor_first", "--ref", "industry_first"}), (Texts{"industry_first", "floor_first"}));
  EXPECT_EQ(mixes({"--mix", "none"}), Texts{"none"});
}

TEST(TraceCommand, AnswersEveryMistake) {
  const auto refused = [](const Texts& more, const std::string& says) {
    Texts arguments{"run", tiny};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished run = tuiyan(arguments);
    EXPECT_EQ(run.code, 2) << says;
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find(says), std::string::npos) << run.err;
  };
  for (const char* word : {"0", "91", "-3", "1.5x", "x", "", "1.", "99999999999999999999", "1e1"})
    refused({"--trace", word}, "there are 90, numbered from 1 to 90");
  refused({"--trace", "91"}, "Did you mean '90'?");
  refused({"--trace", "99999999999999999999"}, "Did you mean '90'?");
  refused({"--trace", "0"}, "Did you mean '1'?");
  refused({"--trace", "1.7"}, "there is no household 1.7: in replicate 0 none of 1 splits");
  refused({"--trace", "1", "--replicate", "12"}, "counted from 0 to 11");
  refused({"--trace", "1", "--replicate", "5", "--replicates", "5"}, "counted from 0 to 4");
  refused({"--trace", "1", "--replicate", "-1"}, "--replicate is '-1'");
  refused({"--trace", "1", "--mix", "none,industry_first,floor_first"}, "two mixes side by side; --mix names 3");
  refused({"--trace", "1", "--mix", "nobody"}, "unknown mix");
  refused({"--trace", "1", "--plain"}, "--json");
  refused({"--replicate", "1"}, "--replicate goes with --trace");
}

TEST(TraceCommand, FindsListedHouseholdsByName) {
  const std::string village = std::string(TUIYAN_SOURCE_DIR) + "/scenarios/bachu-village.json";
  const Scenario place = shipped_place("bachu-village.json");
  ASSERT_FALSE(place.people.households.empty());
  const std::string name = place.people.households[0].name;
  const Finished run = tuiyan({"run", village, "--trace", name});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, tuiyan({"run", village, "--trace", "1"}).out);
  const Finished wrong = tuiyan({"run", village, "--trace", "Nobody of this name"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find(name), std::string::npos) << wrong.err;
}

// A command and what it prints, as a document shows it: "$ tuiyan ..." and the lines below, up to the end of the block.
struct Shown {
  Texts arguments;
  std::string text;
};

std::vector<Shown> shown_in(const std::string& document) {
  std::vector<Shown> all;
  std::istringstream lines(document);
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line.starts_with("$ tuiyan ")) {
      inside = true;
      Shown& one = all.emplace_back();
      std::istringstream words(line.substr(9));
      for (std::string word; words >> word;) one.arguments.push_back(word);
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      all.back().text += line + "\n";
    }
  }
  return all;
}

// docs/lives.md and docs/lives.zh.md print what the program prints; `tuiyan_tests --refresh-golden` writes that anew.
// What stands around it was written by somebody who had read it: read it again then.
TEST(Lives, AreThoseOfTheProgram) {
  for (const char* path : {"docs/lives.md", "docs/lives.zh.md"}) {
    std::string document = source_text(path);
    const std::vector<Shown> shown = shown_in(document);
    EXPECT_EQ(shown.size(), 3u) << path;
    for (const Shown& each : shown) {
      Texts arguments = each.arguments;
      for (std::string& word : arguments)
        if (word.starts_with("scenarios/")) word = std::string(TUIYAN_SOURCE_DIR) + "/" + word;
      const Finished run = tuiyan(arguments);
      EXPECT_EQ(run.code, 0) << run.err;
      if (test_options().refresh_golden)
        document.replace(document.find(each.text), each.text.size(), run.out);
      else
        EXPECT_EQ(each.text, run.out) << path << ": run tuiyan_tests --refresh-golden and read the page again";
    }
    if (test_options().refresh_golden)
      std::ofstream(std::string(TUIYAN_SOURCE_DIR) + "/" + path, std::ios::binary) << document;
  }
}

}  // namespace
}  // namespace tuiyan
