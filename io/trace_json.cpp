#include "io/trace_json.h"

#include <array>
#include <nlohmann/json.hpp>

#include "sim/decisive.h"
#include "sim/outcome.h"

namespace tuiyan {

namespace {

using Sorted = nlohmann::json;  // keys in alphabetical order

constexpr std::array life_ids{"birth",           "marriage_in",     "death",         "marriage_out",  "move",
                              "joins_relatives", "leaves_by_split", "set_up",        "school_begins", "school_goes_on",
                              "school_ends",     "work_begins",     "turns_weak",    "turns_unable",  "turns_sixty",
                              "dissolved",       "harvest",         "prices_fall",   "school_bill",   "event_begins",
                              "event_ends",      "laid_off",        "seeks_work",    "job_lost",      "job_found",
                              "illness",         "work_lost",       "turns_chronic", "treatment",     "guarantee_lost",
                              "guarantee_back"};
static_assert(life_ids.size() == static_cast<std::size_t>(LifeEventKind::count));

constexpr std::array mix_ids{"joined",    "left",      "failed",        "begins_anew",    "firm_down",
                             "firm_back", "checked",   "guarantee_set", "guarantee_gone", "in_debt",
                             "repaid",    "monitored", "unmonitored",   "planned",        "unplanned",
                             "exited",    "returned",  "entered",       "cleaned_out",    "unsupported"};
static_assert(mix_ids.size() == static_cast<std::size_t>(MixEventKind::count));

constexpr std::array decision_ids{"none",        "waits",       "not_judged", "stays",     "exits",
                                  "forced_out",  "cleaned_out", "no_visit",   "not_found", "not_poor",
                                  "turned_away", "enters",      "returns"};
static_assert(decision_ids.size() == static_cast<std::size_t>(Decision::count));

constexpr std::array leaving_ids{"ended", "firm_lost", "failed", "over", "not_renewed", "withdrawn", "short_of_hands"};
constexpr std::array held_ids{"not_above", "margin", "guarantee", "veto", "approval", "procedure", "visit", "leaves"};
constexpr std::array status_ids{"outside", "registered", "exited", "gone"};
constexpr std::array ability_ids{"able", "weak", "unable"};
constexpr std::array health_ids{"well", "chronic", "severe"};
constexpr std::array schooling_ids{"none", "compulsory", "secondary", "tertiary", "done"};
constexpr std::array arrival_ids{"at_start", "birth", "marriage", "split"};

template <class Ids, class Kind>
const char* id_of(const Ids& ids, Kind kind) {
  return ids[static_cast<std::size_t>(kind)];
}

double yuan(double fen) { return fen / 100; }
double yuan(std::int64_t fen) { return static_cast<double>(fen) / 100; }

class Writer {
 public:
  Writer(const Trace& trace, const Scenario& scenario) : trace_(trace), scenario_(scenario) {}

  Sorted result() const {
    Sorted mixes = Sorted::array(), persons = Sorted::array(), months = Sorted::array();
    for (const int mix : trace_.mixes) {
      const Mix& each = scenario_.mixes[static_cast<std::size_t>(mix)];
      mixes.push_back({{"id", each.id}, {"names", {{"zh", each.names.zh}, {"en", each.names.en}}}});
    }
    for (const TracedPerson& each : trace_.persons)
      persons.push_back({{"born", each.born.text()},
                         {"female", each.female},
                         {"disabled", each.disabled},
                         {"ability", id_of(ability_ids, each.ability)},
                         {"health", id_of(health_ids, each.health)},
                         {"schooling", id_of(schooling_ids, each.schooling)},
                         {"arrival", id_of(arrival_ids, each.arrival)}});
    for (const TracedMonth& each : trace_.months) months.push_back(month(each));
    return {{"household",
             {{"id", trace_.household.id},
              {"branch", trace_.household.branch},
              {"branches", trace_.branches},
              {"group", scenario_.people.groups[trace_.group].id},
              {"village", trace_.village + 1},
              {"cause", trace_.cause < 0 ? Sorted()
                                         : Sorted(scenario_.people.causes[static_cast<std::size_t>(trace_.cause)].id)},
              {"remote", trace_.remote},
              {"land", trace_.land}}},
            {"replicate", trace_.replicate},
            {"mixes", std::move(mixes)},
            {"persons", std::move(persons)},
            {"months", std::move(months)},
            {"decisive", decisive(decisive_of(trace_))}};
  }

 private:
  Sorted measure(int index) const {
    return index < 0 ? Sorted() : Sorted(scenario_.measures[static_cast<std::size_t>(index)].id);
  }

  Sorted guarantees(std::uint8_t bits) const {
    Sorted ids = Sorted::array();
    for (std::size_t g = 0; g < scenario_.guarantees.size(); ++g)
      if ((bits >> g) & 1) ids.push_back(scenario_.guarantees[g].id);
    return ids;
  }

  const std::string& guarantee(int g) const { return scenario_.guarantees[static_cast<std::size_t>(g)].id; }

  Sorted life(const LifeEvent& event) const {
    Sorted json = {{"event", id_of(life_ids, event.kind)}};
    if (event.person >= 0) json["person"] = event.person;
    switch (event.kind) {
      case LifeEventKind::guarantee_lost:
      case LifeEventKind::guarantee_back:
        json["guarantee"] = guarantee(event.number);
        break;
      case LifeEventKind::leaves_by_split:
        json["branch"] = event.number;
        break;
      case LifeEventKind::event_begins:
      case LifeEventKind::event_ends:
        json["kind"] =
            event_words()[static_cast<std::size_t>(scenario_.events[static_cast<std::size_t>(event.number)].kind)];
        break;
      case LifeEventKind::set_up:
        json["share"] = event.amount;
        break;
      case LifeEventKind::harvest:
        json["factor"] = event.amount;
        break;
      case LifeEventKind::work_begins:
        json["with_job"] = event.amount > 0;
        break;
      case LifeEventKind::illness:
        json["until"] = event.until.text();
        json["amount"] = yuan(event.amount);
        break;
      case LifeEventKind::school_bill:
      case LifeEventKind::treatment:
        json["amount"] = yuan(event.amount);
        break;
      default:
        break;
    }
    return json;
  }

  Sorted change(const MixEvent& event) const {
    Sorted json = {{"event", id_of(mix_ids, event.kind)}};
    if (event.measure >= 0) json["measure"] = measure(event.measure);
    if (event.number >= 0) json["guarantee"] = guarantee(event.number);
    if (event.kind == MixEventKind::left) json["why"] = id_of(leaving_ids, event.why);
    if (event.kind == MixEventKind::checked) {
      json["assessed"] = yuan(event.fen);
      json["above_level"] = event.crossed;
    }
    if (event.kind == MixEventKind::in_debt) json["debt"] = yuan(event.fen);
    return json;
  }

  Sorted round(const MixMonth& mix) const {
    if (mix.decision == Decision::none) return {};
    Sorted json = {{"decision", id_of(decision_ids, mix.decision)}};
    if (!mix.judgement) return json;
    const Judgement& seen = *mix.judgement;
    Sorted vetoes = Sorted::array();
    for (const std::size_t v : seen.vetoes) vetoes.push_back(scenario_.registry.vetoes[v].id);
    json["window_end"] = seen.window_end.text();
    json["exits_from"] = seen.exits_from.text();
    json["entries_from"] = seen.entries_from.text();
    json["income"] = {{"market", yuan(seen.market)},
                      {"earned", yuan(seen.earned)},
                      {"transfers", yuan(seen.transfers)},
                      {"running_dibao", yuan(seen.floor)},
                      {"aid", yuan(seen.aid)}};
    json["error"] = seen.error;
    json["margin"] = seen.margin;
    json["line"] = yuan(seen.line);
    json["own_cost"] = yuan(seen.cost);
    json["seen"] = yuan(seen.seen);
    json["seen_with_margin"] = yuan(seen.seen_safe);
    json["to_spare"] = yuan(seen.spare);
    json["lacking"] = guarantees(seen.lacking);
    json["debt_overdue"] = seen.overdue;
    json["vetoes"] = std::move(vetoes);
    json["approval"] = {{"drawn", seen.approval}, {"chance", seen.approval_chance}};
    json["detection"] = {{"drawn", seen.detection}, {"chance", seen.detection_chance}};
    json["error_found"] = seen.error_found;
    if (seen.takes_out) {
      json["held_by"] = seen.held == Held::leaves ? Sorted() : Sorted(id_of(held_ids, seen.held));
      json["refused"] = seen.refused_exit;
    } else if (seen.takes_in) {
      json["below"] = seen.below;
      json["below_after_cost"] = seen.below_after_cost;
      json["refused"] = seen.refused_entry;
      if (mix.decision == Decision::returns) json["trigger"] = trigger_ids()[static_cast<std::size_t>(seen.trigger)];
    }
    return json;
  }

  Sorted mix(const MixMonth& mix) const {
    Sorted events = Sorted::array(), payments = Sorted::array();
    for (const MixEvent& each : mix.events) events.push_back(change(each));
    for (const Diary::Payment& each : mix.payments)
      payments.push_back({{"measure", measure(each.measure)},
                          {"kind", each.kind == IncomeKind::earned ? "earned" : "aid"},
                          {"amount", yuan(each.fen)}});
    return {{"standing", id_of(status_ids, mix.status)},
            {"supported", mix.supported},
            {"counted", mix.counted},
            {"self_reliant", mix.self_reliant},
            {"events", std::move(events)},
            {"payments", std::move(payments)},
            {"running_dibao_replaced", yuan(mix.floor_taken_over)},
            {"income", yuan(mix.income)},
            {"income_12_months",
             {{"earned", yuan(mix.year.earned)},
              {"transfers", yuan(mix.year.transfers)},
              {"aid", yuan(mix.year.aid)},
              {"all", yuan(mix.year.all())}}},
            {"round", round(mix)}};
  }

  Sorted month(const TracedMonth& month) const {
    Sorted events = Sorted::array(), mixes = Sorted::array();
    for (const LifeEvent& each : month.events) events.push_back(life(each));
    for (const MixMonth& each : month.mixes) mixes.push_back(mix(each));
    return {{"month", month.month.text()},
            {"persons", month.members.size},
            {"workers", month.members.workers},
            {"in_work", month.employed},
            {"ill", month.members.ill},
            {"illness_lasts", month.ill},
            {"harvest", month.harvest},
            {"missing", guarantees(month.missing)},
            {"market", yuan(month.market)},
            {"market_12_months", yuan(month.market12)},
            {"transfers", yuan(month.transfers)},
            {"running_dibao", yuan(month.floor)},
            {"cost_of_illness", yuan(month.instalment)},
            {"cost_of_treatment", yuan(month.treatment)},
            {"cost_of_schooling", yuan(month.schooling)},
            {"exit_line", month.exit_line},
            {"poverty_line", month.poverty_line},
            {"events", std::move(events)},
            {"mixes", std::move(mixes)}};
  }

  Sorted at(int month) const {
    return month < 0 ? Sorted() : Sorted(trace_.months[static_cast<std::size_t>(month)].month.text());
  }

  Sorted befell(const std::vector<Befell>& events) const {
    Sorted json = Sorted::array();
    for (const Befell& each : events) {
      const TracedMonth& month = trace_.months[each.month];
      json.push_back(life(month.events[each.event]));
      json.back()["month"] = month.month.text();
    }
    return json;
  }

  Sorted grounds(const Grounds& grounds, std::size_t c) const {
    Sorted carriers = Sorted::array(), provisions = Sorted::array(), lost = Sorted::array();
    for (const Befell& each : grounds.lost) {
      const TracedMonth& month = trace_.months[each.month];
      lost.push_back(change(month.mixes[c].events[each.event]));
      lost.back()["month"] = month.month.text();
    }
    for (const Grounds::Carrier& each : grounds.carriers)
      carriers.push_back({{"measure", measure(each.measure)}, {"short_by", yuan(each.short_by)}});
    for (const Diary::Provision& each : grounds.provisions)
      provisions.push_back({{"measure", measure(each.measure)}, {"guarantee", guarantee(each.guarantee)}});
    return {{"round", at(static_cast<int>(grounds.round))},
            {"decision", id_of(decision_ids, trace_.months[grounds.round].mixes[c].decision)},
            {"not_without", std::move(carriers)},
            {"not_without_all", grounds.together},
            {"provided", std::move(provisions)},
            {"before_it", befell(grounds.befell)},
            {"ended_before_it", std::move(lost)}};
  }

  Sorted decisive(const Decisive& found) const {
    Sorted rounds = Sorted::array(), parts = Sorted::array();
    for (std::size_t c = 0; c < found.rounds.size(); ++c) {
      rounds.push_back(Sorted::array());
      for (const Grounds& each : found.rounds[c]) rounds.back().push_back(grounds(each, c));
    }
    const auto by_mix = [](const std::vector<std::int64_t>& fen) {
      Sorted json = Sorted::array();
      for (const std::int64_t each : fen) json.push_back(yuan(each));
      return json;
    };
    for (const Decisive::Part& each : found.parts)
      parts.push_back({{"measure", measure(each.measure)}, {"amount", by_mix(each.fen)}});
    return {{"same", found.same},
            {"parting_round", at(found.parting)},
            {"rounds", std::move(rounds)},
            {"window_of_round", at(found.compared)},
            {"paid_in_window", std::move(parts)},
            {"running_dibao_replaced", by_mix(found.taken_over)},
            {"by_split", by_mix(found.split)},
            {"befell", befell(found.befell)}};
  }

  const Trace& trace_;
  const Scenario& scenario_;
};

}  // namespace

std::string trace_json(const Trace& trace, const Scenario& scenario, const RunRecord& record) {
  const Sorted whole = {
      {"schema", "tuiyan/trace@1"},
      {"scenario", {{"id", scenario.id}, {"names", {{"zh", scenario.names.zh}, {"en", scenario.names.en}}}}},
      {"seed", record.seed},
      {"data_sha256", record.scenario_sha256},
      {"overrides", record.overrides},
      {"uncertainty", record.uncertainty},
      {"result", Writer(trace, scenario).result()},
      {"run", {{"tool", record.tool}, {"engine", record.engine}, {"created", record.created}, {"host", record.host}}}};
  return whole.dump(1) + "\n";
}

}  // namespace tuiyan
