#include <algorithm>
#include <cmath>

#include "io/report_parts.h"

namespace tuiyan {

namespace {

// Sum over the points of a quantity by replicate, divided by `by`.
Estimate summed(const Report& report, int mix, std::string_view id, double by) {
  const Comparison& comparison = report.comparison;
  std::vector<double> total;
  for (const Shape::Series& series : comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != id) continue;
    for (int point = series.first; point < series.first + series.size; ++point) {
      const std::vector<double> values = comparison.values(mix, point);
      total.resize(values.size());
      for (std::size_t i = 0; i < values.size(); ++i) total[i] += std::isfinite(values[i]) ? values[i] / by : 0;
    }
  }
  return estimate(total);
}

double years_of_money(const Report& report) {
  const Scenario& scenario = report.scenario();
  return std::max(1.0, (scenario.end_month() - scenario.first_month()) / 12.0);
}

std::string headed(const std::string& name, const std::string& unit) {
  return escaped(name) + (unit.empty() ? "" : "<br><span class=\"unit\">" + escaped(unit) + "</span>");
}

// The scale for money of which `largest` yuan is the largest amount in the table.
Scale money_scale(double largest) { return scale_of(quantity("spending_year"), money_unit_for(largest)); }

double largest_spending(const Report& report) {
  double largest = 0;
  for (int mix = 0; mix < report.comparison.mixes(); ++mix)
    largest = std::max(largest, summed(report, mix, "spending_year", years_of_money(report)).mean);
  return largest;
}

// Written with the digits that the largest error in a table allows, so that it reads evenly.
std::string evenly(Estimate estimate, double error, const Scale& scale, Language language) {
  estimate.mcse = error;
  return escaped(write_mean(estimate, scale, language).value);
}

double larger_error(double error, const Estimate& estimate) {
  return std::isfinite(estimate.mcse) ? std::max(error, estimate.mcse) : error;
}

std::string verdict_mark(const Report& report, Verdict verdict) {
  return element("span", escaped(verdict_word(verdict, report.language())),
                 "class=\"verdict " + verdict_id(verdict) + "\"");
}

std::string difference_cell(const Report& report, int mix, int reference, int point, const Scale& scale) {
  const Difference difference = report.comparison.difference(mix, reference, point);
  return with_range(write_difference(difference, scale, report.language())) + verdict_mark(report, difference.verdict);
}

}  // namespace

const std::string& Report::measure(const std::string& id) const {
  const int index = scenario().measure_index(id);
  return index < 0 ? id : in(language(), scenario().measures[static_cast<std::size_t>(index)].names);
}

int Report::end_point(std::string_view quantity) const {
  const Shape::Series* series = comparison.outcomes().shape.find_series(quantity);
  return series && series->size > 0 ? series->first + series->size - 1 : -1;
}

std::string with_range(const Written& written) {
  return element("span", escaped(written.value), "class=\"value\"") +
         element("span", escaped(written.range), "class=\"range\"");
}

std::string overview_table(const Report& report) {
  const Language language = report.language();
  const Scale money = money_scale(largest_spending(report));
  HtmlTable table;
  table.kind = "numbers";
  table.caption = report.say("各组合到期末的结果：中位数，下方小字为十次模拟中九次所落的范围",
                             "Each mix at the end: median, and beneath it the range of 9 of 10 futures");
  table.heads = {report.say("组合", "mix"),
                 headed(in(language, quantity("exited_share").names), "%"),
                 headed(in(language, quantity("self_reliant_share").names), "%"),
                 headed(report.say("期末在册户", "registered households at the end"), report.say("户", "households")),
                 headed(report.say("全期返贫", "returns, all years"), report.say("人", "persons")),
                 headed(in(language, quantity("mean_income_registered").names),
                        in(language, scale_of(quantity("mean_income_registered")).unit)),
                 headed(report.say("年均支出", "spending a year"), in(language, money.unit)),
                 headed(report.say("年均额度结余", "left of the envelope, a year"), in(language, money.unit))};
  for (int mix = 0; mix < report.comparison.mixes(); ++mix) {
    std::vector<std::string> row{report.mix(mix)};
    for (const char* id : {"exited_share", "self_reliant_share", "registered_households"})
      row.push_back(with_range(
          write_estimate(report.comparison.estimate(mix, report.end_point(id)), scale_of(quantity(id)), language)));
    row.push_back(with_range(write_estimate(summed(report, mix, "returns_persons_year", 1),
                                            scale_of(quantity("returns_persons_year")), language)));
    row.push_back(with_range(write_estimate(report.comparison.estimate(mix, report.end_point("mean_income_registered")),
                                            scale_of(quantity("mean_income_registered")), language)));
    row.push_back(
        with_range(write_estimate(summed(report, mix, "spending_year", years_of_money(report)), money, language)));
    const int index = report.scenario().mix_index(report.comparison.outcomes().mixes[static_cast<std::size_t>(mix)]);
    const bool envelope = index >= 0 && report.scenario().mixes[static_cast<std::size_t>(index)].envelope.has_value();
    row.push_back(envelope ? with_range(write_estimate(summed(report, mix, "unspent_year", years_of_money(report)),
                                                       money, language))
                           : report.say("不设", "none set"));
    table.rows.push_back(std::move(row));
  }
  return table.html();
}

std::string difference_table(const Report& report) {
  HtmlTable table;
  table.kind = "numbers";
  const std::string reference = mix_name(report.source, report.source.reference);
  table.caption = report.say(
      "与“" + reference + "”相比：配对差异的平均，下方小字为十次模拟中九次所落的范围",
      "Against \"" + reference + "\": mean of the paired differences, and beneath it the range of 9 of 10 futures");
  table.heads = {report.say("组合", "mix")};
  std::vector<const Quantity*> wanted;
  for (const char* id : {"exited_share", "self_reliant_share", "registered_households"}) {
    const Quantity& what = quantity(id);
    wanted.push_back(&what);
    table.heads.push_back(headed(in(report.language(), what.names), in(report.language(), scale_of(what).difference)));
    if (what.id != "registered_households") table.heads.push_back(report.say("有多大把握", "how sure"));
  }
  for (int mix = 0; mix < report.comparison.mixes(); ++mix) {
    if (mix == report.source.reference) continue;
    std::vector<std::string> row{report.mix(mix)};
    for (const Quantity* what : wanted) {
      const int point = report.end_point(what->id);
      row.push_back(difference_cell(report, mix, report.source.reference, point, scale_of(*what)));
      if (what->id != "registered_households")
        row.push_back(escaped(
            chance_sentence(report.comparison.difference(mix, report.source.reference, point), report.language())));
    }
    table.rows.push_back(std::move(row));
  }
  return table.html();
}

std::string pairs_table(const Report& report) {
  HtmlTable table;
  table.kind = "numbers";
  table.caption = report.say("组合两两相比（前者减后者）", "Pairs of mixes, the first less the second");
  table.heads = {report.say("哪两个", "pair")};
  for (const char* id : {"exited_share", "self_reliant_share"})
    table.heads.push_back(
        headed(in(report.language(), quantity(id).names), in(report.language(), scale_of(quantity(id)).difference)));
  for (int a = 0; a < report.comparison.mixes(); ++a)
    for (int b = a + 1; b < report.comparison.mixes(); ++b) {
      if (a == report.source.reference || b == report.source.reference) continue;
      std::vector<std::string> row{report.mix(a) + report.say(" 与 ", " and ") + report.mix(b)};
      for (const char* id : {"exited_share", "self_reliant_share"})
        row.push_back(difference_cell(report, a, b, report.end_point(id), scale_of(quantity(id))));
      table.rows.push_back(std::move(row));
    }
  return table.html();
}

std::string states_table(const Report& report) {
  const Comparison& comparison = report.comparison;
  HtmlTable table;
  table.kind = "numbers";
  table.caption =
      report.say("期末状态（占期初或其后在册人口，%，模拟平均）",
                 "States at the end, % of the persons registered at the start or later, mean over the futures");
  table.heads = {report.say("组合", "mix"), report.say("已脱贫，靠自身收入", "out on own income"),
                 report.say("已脱贫，但依靠补差和救助", "out only with assistance"),
                 report.say("返贫在册", "back in the register"), report.say("尚未脱贫", "still in the register")};
  const int out = report.end_point("exited_share"), own = report.end_point("self_reliant_share"),
            back = report.end_point("returned_share");
  const Scale scale = scale_of(quantity("exited_share"));
  std::vector<std::vector<Estimate>> shares;
  double error = 0;
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    const std::vector<double> outs = comparison.values(mix, out), owns = comparison.values(mix, own),
                              backs = comparison.values(mix, back);
    std::vector<double> assisted = outs, left = outs;
    for (std::size_t i = 0; i < outs.size(); ++i) {
      assisted[i] = outs[i] - owns[i];
      left[i] = 1 - outs[i] - backs[i];
    }
    shares.push_back({estimate(owns), estimate(assisted), estimate(backs), estimate(left)});
    for (const Estimate& share : shares.back()) error = larger_error(error, share);
  }
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    std::vector<std::string> row{report.mix(mix)};
    for (const Estimate& share : shares[static_cast<std::size_t>(mix)])
      row.push_back(evenly(share, error, scale, report.language()));
    table.rows.push_back(std::move(row));
  }
  return table.html();
}

std::string money_table(const Report& report) {
  const Comparison& comparison = report.comparison;
  const Scale scale = money_scale(largest_spending(report));
  const double years = years_of_money(report);
  HtmlTable table;
  table.kind = "numbers";
  table.caption =
      report.say("各措施年均支出（" + scale.unit.zh + "，模拟平均，含准备期）",
                 "Spending a year by measure, " + scale.unit.en + ", mean over the futures, lead-in included");
  table.heads = {report.say("措施", "measure")};
  for (int mix = 0; mix < comparison.mixes(); ++mix) table.heads.push_back(report.mix(mix));
  for (const Shape::Series& series : comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != "spending_year") continue;
    std::vector<std::string> row{escaped(report.measure(series.group))};
    double all = 0;
    for (int mix = 0; mix < comparison.mixes(); ++mix) {
      std::vector<double> total(static_cast<std::size_t>(comparison.finished()), 0.0);
      for (int point = series.first; point < series.first + series.size; ++point) {
        const std::vector<double> values = comparison.values(mix, point);
        for (std::size_t i = 0; i < values.size() && i < total.size(); ++i)
          total[i] += std::isfinite(values[i]) ? values[i] / years : 0;
      }
      const Estimate sum = estimate(total);
      all += std::abs(sum.mean);
      row.push_back(sum.mean == 0 ? "–" : escaped(write_mean(sum, scale, report.language()).value));
    }
    if (all > 0) table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return {};
  std::vector<std::string> total{element("strong", report.say("合计", "sum"))};
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    total.push_back(element(
        "strong", escaped(write_mean(summed(report, mix, "spending_year", years), scale, report.language()).value)));
  table.rows.push_back(std::move(total));
  return table.html();
}

std::string main_measure_table(const Report& report) {
  HtmlTable table;
  table.kind = "numbers";
  table.caption = report.say("脱贫户的主要措施构成（%，模拟平均）", "Exits by main measure, %, mean over the futures");
  table.heads = {report.say("主要措施", "main measure")};
  for (int mix = 0; mix < report.comparison.mixes(); ++mix) table.heads.push_back(report.mix(mix));
  const Quantity& what = quantity("main_measure_share");
  double error = 0;
  for (const Shape::Series& series : report.comparison.outcomes().shape.series)
    for (int mix = 0; mix < report.comparison.mixes(); ++mix)
      if (quantities()[static_cast<std::size_t>(series.quantity)].id == what.id)
        error = larger_error(error, report.comparison.estimate(mix, series.first + series.size - 1));
  for (const Shape::Series& series : report.comparison.outcomes().shape.series) {
    if (quantities()[static_cast<std::size_t>(series.quantity)].id != what.id) continue;
    std::vector<std::string> row{escaped(main_name(report.scenario(), series.group, report.language()))};
    for (int mix = 0; mix < report.comparison.mixes(); ++mix)
      row.push_back(evenly(report.comparison.estimate(mix, series.first + series.size - 1), error, scale_of(what),
                           report.language()));
    table.rows.push_back(std::move(row));
  }
  return table.html();
}

std::string shortfall_table(const Report& report) {
  const Shape& shape = report.comparison.outcomes().shape;
  HtmlTable table;
  table.kind = "numbers";
  table.caption = report.say("年末未落实的计划户数（模拟平均）",
                             "Households planned but not enrolled at the end of a year, mean over the futures");
  table.heads = {report.say("组合与措施", "mix and measure")};
  for (int mix = 0; mix < report.comparison.mixes(); ++mix)
    for (const Shape::Series& series : shape.series) {
      const Quantity& what = quantities()[static_cast<std::size_t>(series.quantity)];
      if (what.id != "shortfall_households") continue;
      std::vector<std::string> row{report.mix(mix) + report.say("：", ": ") + escaped(report.measure(series.group))};
      double most = 0;
      for (int point = series.first; point < series.first + series.size; ++point) {
        if (table.heads.size() <= static_cast<std::size_t>(series.size))
          table.heads.push_back(escaped(shape.points[static_cast<std::size_t>(point)].at));
        const Estimate& missing = report.comparison.estimate(mix, point);
        if (std::isfinite(missing.mean)) most = std::max(most, missing.mean);
        row.push_back(escaped(write_mean(missing, scale_of(what), report.language()).value));
      }
      if (most >= 0.5) table.rows.push_back(std::move(row));
    }
  return table.html();
}

std::string held_back_table(const Report& report) {
  static const std::pair<const char*, Names> reasons[] = {{"margin", {"核算余量", "margin"}},
                                                          {"guarantee", {"保障短板", "a guarantee is missing"}},
                                                          {"approval", {"未获批准", "approval"}},
                                                          {"veto", {"限制情形", "veto"}},
                                                          {"procedure", {"程序环节", "a step of the procedure"}},
                                                          {"visit", {"未及入户", "not visited"}}};
  const Quantity& what = quantity("held_back_share");
  HtmlTable table;
  table.kind = "numbers";
  table.caption =
      report.say("末年评定中收入达标而仍在册的户，因何未脱贫（%，模拟平均）",
                 "Of the households above the line in the last round, the share kept in by, %, mean over the futures");
  table.heads = {report.say("组合", "mix")};
  for (const auto& [group, names] : reasons) table.heads.push_back(in(report.language(), names));
  for (int mix = 0; mix < report.comparison.mixes(); ++mix) {
    std::vector<std::string> row{report.mix(mix)};
    for (const auto& [group, names] : reasons) {
      const Shape::Series* series = report.comparison.outcomes().shape.find_series(what.id, group);
      if (!series || series->size == 0) return {};
      row.push_back(escaped(write_mean(report.comparison.estimate(mix, series->first + series->size - 1),
                                       scale_of(what), report.language())
                                .value));
    }
    table.rows.push_back(std::move(row));
  }
  return table.html();
}

}  // namespace tuiyan
