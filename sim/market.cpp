#include "sim/market.h"

#include <algorithm>
#include <cmath>

#include "sim/course.h"
#include "sim/delivery.h"
#include "sim/draws.h"
#include "sim/event.h"
#include "sim/evidence.h"
#include "sim/study.h"
#include "sim/vector_math.h"

namespace tuiyan {

MarketRules::MarketRules() {
  usual.elasticity = assumed(-0.3, -0.6, 0,
                             {"农产品价格对供给的弹性；供给增加一成，价格约降3%",
                              "price of farm products in supply: a tenth more of it takes about 3 % off the price"});
  usual.sd = assumed(0.10, 0.05, 0.20,
                     {"农产品价格每年约一成的波动", "prices of farm products move by about a tenth in a year"});
  usual.persistence =
      assumed(0.5, 0.2, 0.8, {"价格偏离每年约消退一半", "about half of a price's deviation is gone after a year"});
  usual.supply = assumed(10'000, 2'000, 100'000,
                         {"县域市场原有的同类生产户数；文件均未给出",
                          "growers that already sell on a county's market; no document "
                          "gives them"});
}

const ProductRules& MarketRules::product(const std::string& id) const {
  const auto found =
      std::find_if(products.begin(), products.end(), [&](const ProductRules& each) { return each.id == id; });
  return found == products.end() ? usual : *found;
}

namespace {

std::vector<Field> numbers_of(ProductRules& r) {
  return {
      {"elasticity", {"价格对供给的弹性", "elasticity of the price in supply"}, "", &r.elasticity, between(-5, 0)},
      {"price_sd", {"价格波动（年）", "shock of the price in a year"}, "ln", &r.sd, between(0, 2)},
      {"price_persistence", {"价格持续性（年）", "persistence of the price"}, "", &r.persistence, between(0, 0.9999)},
      {"supply",
       {"市场原有供给（生产户数）", "supply of the market without a plan"},
       "households",
       &r.supply,
       between(1, 1e9)},
  };
}

}  // namespace

Fields fields(ProductRules& r) {
  Fields f;
  f.list = {{"id", {"编号", "id"}, "", &r.id, {}, true}, {"names", {"名称", "names"}, "", &r.names}};
  for (Field& number : numbers_of(r)) f.list.push_back(std::move(number));
  return f;
}

Fields fields(MarketRules& r) {
  Fields f;
  f.list = numbers_of(r.usual);
  List products = list_of(r.products);
  // What a product leaves open is as usual; so products stand after the usual numbers in a file.
  products.append = [&r] {
    r.products.push_back(r.usual);
    r.products.back().id.clear();
  };
  f.list.push_back({"products", {"与一般不同的产品", "products that differ"}, "", std::move(products)});
  return f;
}

std::vector<float> draw_prices(const Study& study, std::uint64_t seed, std::uint32_t replicate) {
  const Month first = study.scenario.first_month();
  const std::size_t products = study.products.size();
  const auto months = static_cast<std::size_t>(study.scenario.end_month() - first);
  std::vector<float> prices(months * products);
  const std::uint64_t market = subject_of(study.population.place, hash_text("product"));
  for (std::size_t p = 0; p < products; ++p) {
    const ProductRules& rules = study.scenario.market.product(study.products[p]);
    const double year = rules.persistence, rho = year > 0 ? power_of(year, 1.0 / 12) : 0;
    const double stationary = rules.sd / std::sqrt(1 - year * year), shock = stationary * std::sqrt(1 - rho * rho);
    const std::uint64_t subject = subject_of(market, hash_text(study.products[p]));
    const auto normal = [&](Month month, std::uint32_t draw) {
      const Words words =
          draw_words(seed, {subject, replicate, Process::price, static_cast<std::uint32_t>(month.index), draw});
      return normal_of(words[0], words[1]);
    };
    double log_price = stationary * normal(first, 1);
    for (std::size_t t = 0; t < months; ++t) {
      log_price = rho * log_price + shock * normal(first + static_cast<int>(t), 0);
      const Month month = first + static_cast<int>(t);
      double usual = exp_of(log_price - stationary * stationary / 2);
      if (!study.strikes(Trigger::price, month)) usual = std::max(usual, 1.0);
      prices[t * products + p] = static_cast<float>(usual * price_left(study.events, study.products[p], month) *
                                                    sold(study.events, study.scenario.shocks, month));
    }
  }
  return prices;
}

namespace {

bool is_low(const std::vector<float>& prices, std::size_t month, double share) {
  const std::size_t first = month > 12 ? month - 12 : 0;
  if (first == month) return false;
  double sum = 0;
  for (std::size_t t = first; t < month; ++t) sum += static_cast<double>(prices[t]);
  return static_cast<double>(prices[month]) < (1 - share) * sum / static_cast<double>(month - first);
}

}  // namespace

std::vector<Month> falls(const std::vector<float>& prices, Month first, double share) {
  std::vector<Month> months;
  bool was_low = false;
  for (std::size_t month = 0; month < prices.size(); ++month) {
    const bool low = is_low(prices, month, share);
    if (low && !was_low) months.push_back(first + static_cast<int>(month));
    was_low = low;
  }
  return months;
}

double glut(const ProductRules& rules, double growers) {
  return growers > 0 ? power_of((rules.supply + growers) / rules.supply, rules.elasticity) : 1;
}

namespace {

// Calls see(enrolment) for every household that an item of the mix helps now, in order of blocks.
template <class See>
void for_each_running(Course& course, See see) {
  for (Enrolments& block : course.enrolments)
    for (auto* list : {&block.busy, &block.resting})
      for (Enrolment& each : *list)
        if (each.failed == never && !each.suspended) see(each);
}

// What an item asks of its neighbours.
struct Meeting {
  std::vector<int> products;
  bool village = false;
  const IncomeEffect* by_depth = nullptr;
  bool any() const { return village || by_depth != nullptr || !products.empty(); }
};

Meeting meeting_of(const Course& course, std::size_t k) {
  Meeting meeting;
  for (const ReadyEffect& ready : course.effects(k)) {
    const Effect& effect = course.measure(k).effects[ready.effect];
    const auto* income = std::get_if<IncomeEffect>(&effect.what);
    if (income == nullptr) continue;
    meeting.village |= effect.scope == Scope::village;
    if (income->by_depth) meeting.by_depth = income;
    if (ready.product >= 0 &&
        std::find(meeting.products.begin(), meeting.products.end(), ready.product) == meeting.products.end())
      meeting.products.push_back(ready.product);
  }
  return meeting;
}

// Parts of a dividend by depth of poverty: the shortfall of observed income against the exit line, relative to the
// mean shortfall of those who share, within 0.5 and 2; then scaled so that the dividend as a whole stays.
void share_by_depth(Course& course, std::size_t k, const IncomeEffect& effect, Month next) {
  std::vector<Enrolment*> sharing;
  std::vector<double> shortfall, units;
  const double line = course.study.exit_line(next);
  double all_units = 0, all_shortfall = 0;
  for_each_running(course, [&](Enrolment& each) {
    if (each.item != k) return;
    sharing.push_back(&each);
    const double income = HouseholdAnswers(course, each.household, next).value(Attribute::income, -1);
    shortfall.push_back(std::max(0.0, line - income));
    units.push_back(count_of(course, each.household, effect.per));
    all_units += units.back();
    all_shortfall += units.back() * shortfall.back();
  });
  if (!(all_shortfall > 0)) {
    for (Enrolment* each : sharing) each->depth = 1;
    return;
  }
  const double mean = all_shortfall / all_units;
  double all_parts = 0;
  for (std::size_t s = 0; s < sharing.size(); ++s) {
    shortfall[s] = std::clamp(shortfall[s] / mean, 0.5, 2.0);
    all_parts += units[s] * shortfall[s];
  }
  for (std::size_t s = 0; s < sharing.size(); ++s)
    sharing[s]->depth = static_cast<float>(shortfall[s] * all_units / all_parts);
}

}  // namespace

void count_neighbours(Course& course, Month next) {
  std::vector<Meeting> meetings;
  for (std::size_t k = 0; k < course.items.size(); ++k) meetings.push_back(meeting_of(course, k));
  if (std::none_of(meetings.begin(), meetings.end(), [](const Meeting& meeting) { return meeting.any(); })) return;
  std::vector<double> growers(course.gluts.size(), 0);
  for (std::size_t k = 0; k < course.items.size(); ++k)
    if (meetings[k].village)
      course.sharers[course.measure_of(k)].assign(static_cast<std::size_t>(course.study.population.villages), 0);
  for_each_running(course, [&](const Enrolment& each) {
    const Meeting& meeting = meetings[each.item];
    for (const int product : meeting.products) ++growers[static_cast<std::size_t>(product)];
    if (meeting.village) ++course.sharers[course.measure_of(each.item)][course.lives.village[each.household]];
  });
  for (std::size_t p = 0; p < growers.size(); ++p)
    course.gluts[p] = glut(course.study.scenario.market.product(course.study.products[p]), growers[p]);
  for (std::size_t k = 0; k < course.items.size(); ++k)
    if (meetings[k].by_depth != nullptr) share_by_depth(course, k, *meetings[k].by_depth, next);
}

}  // namespace tuiyan
