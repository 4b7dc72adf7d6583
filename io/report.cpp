#include "io/report.h"

#include <algorithm>

#include "io/outcome_tables.h"
#include "io/paint.h"
#include "io/report_parts.h"
#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

constexpr double chart_width = 960;

// "三、逐月走势", "3. Over time".
std::string numbered(const Names& names, std::size_t number, Language language) {
  static const char* const chinese[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
  if (language == Language::en) return std::to_string(number) + ". " + names.en;
  return std::string(chinese[number - 1]) + "、" + names.zh;
}

std::string head_of_page(const Report& report) {
  const std::string title =
      in(report.language(), report.scenario().names) + report.say("：措施组合比较", ": mixes of measures compared");
  return "<!DOCTYPE html>\n<html lang=\"" + report.say("zh-CN", "en") +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n" +
         element("title", escaped(title)) + "\n<style>\n" + report_style + "</style>\n</head>\n";
}

std::string masthead(const Report& report) {
  const Scenario& scenario = report.scenario();
  std::string html = element("p", report.say("推演 · 措施组合比较报告", "Tuiyan · comparison of mixes of measures"),
                             "class=\"kicker\"") +
                     element("h1", escaped(in(report.language(), scenario.names))) + "\n" +
                     element("p", escaped(in(report.language(), scenario.about)), "class=\"about\"");
  const std::string from = date_words(scenario.start.text(), report.language());
  const std::string to = date_words((scenario.end_month() - 1).text(), report.language());
  html += element(
      "p",
      escaped(from + report.say(" 至 ", " to ") + to + report.say(" · 模拟 ", " · ") +
              format_number(report.comparison.finished(), 0) + report.say(" 次 · 参照：", " replicates · reference: ") +
              mix_name(report.source, report.source.reference) +
              (report.source.uncertainty ? " · " + parameter_words(true, report.language()) : std::string())),
      "class=\"facts\"");
  if (report.source.asked > report.comparison.finished())
    html += element(
        "p",
        element("strong", report.say("部分结果", "PARTIAL")) + " " +
            escaped(format_number(report.comparison.finished(), 0) + report.say(" 次，要求 ", " of ") +
                    format_number(report.source.asked, 0) +
                    report.say(" 次。只用了已完成的模拟，数字可用，误差较大。",
                               " replicates. Whole replicates only: the numbers can be used, with a larger error.")),
        "class=\"partial\" role=\"status\"");
  return element("header", html) + "\n";
}

std::string answered(const Report& report) {
  std::string html = element("p", escaped(in(report.language(), report.scenario().question)), "class=\"question\"");
  std::string sentences;
  for (const std::string& sentence : answer(report.source)) sentences += element("p", escaped(sentence)) + "\n";
  html += element("div", "\n" + sentences, "class=\"answer\"");
  html += element(
      "p",
      report.say(
          "百分点差异在同一次模拟之内计算，各组合遇到同样的疾病、天气和就业机会；括号内是十次模拟有九次所落的范围。"
          "范围盖住零的写作“难分高下”。“更好”的次数里平局算半次。数字的末位不细于蒙特卡洛误差。",
          "Differences are taken within each simulated future, where all mixes meet the same illness, weather "
          "and jobs; brackets hold 9 of 10 futures. Where they cover zero it is too close to call. Futures "
          "in which two are equal count half. No digit is finer than the Monte Carlo error."),
      "class=\"small\"");
  return html;
}

std::string results(const Report& report) {
  const bool several = report.comparison.mixes() > 1;
  std::string html = overview_table(report);
  if (several) {
    html += difference_table(report) +
            figure(report, difference_chart(report.source, {"exited_share", "self_reliant_share"}), "");
    html += pairs_table(report);
  }
  return html;
}

std::string courses(const Report& report) {
  return figure(report, still_poor_chart(report.source), "") +
         figure(report, series_chart(report.source, "registered_households"), "");
}

std::string states(const Report& report) { return figure(report, states_chart(report.source), states_table(report)); }

std::string money(const Report& report) {
  const std::string shortfalls = shortfall_table(report);
  return figure(report, money_chart(report.source), money_table(report)) +
         element("h3", report.say("计划与落实", "Planned and enrolled")) +
         (shortfalls.empty()
              ? element("p",
                        report.say("写明户数的措施都落实了。", "Every measure with a number of households reached it."))
              : shortfalls +
                    element(
                        "p",
                        report.say("没有落实的原因是符合条件或愿意参加的户不够，或名额、资金用完。",
                                   "What is missing found too few eligible households, or ran out of places or money."),
                        "class=\"small\""));
}

std::string exits(const Report& report) {
  const std::string note =
      element("p",
              report.say("这些是指派到某项主要措施的户里的脱贫户，不是该措施的效果。",
                         "These are exits among those assigned to a main measure, not the effect of the measure."),
              "class=\"note\"");
  return note + figure(report, main_measure_chart(report.source), main_measure_table(report)) + held_back_table(report);
}

std::string in_html(const OutcomeTable& each) {
  HtmlTable table;
  table.kind = "numbers";
  table.caption = each.title;
  for (std::size_t k = 0; k < each.heads.size(); ++k)
    table.heads.push_back(
        escaped(each.heads[k]) +
        (each.units[k].empty() ? "" : "<br><span class=\"unit\">" + escaped(each.units[k]) + "</span>"));
  for (const auto& cells : each.rows) {
    std::vector<std::string> row{escaped(cells.front().value)};
    for (std::size_t k = 1; k < cells.size(); ++k) row.push_back(with_range({cells[k].value, cells[k].range, {}, {}}));
    table.rows.push_back(std::move(row));
  }
  return table.html() + element("p", escaped(each.note), "class=\"small\"") + "\n";
}

std::string lasting(const Report& report) {
  std::string html, more;
  const std::vector<std::string> first{"dates", "risk",      "return_hazard",    "returns",
                                       "costs", "targeting", "kind_exited_share"};
  for (const OutcomeTable& table :
       outcome_tables(report.result, report.comparison, report.source.reference, report.language())) {
    const bool early = std::find(first.begin(), first.end(), table.id) != first.end();
    (early ? html : more) += in_html(table);
  }
  if (!more.empty())
    html += element("details",
                    element("summary", report.say("更多：逐年的机会、其他户类型、各村、替代的就业",
                                                  "More: yearly chances, other kinds, villages, jobs displaced")) +
                        more);
  // Headings inside the section, so that the numbers of the others stay.
  if (const std::string stops = if_support_stops(report); !stops.empty())
    html += element("h3", report.say("如果帮扶停止", "If support stops"), "id=\"withdrawal\"") + stops;
  if (const std::string risk = risk_of_return(report); !risk.empty())
    html += element("h3", report.say("返贫风险", "Risk of return"), "id=\"risk\"") + risk;
  return html;
}

// With a sensitivity run in the result: which of the assumptions carry the answer, before all of them.
std::string rests_on(const Report& report) {
  const std::string carry = carrying(report);
  std::string html = drawn_parameters(report);
  if (!carry.empty())
    html += element("h3", report.say("哪些假设左右结论", "What carries the answer"), "id=\"carries\"") + carry +
            element("h3", report.say("全部假设", "All assumptions"));
  return html + assumptions(report);
}

// How the parts are written, in the order of report_parts(). Those of outcomes need a replicate at least.
struct Section {
  std::string (*html)(const Report&);
  bool of_outcomes;
};
const Section sections[] = {{answered, true}, {results, true},    {courses, true}, {states, true},
                            {money, true},    {exits, true},      {lasting, true}, {rests_on, false},
                            {changes, false}, {documents, false}, {limits, false}, {reproduce, false}};

}  // namespace

std::string figure(const Report& report, const Chart& chart, const std::string& table) {
  PaintOptions options;
  options.width = chart_width;
  options.words = false;
  const std::string head =
      element("h3", escaped(chart.title)) + element("p", escaped(chart.definitions), "class=\"chip\"");
  const std::string picture = element("div", inline_svg(chart, options, chart.id), "class=\"picture\"");
  const std::string caption = element("figcaption", escaped(chart.how_to_read));
  const std::string words = element(
      "details", element("summary", report.say("文字说明", "In words")) + element("p", escaped(chart.alternative)));
  const std::string data = element(
      "details", element("summary", report.say("图中数据（CSV，可复制）", "Data of this chart (CSV, to copy)")) +
                     element("pre", escaped(replaced(chart_csv(chart), "\r\n", "\n")), "class=\"data\""));
  const std::string whole = element("div", head + "\n" + picture, "class=\"whole\"");
  return element("figure", whole + "\n" + caption + "\n" + table + words + "\n" + data) + "\n";
}

const std::vector<ReportPart>& report_parts() {
  static const std::vector<ReportPart> parts{
      {"answer", {"问题与回答", "Question and answer"}},
      {"results", {"各组合的结果与差异", "Results and differences"}, true},
      {"time", {"逐月走势", "Over time"}, true},
      {"states", {"脱贫靠的是什么", "What those who are out live on"}, true},
      {"money", {"钱与名额", "Money and places"}, true},
      {"exits", {"脱贫户的主要措施", "Exits by main measure"}, true},
      {"lasting", {"何时脱贫、能否稳住、谁受益、代价多大", "When, how lasting, for whom, at what cost"}},
      {"assumptions", {"结论依据的假设", "Assumptions"}},
      {"changes", {"与默认值不同之处", "Changes against the defaults"}},
      {"documents", {"资料", "Documents"}},
      {"limits", {"不能说明什么", "What it can not tell"}},
      {"reproduce", {"重现", "Reproduce"}},
  };
  return parts;
}

std::string report_html(const Result& result, const Comparison& comparison, int reference, Language language,
                        const std::set<std::string>& without) {
  const Report report{
      result, comparison,
      ChartSource{result.scenario, comparison, std::clamp(reference, 0, std::max(0, comparison.mixes() - 1)), language,
                  result.record.replicates, result.record.uncertainty}};
  std::string body = masthead(report) + "<main>\n";
  if (comparison.finished() == 0)
    body += element("p", report.say("没有完成的模拟，无法作答。", "No replicate was finished: there is no answer."),
                    "class=\"partial\"");
  std::size_t number = 0;
  for (std::size_t i = 0; i < report_parts().size(); ++i) {
    const ReportPart& part = report_parts()[i];
    if (without.contains(part.id)) continue;
    const std::string title = numbered(part.names, ++number, language);
    if (comparison.finished() == 0 && sections[i].of_outcomes) continue;
    body += element("section", element("h2", title) + "\n" + sections[i].html(report),
                    "id=\"" + part.id + "\" aria-label=\"" + title + "\"") +
            "\n";
  }
  return head_of_page(report) + element("body", "\n" + body + "</main>\n") + "\n</html>\n";
}

}  // namespace tuiyan
