#include "gui/life.h"

#include <algorithm>

#include "gui/texts.h"
#include "io/trace_words.h"
#include "sim/chart.h"
#include "sim/decisive.h"
#include "sim/engine.h"
#include "sim/wording.h"

namespace tuiyan::gui {

namespace {

RunOptions options_of(const LifeAsked& asked) {
  RunOptions options;
  options.first_replicate = asked.replicate;
  options.replicates = 1;
  options.seed = static_cast<std::uint64_t>(asked.scenario->seed);
  options.mixes = {asked.mixes[0], asked.mixes[1]};
  options.uncertainty = asked.uncertainty;
  return options;
}

bool returned_under_one(const MovedHousehold& each) {
  return each.exits[0].back.has_value() != each.exits[1].back.has_value();
}

// What is told first: the mixes part over a return, over an exit, over a month; the same under both comes last.
int rank(const MovedHousehold& each) {
  const auto& [first, second] = each.exits;
  if (returned_under_one(each)) return 0;
  if (first.out.has_value() != second.out.has_value()) return 1;
  if (first.back) return first == second ? 3 : 2;
  return first == second ? 5 : 4;
}

std::string letter(const Trace& trace, std::size_t c) { return letter_of({trace.mixes[c]}); }

bool moves(Decision decision) {
  switch (decision) {
    case Decision::exits:
    case Decision::forced_out:
    case Decision::cleaned_out:
    case Decision::enters:
    case Decision::returns:
      return true;
    default:
      return false;
  }
}

// What a mix did in a month; of a round that moved nobody only what it decided.
std::vector<std::string> deeds(const TraceWords& words, const TracedMonth& month, const MixMonth& mix) {
  std::vector<std::string> told;
  for (const MixEvent& event : mix.events) told.push_back(words.event(event));
  if (moves(mix.decision))
    for (const std::string& line : words.round(mix, month)) told.push_back(line);
  else if (mix.decision != Decision::none && mix.decision != Decision::not_judged)
    told.push_back(words.decision(mix));
  return told;
}

std::string about(const Trace& trace, const Scenario& scenario, const TraceWords& words, Language language) {
  const GroupRules& group = scenario.people.groups[trace.group];
  const std::string separator = language == Language::zh ? "，" : ", ";
  std::string text = in(language, group.names).empty() ? group.id : in(language, group.names);
  text += separator + say::fill(language, say::life_village, trace.village + 1);
  if (trace.cause >= 0)
    text += separator + say::fill(language, say::life_cause,
                                  in(language, scenario.people.causes[static_cast<std::size_t>(trace.cause)].names));
  if (trace.remote) text += separator + in(language, say::life_remote);
  text += language == Language::zh ? "。" : ". ";
  std::string members;
  for (const TracedPerson& who : trace.persons)
    if (who.arrival == Arrival::at_start || who.arrival == Arrival::split)
      members += (members.empty()            ? ""
                  : language == Language::zh ? "；"
                                             : "; ") +
                 words.member(who, trace.months.front().month);
  return text + say::fill(language, say::life_members, members);
}

LifePage page_of(const Trace& trace, const Scenario& scenario, Language language) {
  std::vector<std::string> letters;
  for (std::size_t c = 0; c < trace.mixes.size(); ++c) letters.push_back(letter(trace, c));
  const TraceWords words(trace, scenario, language, letters);
  LifePage page;
  page.about = about(trace, scenario, words, language);
  for (const TracedMonth& month : trace.months) {
    LifeEntry entry{month.month, {}, {}};
    for (const LifeEvent& event : month.events) entry.life.push_back(words.life(event, month.month));
    for (std::size_t c = 0; c < 2; ++c) entry.mixes[c] = deeds(words, month, month.mixes[c]);
    if (!entry.life.empty() || !entry.mixes[0].empty() || !entry.mixes[1].empty())
      page.entries.push_back(std::move(entry));
  }
  page.decisive = words.decisive(decisive_of(trace));
  return page;
}

}  // namespace

MovedHouseholds moved_households(const LifeAsked& asked, const std::stop_token& stop) {
  const Population population = make_population(*asked.scenario);
  const auto exits = last_exits(*asked.scenario, population, asked.mixes, asked.replicate, asked.uncertainty, stop);
  MovedHouseholds moved;
  for (std::size_t i = 0; i < exits.size(); ++i)
    if (exits[i][0].out || exits[i][1].out) moved.list.push_back({population.households[i].id, exits[i]});
  std::stable_sort(moved.list.begin(), moved.list.end(),
                   [](const MovedHousehold& a, const MovedHousehold& b) { return rank(a) < rank(b); });
  constexpr std::size_t most = 60;
  if (moved.list.size() > most) moved.list.resize(most);
  return moved;
}

Life life_of(const LifeAsked& asked, std::uint32_t household) {
  const Population population = make_population(*asked.scenario);
  const bool known = std::any_of(population.households.begin(), population.households.end(),
                                 [&](const Household& each) { return each.id == household; });
  if (!known) return {};
  auto traced = std::make_shared<const Trace>(
      trace(*asked.scenario, population, options_of(asked), asked.replicate, {household, 0}));
  if (!traced->found) return {};
  return {traced, page_of(*traced, *asked.scenario, Language::zh), page_of(*traced, *asked.scenario, Language::en)};
}

}  // namespace tuiyan::gui
