#include "sim/registry.h"

#include <algorithm>

#include "sim/course.h"
#include "sim/delivery.h"
#include "sim/draws.h"
#include "sim/market.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

namespace {

int months_after(int month_of_year, int other) { return (other - month_of_year + 12) % 12; }

bool held(const Round& round, Month decided) {
  return decided.month_of_year() == round.decided && (!round.from || decided >= *round.from) &&
         (!round.until || decided <= *round.until);
}

// Income of one register window, fen.
struct Window {
  std::int64_t uncertain = 0;  // market, jobs, assets
  std::int64_t exact = 0;      // transfers, top-ups, aid
};

// The window closed last, or the one before.
Window window_of(const Course& course, std::size_t i, const TransferYear& year, bool before, ExitIncome counts) {
  const Lives& lives = course.lives;
  Window window;
  window.uncertain = before ? lives.window_market_before[i] : lives.window_market[i];
  if (course.plan().existing_transfers) {
    window.exact = year.fen(lives.transfer_base[i]);
    if (counts == ExitIncome::all) window.exact += std::int64_t{12} * lives.floor_running[i];
  }
  if (const Ledger* ledger = course.find_ledger(i)) {
    if (counts != ExitIncome::without_measures)
      window.uncertain += before ? ledger->window_earned_before : ledger->window_earned;
    if (counts == ExitIncome::all) window.exact += before ? ledger->window_aid_before : ledger->window_aid;
  }
  return window;
}

std::int64_t seen_income(const Window& window, double seen, double margin) {
  return static_cast<std::int64_t>(static_cast<double>(window.uncertain) * seen / margin) + window.exact;
}

struct Level {  // a line in the window and in the one before, fen per person
  double now = 0, before = 0;
};

// One round's figures, the same for every household.
struct Figures {
  const RegisterRules& rules;
  const Round& round;
  Month decided, window_end;
  TransferYear year, year_before;
  Level exit;
  std::vector<Level> lines;  // by RegisterRules::lines
  double approval, detection;
  double local_income;  // fen per person
  bool exits, entries;
  bool together;  // the place meets: what is found waits for it
};

Figures figures_of(const Course& course, Month decided) {
  const Study& study = course.study;
  const Scenario& scenario = study.scenario;
  const Round& round = *round_of(scenario.registry, decided);
  const Month end = decided - months_after(round.window_end, round.decided);
  const PeopleRules& people = scenario.people;
  const Month local = Month::of(static_cast<int>(people.local_income_year), 7);
  Figures figures{
      scenario.registry,
      round,
      decided,
      end,
      TransferYear(study, end),
      TransferYear(study, end - 12),
      {study.exit_line(decided) * 100, study.exit_line(decided - 12) * 100},
      {},
      scenario.registry.approval.at(decided),
      scenario.registry.detection.at(decided),
      people.local_income * 100 * exp_of(study.expected_growth(true, end) - study.expected_growth(true, local)),
      round.kind != RoundKind::entries,
      round.kind != RoundKind::exits,
      meets(study, decided)};
  for (const std::string& line : scenario.registry.lines) {
    const Dated& value = scenario.line(line).value;
    figures.lines.push_back({value.at(decided) * 100, value.at(decided - 12) * 100});
  }
  return figures;
}

// What a round knows of one household of the block.
struct Look {
  std::size_t i;    // household
  double seen;      // observed / true
  double approval;  // uniform numbers
  double detection;
  double cost;  // out-of-pocket in the window, fen
};

// By how much the income test of the exit rule is passed with a margin, fen; below zero: by how much it is not.
double spare_of(const Course& course, const Figures& figures, const Level& level, const Look& look, double margin) {
  const double size = course.lives.size[look.i];
  const RegisterRules& rules = figures.rules;
  const double cost = rules.exit_expenses ? look.cost : 0;
  const auto now = static_cast<double>(
      seen_income(window_of(course, look.i, figures.year, false, rules.exit_income), look.seen, margin));
  if (rules.exit_rule == ExitRule::one_window) return now - cost - level.now * size;
  const auto before = static_cast<double>(
      seen_income(window_of(course, look.i, figures.year_before, true, rules.exit_income), look.seen, margin));
  if (rules.exit_rule == ExitRule::mean_of_two) return now + before - cost - 2 * level.now * size;
  return std::min(now - cost - level.now * size, before - level.before * size);
}

bool passes(const Course& course, const Figures& figures, const Level& level, const Look& look, double margin) {
  return spare_of(course, figures, level, look, margin) >= 0;
}

bool vetoed(const Course& course, const Look& look, Month decided, bool of_entry) {
  const std::vector<Veto>& vetoes = course.study.scenario.registry.vetoes;
  const HouseholdAnswers answers(course, look.i, decided);
  for (std::size_t v = 0; v < vetoes.size(); ++v)
    if (vetoes[v].of_entry == of_entry && course.study.vetoes[v].holds(answers)) return true;
  return false;
}

double draw(const Course& course, std::size_t i, Process process, Month month, std::uint32_t number = 0) {
  return uniform(draw_words(course.lives.seed, {course.lives.subject[i], course.lives.replicate, process,
                                                static_cast<std::uint32_t>(month.index), number})[0]);
}

bool refused(const Course& course, const Look& look, Month decided, bool of_entry) {
  const RegisterRules& rules = course.study.scenario.registry;
  const std::vector<ProcedureStep>& steps = of_entry ? rules.entry_steps : rules.exit_steps;
  for (std::size_t s = 0; s < steps.size(); ++s)
    if (steps[s].refused > 0 && draw(course, look.i, Process::procedure, decided,
                                     static_cast<std::uint32_t>(s) + (of_entry ? 512 : 0)) < steps[s].refused)
      return true;
  return false;
}

Held held_by(const Course& course, const Figures& figures, const Level& level, const Look& look) {
  if (!passes(course, figures, level, look, 1)) return Held::not_above;
  if (!passes(course, figures, level, look, figures.rules.margin)) return Held::margin;
  if (figures.rules.held_months > 0 && course.file.above[look.i] < figures.rules.held_months) return Held::margin;
  if (course.lacking(look.i) != 0) return Held::guarantee;
  if (course.overdue(look.i, figures.decided) || vetoed(course, look, figures.decided, false)) return Held::veto;
  if (!(look.approval < figures.approval)) return Held::approval;
  if (refused(course, look, figures.decided, false)) return Held::procedure;
  return Held::leaves;
}

// True, of the window, all that comes in.
std::int64_t true_income(const Course& course, std::size_t i, const Figures& figures) {
  return seen_income(window_of(course, i, figures.year, false, ExitIncome::all), 1, 1);
}

bool is_wrong(const Course& course, std::size_t i, const Figures& figures) {
  return static_cast<double>(true_income(course, i, figures)) >=
             figures.rules.wrong_from * figures.exit.now * course.lives.size[i] &&
         course.lacking(i) == 0;
}

bool matched(const Course& course, std::size_t i, const Figures& figures) {
  return figures.rules.data_match > 0 &&
         draw(course, i, Process::data_match, figures.decided) < figures.rules.data_match;
}

double seen_by_line(const Course& course, const Figures& figures, const Look& look) {
  const Window window = window_of(course, look.i, figures.year, false, ExitIncome::all);
  return static_cast<double>(seen_income(window, look.seen, 1)) / (figures.exit.now * course.lives.size[look.i]);
}

void judge_registered(Course& course, const Figures& figures, const Look& look, Tally& tally) {
  RegisterFile& file = course.file;
  const std::size_t i = look.i;
  const double seen = seen_by_line(course, figures, look);
  file.found_planned[i] = seen >= figures.rules.planned_from;
  if (file.wrong[i] && matched(course, i, figures)) {
    course.pending[i] = Pending::clean_out;
    return;
  }
  if (!figures.exits) return;
  const Held held = held_by(course, figures, figures.exit, look);
  if (held == Held::leaves) course.pending[i] = Pending::exit;
  if (figures.together)
    file.cases.push_back({static_cast<std::uint32_t>(i), held, false, true, seen});
  else
    count_held(tally, held);
}

// The first month of a stretch in which the price falls of what the place sells, or of a product that a measure has the
// household sell; `never` without one.
int price_fall_of(const Course& course, std::size_t i, int from, int to) {
  int first = never;
  const auto look = [&](const std::vector<Month>& falls, int since) {
    const auto fall = std::lower_bound(falls.begin(), falls.end(), Month{std::max(from, since)});
    if (fall != falls.end() && fall->index <= to) first = std::min(first, fall->index);
  };
  look(course.lives.market_falls, from);
  const Enrolments& block = course.enrolments[i / block_size];
  for (const auto* list : {&block.busy, &block.resting})
    for (const Enrolment& each : *list)
      if (each.household == i)
        for (const ReadyEffect& effect : course.effects(each.item))
          if (effect.product >= 0)
            look(course.lives.product_falls[static_cast<std::size_t>(effect.product)], each.since);
  return first;
}

// The first setback since the exit, of those in the window or after it.
Trigger trigger_of(const Course& course, std::size_t i, const Figures& figures, bool below, bool below_after_cost) {
  if (!below && !below_after_cost) return Trigger::guarantee;
  const RegisterFile& file = course.file;
  const Lives& lives = course.lives;
  const int first = std::max(course.exit_month[i] + 1, figures.window_end.index - 11);
  int month = never;
  Trigger trigger = below_after_cost && !below ? Trigger::illness : Trigger::other;
  const auto consider = [&](int when, Trigger what) {
    if (when < first || when > figures.decided.index) return;
    if (when > month || (when == month && what > trigger)) return;
    month = when;
    trigger = what;
  };
  const std::vector<Setback>& setbacks = lives.setbacks[i / block_size];
  for (auto latest = setbacks.rbegin(); latest != setbacks.rend() && latest->month >= first; ++latest) {
    const Setback& setback = *latest;
    if (setback.household != i) continue;
    if (setback.trigger == Trigger::job && lives.employed[i] >= file.employed_out[i]) continue;  // found another
    if (setback.trigger == Trigger::guarantee) continue;
    consider(setback.month, setback.trigger);
  }
  consider(price_fall_of(course, i, first, figures.decided.index), Trigger::price);
  for (const ReadyEvent& event : course.study.events)
    if (event.kind == EventKind::epidemic && event.size > 0) consider(event.first.index, Trigger::event);
  if (file.setback[i] != never) consider(std::max<int>(file.setback[i], first), Trigger::measure);
  return trigger;
}

void judge_others(Course& course, const Figures& figures, const Look& look, Tally& tally) {
  const std::size_t i = look.i;
  RegisterFile& file = course.file;
  if (!figures.entries) return;
  const double found =
      file.monitored[i] ? std::max<double>(figures.detection, figures.rules.monitored_found) : figures.detection;
  if (!(look.detection < found)) return;
  const double line = figures.exit.now * course.lives.size[i];
  const auto income =
      static_cast<double>(seen_income(window_of(course, i, figures.year, false, ExitIncome::all), look.seen, 1));
  const bool below = income < line;
  const bool below_after_cost = figures.rules.expenses_count && income - look.cost < line;
  if (!below && !below_after_cost && course.lacking(i) == 0) return;
  const bool wrong = is_wrong(course, i, figures);
  if ((wrong && matched(course, i, figures)) || vetoed(course, look, figures.decided, true) ||
      refused(course, look, figures.decided, true)) {
    tally.turned_away_persons += course.lives.size[i];
    return;
  }
  course.pending[i] = Pending::entry;
  file.wrong[i] = wrong;
  if (course.status[i] == Status::exited)
    file.trigger[i] = static_cast<std::uint8_t>(trigger_of(course, i, figures, below, below_after_cost));
  if (figures.together)
    file.cases.push_back({static_cast<std::uint32_t>(i), Held::not_above, true, true, income / line});
}

// The registers of further lines: the same tests against another line.
void judge_tiers(Course& course, const Figures& figures, const Look& look) {
  std::uint8_t& tiers = course.file.tiers[look.i];
  const double size = course.lives.size[look.i];
  for (std::size_t k = 0; k < figures.lines.size(); ++k) {
    const auto bit = static_cast<std::uint8_t>(1u << k);
    if (tiers & bit) {
      if (figures.exits && held_by(course, figures, figures.lines[k], look) == Held::leaves)
        tiers = static_cast<std::uint8_t>(tiers & ~bit);
    } else if (figures.entries && look.detection < figures.detection) {
      const auto income = static_cast<double>(
          seen_income(window_of(course, look.i, figures.year, false, ExitIncome::all), look.seen, 1));
      const double cost = figures.rules.expenses_count ? look.cost : 0;
      if (income - cost < figures.lines[k].now * size || course.lacking(look.i) != 0)
        tiers = static_cast<std::uint8_t>(tiers | bit);
    }
  }
}

// Own income: true, of the window, without running dibao, top-ups and aid.
bool is_self_reliant(const Course& course, std::size_t i, const Figures& figures) {
  const std::int64_t own = seen_income(window_of(course, i, figures.year, false, ExitIncome::without_aid), 1, 1);
  return static_cast<double>(own) >= figures.exit.now * course.lives.size[i];
}

}  // namespace

const Round* round_of(const RegisterRules& rules, Month decided) {
  const Round* found = nullptr;
  for (const Round& round : rules.rounds)
    if (held(round, decided)) found = &round;
  return found;
}

int waits(const RegisterRules& rules, const Round& round, bool entry) {
  double days = round.day;
  for (const ProcedureStep& step : entry ? rules.entry_steps : rules.exit_steps) days += step.days;
  const int by_steps = static_cast<int>((days - 1) / 30);
  return std::max(by_steps,
                  months_after(round.window_end, round.in_force) - months_after(round.window_end, round.decided));
}

bool comes_into_force(const RegisterRules& rules, Month month, bool entry) {
  return std::any_of(rules.rounds.begin(), rules.rounds.end(),
                     [&](const Round& round) { return held(round, month - waits(rules, round, entry)); });
}

bool closes_window(const RegisterRules& rules, Month month) {
  return std::any_of(rules.rounds.begin(), rules.rounds.end(), [&](const Round& round) {
    return held(round, month + months_after(round.window_end, round.decided));
  });
}

void look(const Lives& lives, const Block& block, Month decided, Sight& sight) {
  MonthWords words;
  draw_month(lives, block, Process::observation, decided, words);
  const int count = block.end - block.first;
  draw_seen(words, count, lives.study.scenario.registry.observation_sd, sight.seen);
  for (int k = 0; k < count; ++k) {
    sight.approval[k] = uniform(words.of[2][k]);
    sight.detection[k] = uniform(words.of[3][k]);
  }
}

void judge(Course& course, std::size_t b, Month decided, const Sight& sight) {
  const Block& block = course.lives.blocks[b];
  const Figures figures = figures_of(course, decided);
  Tally& tally = course.tally(decided);
  double medical[block_size], schooling[block_size];
  paid_oneself(course, b, figures.window_end, Spending::medical, medical);
  paid_oneself(course, b, figures.window_end, Spending::schooling, schooling);
  for (int position = block.first; position < block.end; ++position) {
    const auto i = static_cast<std::size_t>(position);
    const int k = position - block.first;
    if (course.lives.size[i] == 0 || course.status[i] == Status::gone) continue;
    if (course.pending[i] == Pending::nothing) {
      const Look look{i, static_cast<double>(sight.seen[k]), sight.approval[k], sight.detection[k],
                      course.lives.window_expense[i] * medical[k] + course.lives.window_schooling[i] * schooling[k]};
      if (course.status[i] == Status::registered)
        judge_registered(course, figures, look, tally);
      else
        judge_others(course, figures, look, tally);
      if (!figures.lines.empty()) judge_tiers(course, figures, look);
    }
    if (figures.rules.unsupported_from > 0)
      course.file.well_off[i] =
          static_cast<double>(true_income(course, i, figures)) * static_cast<double>(sight.seen[k]) >=
          figures.rules.unsupported_from * figures.local_income * course.lives.size[i];
    if (!course.counted[i] && course.pending[i] != Pending::entry) continue;
    course.found_self_reliant[i] = is_self_reliant(course, i, figures);
  }
}

Judgement judgement_of(const Course& course, std::size_t i, Month decided) {
  const Lives& lives = course.lives;
  const Block& block = lives.blocks[i / block_size];
  const std::size_t k = i - static_cast<std::size_t>(block.first);
  const Figures figures = figures_of(course, decided);
  const RegisterRules& rules = figures.rules;
  Sight sight;
  look(lives, block, decided, sight);
  double medical[block_size], schooling[block_size];
  paid_oneself(course, i / block_size, figures.window_end, Spending::medical, medical);
  paid_oneself(course, i / block_size, figures.window_end, Spending::schooling, schooling);
  const Look look{i, static_cast<double>(sight.seen[k]), sight.approval[k], sight.detection[k],
                  lives.window_expense[i] * medical[k] + lives.window_schooling[i] * schooling[k]};
  const Ledger* ledger = course.find_ledger(i);
  const bool transfers = course.plan().existing_transfers;
  const bool registered = course.status[i] == Status::registered;

  Judgement found;
  found.decided = decided;
  found.window_end = figures.window_end;
  found.exits_from = decided + waits(rules, figures.round, false);
  found.entries_from = decided + waits(rules, figures.round, true);
  found.takes_out = figures.exits && registered;
  found.takes_in = figures.entries && !registered;
  found.market = lives.window_market[i];
  found.earned = ledger ? ledger->window_earned : 0;
  found.transfers = transfers ? figures.year.fen(lives.transfer_base[i]) : 0;
  found.floor = transfers ? std::int64_t{12} * lives.floor_running[i] : 0;
  found.aid = ledger ? ledger->window_aid : 0;
  found.error = look.seen;
  found.margin = rules.margin;
  found.line = figures.exit.now * lives.size[i];
  found.cost = look.cost;
  found.seen = seen_income(window_of(course, i, figures.year, false, ExitIncome::all), look.seen, 1);
  found.seen_safe = seen_income(window_of(course, i, figures.year, false, rules.exit_income), look.seen, rules.margin);
  found.spare = spare_of(course, figures, figures.exit, look, rules.margin);
  found.counts = rules.exit_income;
  found.lacking = course.lacking(i);
  found.overdue = course.overdue(i, decided);
  const HouseholdAnswers answers(course, i, decided);
  for (std::size_t v = 0; v < rules.vetoes.size(); ++v)
    if (rules.vetoes[v].of_entry != registered && course.study.vetoes[v].holds(answers)) found.vetoes.push_back(v);
  found.approval = look.approval;
  found.approval_chance = figures.approval;
  found.detection = look.detection;
  found.detection_chance = figures.detection;
  if (course.file.monitored[i]) found.detection_chance = std::max<double>(figures.detection, rules.monitored_found);
  found.refused_exit = registered && refused(course, look, decided, false);
  found.refused_entry = !registered && refused(course, look, decided, true);
  found.error_found = (registered ? course.file.wrong[i] : is_wrong(course, i, figures)) && matched(course, i, figures);
  if (registered) {
    found.held = held_by(course, figures, figures.exit, look);
    return found;
  }
  found.below = static_cast<double>(found.seen) < found.line;
  found.below_after_cost = rules.expenses_count && static_cast<double>(found.seen) - look.cost < found.line;
  if (course.status[i] == Status::exited)
    found.trigger = trigger_of(course, i, figures, found.below, found.below_after_cost);
  return found;
}

}  // namespace tuiyan
