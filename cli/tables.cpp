#include "cli/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/table.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr const char* headline = "exited_share";

const Quantity& quantity_at(const Comparison& comparison, int point) {
  const auto& points = comparison.outcomes().shape.points;
  return quantities()[static_cast<std::size_t>(points[static_cast<std::size_t>(point)].quantity)];
}

const std::string& id_of(const Comparison& comparison, int mix) {
  return comparison.outcomes().mixes[static_cast<std::size_t>(mix)];
}

std::string name_of(const Result& result, int mix, Language language) {
  const std::string& id = result.outcomes.mixes[static_cast<std::size_t>(mix)];
  return in(language, result.scenario.mixes[static_cast<std::size_t>(result.scenario.mix_index(id))].names);
}

// Estimate of the sum of a quantity over all groups and the years from `first` on, times `factor`.
Estimate summed(const Result& result, const Comparison& comparison, int mix, std::string_view quantity, Month first,
                double factor) {
  std::vector<double> sums(static_cast<std::size_t>(comparison.finished()), 0.0);
  const auto& points = result.outcomes.shape.points;
  for (std::size_t point = 0; point < points.size(); ++point) {
    if (quantities()[static_cast<std::size_t>(points[point].quantity)].id != quantity) continue;
    if (*Month::parse(points[point].at) < Month::of(first.year(), 1)) continue;
    const std::vector<double> values = comparison.values(mix, static_cast<int>(point));
    for (std::size_t i = 0; i < sums.size(); ++i)
      if (std::isfinite(values[i])) sums[i] += factor * values[i];
  }
  return estimate(std::move(sums));
}

// Adds the columns of an estimate: value and 90 % range.
void add_estimate(std::vector<std::string>& row, const Estimate& estimate, const Scale& scale, Language language) {
  const Written written = write_estimate(estimate, scale, language);
  row.push_back(written.value);
  row.push_back(written.range);
}

struct Overview {
  int out, own, registered;  // points at the end
  Scale share, households, persons, money;
};

Overview overview_of(const Result& result) {
  const Shape& shape = result.outcomes.shape;
  return {last_point(shape, headline),
          last_point(shape, "self_reliant_share"),
          last_point(shape, "registered_households"),
          scale_of(quantity(headline)),
          scale_of(quantity("registered_households")),
          scale_of(quantity("returns_persons_year")),
          scale_of(quantity("spending_year"))};
}

Table overview_head(const Overview& about, Language language) {
  const bool zh = language == Language::zh;
  const auto unit = [&](const Names& names) { return in(language, names); };
  Table table;
  table.titles = zh ? std::vector<std::string>{"措施组合", "已脱贫",   "90%区间",    "靠自身收入", "期末在册",
                                               "累计返贫", "年均支出", "与对照之差", "90%区间",    "判断"}
                    : std::vector<std::string>{"Mix",     "Out",      "90% range",  "On own income", "Registered",
                                               "Returns", "Spending", "Difference", "90% range",     "Verdict"};
  table.units = {"",
                 unit(about.share.unit),
                 "",
                 unit(about.share.unit),
                 unit(about.households.unit),
                 unit(about.persons.unit),
                 unit(about.money.unit) + (zh ? "/年" : " a year"),
                 unit(about.share.difference),
                 "",
                 ""};
  table.right = {false, true, false, true, true, true, true, true, false, false};
  return table;
}

std::string ties(const Comparison& comparison, int point, const std::vector<std::string>& names, Language language) {
  std::string text;
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (int other = 0; other < mix; ++other) {
      const Difference paired = comparison.difference(mix, other, point);
      if (paired.verdict != Verdict::too_close) continue;
      text +=
          fmt::format("  {} – {}: {}\n", names[static_cast<std::size_t>(other)], names[static_cast<std::size_t>(mix)],
                      format_difference(paired, scale_of(quantity_at(comparison, point)), language));
    }
  if (text.empty()) return text;
  return in(language, {"难分高下的组合：\n", "Too close to call:\n"}) + text;
}

std::vector<std::string> names_of(const Result& result, Language language) {
  std::vector<std::string> names;
  for (std::size_t mix = 0; mix < result.outcomes.mixes.size(); ++mix)
    names.push_back(name_of(result, static_cast<int>(mix), language));
  return names;
}

std::string decimal(double number, int places) {
  return std::isfinite(number) ? fmt::format("{:.{}f}", number, std::max(0, places)) : "--";
}

// Columns of a difference for other programs: mean, lo90, hi90, p_better, mcse, verdict.
void add_difference(std::vector<std::string>& row, const Difference& paired, const Scale& scale) {
  const int places = places_for(scale.factor * paired.mcse, scale);
  for (const double number : {paired.mean, paired.lo90, paired.hi90})
    row.push_back(decimal(scale.factor * number, places));
  row.push_back(decimal(paired.p_better, 3));
  row.push_back(decimal(scale.factor * paired.mcse, places + 1));
  row.push_back(verdict_id(paired.verdict));
}

}  // namespace

int last_point(const Shape& shape, std::string_view quantity) {
  const Shape::Series* series = shape.find_series(quantity);
  return series ? series->first + series->size - 1 : -1;
}

std::string overview_text(const Result& result, const Comparison& comparison, int reference, Language language,
                          int columns) {
  const Overview about = overview_of(result);
  Table table = overview_head(about, language);
  const Scenario& scenario = result.scenario;
  const double years = (scenario.months + scenario.lead_in) / 12.0;
  const auto total = [&](int mix, const char* quantity, Month first, double factor) {
    return summed(result, comparison, mix, quantity, first, factor);
  };
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    std::vector<std::string> row{name_of(result, mix, language)};
    add_estimate(row, comparison.estimate(mix, about.out), about.share, language);
    row.push_back(write_estimate(comparison.estimate(mix, about.own), about.share, language).value);
    row.push_back(write_estimate(comparison.estimate(mix, about.registered), about.households, language).value);
    row.push_back(write_estimate(total(mix, "returns_persons_year", scenario.start, 1), about.persons, language).value);
    row.push_back(
        write_mean(total(mix, "spending_year", scenario.first_month(), 1 / years), about.money, language).value);
    if (mix == reference) {
      row.insert(row.end(), {"", "", in(language, {"对照", "reference"})});
    } else {
      const Difference paired = comparison.difference(mix, reference, about.out);
      const Written written = write_difference(paired, about.share, language);
      row.insert(row.end(), {written.value, written.range, verdict_word(paired.verdict, language)});
    }
    table.rows.push_back(std::move(row));
  }
  const Names legend{
      "90%区间：十次模拟中有九次落在其内。支出含准备期，为年均数。\n",
      "90% range: 9 of 10 simulated futures lie in it. Spending is a mean over all years, lead-in too.\n"};
  return format_table(table, columns) + in(language, legend) +
         ties(comparison, about.out, names_of(result, language), language);
}

std::string overview_plain(const Comparison& comparison, int reference) {
  return difference_plain(comparison, reference, last_point(comparison.outcomes().shape, headline));
}

std::string difference_text(const Result& result, const Comparison& comparison, int reference, int point,
                            Language language, int columns) {
  const Quantity& quantity = quantity_at(comparison, point);
  const Point& at = result.outcomes.shape.points[static_cast<std::size_t>(point)];
  const Scale scale = scale_of(quantity);
  const bool zh = language == Language::zh;
  Table table;
  table.titles = zh ? std::vector<std::string>{"措施组合", "与对照之差", "90%区间", "模拟误差", "更好的概率", "判断"}
                    : std::vector<std::string>{"Mix", "Difference", "90% range", "MC error", "P(better)", "Verdict"};
  table.units = {"", in(language, scale.difference), "", "", "", ""};
  table.right = {false, true, false, true, true, false};
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    if (mix == reference) continue;
    const Difference paired = comparison.difference(mix, reference, point);
    const Written written = write_difference(paired, scale, language);
    table.rows.push_back({name_of(result, mix, language), written.value, written.range, written.error,
                          decimal(paired.p_better, 2), verdict_word(paired.verdict, language)});
  }
  const std::string group = at.group.empty() ? "" : fmt::format(" ({})", at.group);
  const std::string against = name_of(result, reference, language);
  return fmt::format("{}{}{}{}{}\n", in(language, quantity.names), group, zh ? "，" : ", ", date_words(at.at, language),
                     zh ? fmt::format("，对照：{}", against) : fmt::format(", against: {}", against)) +
         format_table(table, columns) + ties(comparison, point, names_of(result, language), language);
}

std::string difference_plain(const Comparison& comparison, int reference, int point) {
  const Scale scale = scale_of(quantity_at(comparison, point));
  Table table;
  table.titles = {"scenario", quantity_at(comparison, point).unit == "share" ? "diff_pts" : "diff",
                  "lo90",     "hi90",
                  "p_better", "mcse",
                  "verdict"};
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    if (mix == reference) continue;
    std::vector<std::string> row{id_of(comparison, mix)};
    add_difference(row, comparison.difference(mix, reference, point), scale);
    table.rows.push_back(std::move(row));
  }
  std::string text = format_plain(table), pairs;
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    for (int other = 0; other < mix; ++other) {
      const Difference paired = comparison.difference(mix, other, point);
      if (paired.verdict == Verdict::too_close)
        pairs += fmt::format("# pairs: {}-{} {:.2f} too close to call\n", id_of(comparison, other),
                             id_of(comparison, mix), paired.p_better);
    }
  return text + pairs;
}

}  // namespace tuiyan
