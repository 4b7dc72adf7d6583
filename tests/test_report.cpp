#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "io/report.h"
#include "io/report_pdf.h"
#include "sim/answer.h"
#include "sim/engine.h"
#include "sim/wording.h"
#include "tests/made_up_outcomes.h"
#include "tests/pdf_text.h"
#include "tests/xml_check.h"

namespace tuiyan {
namespace {

Result made_up_result(int replicates = 200) {
  Result result;
  result.scenario = made_up_scenario();
  result.outcomes = made_up_outcomes(result.scenario, replicates);
  result.record.scenario_id = "made-up";
  result.record.scenario_sha256 = "9f2c1a0b";
  result.record.engine = engine_version;
  result.record.tool = "0.1.0";
  result.record.seed = 42;
  result.record.replicates = 200;
  result.record.reference = "none";
  result.record.status = RunStatus::complete;
  result.record.created = "2026-11-22T14:05:11+08:00";
  return result;
}

std::string report(const Result& result, Language language, int reference = 0) {
  const Comparison comparison(result.outcomes);
  return report_html(result, comparison, reference, language);
}

const std::string& page(Language language) {
  static const std::string zh = report(made_up_result(), Language::zh), en = report(made_up_result(), Language::en);
  return language == Language::zh ? zh : en;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string drop(const std::string& html, const std::string& from, const std::string& to) {
  std::string left;
  std::size_t begin = 0;
  for (std::size_t at = html.find(from); at != std::string::npos; at = html.find(from, begin)) {
    left.append(html, begin, at - begin);
    left += ' ';
    begin = html.find(to, at) + to.size();
  }
  return left.append(html, begin);
}

// What is read: no pictures, no data, no paths of parameters, no tags.
std::string without_markup(std::string html) {
  html.erase(0, html.find("<body"));
  for (const char* name : {"svg", "pre", "code"})
    html = drop(html, std::string("<") + name, std::string("</") + name + ">");
  return drop(html, "<", ">");
}

bool has_chinese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xe4 && byte <= 0xe9;
  });
}

TEST(Report, StandsAlone) {
  for (const Language language : {Language::zh, Language::en}) {
    for (const char* link : {"src=", "href=\"http", "href=\"//", "url(http"})
      EXPECT_FALSE(has(page(language), link)) << link;
    EXPECT_FALSE(has(page(language), "<script"));
    EXPECT_FALSE(has(page(language), "<link"));
    EXPECT_FALSE(has(page(language), "@import"));
  }
}

TEST(Report, IsWellFormed) {
  EXPECT_EQ(xml_problem(page(Language::zh)), "");
  EXPECT_EQ(xml_problem(page(Language::en)), "");
}

TEST(Report, NamesOfPeopleCanNotBreakThePage) {
  Result result = made_up_result(20);
  result.scenario.mixes[1].names.en = "<b>\"A & B\"</b>";
  result.scenario.question.en = "1 < 2 & 3 > 2?";
  const std::string html = report(result, Language::en);
  EXPECT_EQ(xml_problem(html), "");
  EXPECT_FALSE(has(html, "<b>"));
}

TEST(Report, SaysItsLanguage) {
  EXPECT_TRUE(has(page(Language::zh), "<html lang=\"zh-CN\">"));
  EXPECT_TRUE(has(page(Language::en), "<html lang=\"en\">"));
  // No Chinese is left in the English page, and no English sentence in the Chinese one.
  EXPECT_FALSE(has_chinese(without_markup(page(Language::en))));
  EXPECT_TRUE(has_chinese(without_markup(page(Language::zh))));
  const std::string chinese = without_markup(page(Language::zh));
  for (const char* word : {" the ", " of ", " and ", " is "}) EXPECT_FALSE(has(chinese, word)) << word;
}

TEST(Report, AnswersBothHeadlinesAndCallsATieATie) {
  const std::string& zh = page(Language::zh);
  const std::string answer = zh.substr(zh.find("class=\"answer\""), 1500);
  EXPECT_TRUE(has(answer, "难分高下"));
  EXPECT_TRUE(has(answer, "凭自身收入"));
  EXPECT_TRUE(has(answer, "几乎确定"));
  EXPECT_TRUE(has(page(Language::en), "verdict too_close"));
  EXPECT_TRUE(has(page(Language::en), "verdict better"));
}

TEST(Report, HasEveryPart) {
  for (const Language language : {Language::zh, Language::en})
    for (const char* id : {"answer", "results", "time", "states", "money", "exits", "lasting", "assumptions", "changes",
                           "documents", "limits", "reproduce"})
      EXPECT_TRUE(has(page(language), std::string("<section id=\"") + id + "\"")) << id;
  for (const char* words : {"9f2c1a0b", "--seed 42 --replicates 200", "200 / 200"})
    EXPECT_TRUE(has(page(Language::en), words)) << words;
  EXPECT_TRUE(has(page(Language::en), "not been validated"));
  EXPECT_TRUE(has(page(Language::en), "not the effect of the measure"));
}

TEST(Report, RedAssumptionsComeFirstAndOnlyThoseUsed) {
  const std::string& en = page(Language::en);
  const std::size_t red = en.find("class=\"grade red\""), amber = en.find("class=\"grade amber\"");
  ASSERT_NE(red, std::string::npos);
  ASSERT_NE(amber, std::string::npos);
  EXPECT_LT(red, amber);
  Result result = made_up_result(20);
  result.scenario.measures.push_back(result.scenario.measures[0]);
  result.scenario.measures.back().id = "unused";
  for (Measure& measure : result.scenario.measures)
    measure.term = Datum{36, Range{12, 48}, Grade::red, "said so", false};
  result.outcomes = made_up_outcomes(result.scenario, 20);
  const std::string html = report(result, Language::en);
  EXPECT_TRUE(has(html, "measures/industry/term"));
  EXPECT_FALSE(has(html, "measures/unused/term"));
}

TEST(Report, TablesAndPicturesCanBeReadAloud) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string& html = page(language);
    std::size_t pictures = 0, described = 0;
    for (std::size_t at = html.find("<svg "); at != std::string::npos; at = html.find("<svg ", at + 1)) {
      ++pictures;
      const std::string head = html.substr(at, 1200);
      described += has(head, "role=\"img\"") && has(head, "<title id=") && has(head, "<desc id=");
    }
    EXPECT_EQ(pictures, 6u);
    EXPECT_EQ(described, pictures);
    EXPECT_TRUE(has(html, "scope=\"row\""));
    EXPECT_TRUE(has(html, "<figcaption>"));
    EXPECT_TRUE(has(html, "<h1>"));
  }
}

TEST(Report, IsMarkedWhenReplicatesAreMissing) {
  EXPECT_FALSE(has(page(Language::en), "class=\"partial\""));
  const std::string html = report(made_up_result(50), Language::en);
  EXPECT_TRUE(has(html, "class=\"partial\""));
  EXPECT_TRUE(has(html, "50 of 200 replicates"));
  EXPECT_TRUE(has(report(made_up_result(50), Language::zh), "部分结果"));
}

TEST(Report, WithoutAReplicateThereIsNoAnswer) {
  Result result = made_up_result(1);
  result.outcomes.of[0].clear();
  const std::string html = report(result, Language::zh);
  EXPECT_EQ(xml_problem(html), "");
  EXPECT_TRUE(has(html, "无法作答"));
}

TEST(Report, OneMixAndOneReplicateDoNotBreakIt) {
  Result result = made_up_result(1);
  for (auto& replicate : result.outcomes.of) replicate.resize(1);
  result.outcomes.mixes.resize(1);
  for (const Language language : {Language::zh, Language::en}) {
    const std::string html = report(result, language);
    EXPECT_EQ(xml_problem(html), "");
    EXPECT_FALSE(has(without_markup(html), "nan"));
  }
}

TEST(Report, TheSameResultGivesTheSameBytes) {
  EXPECT_TRUE(report(made_up_result(), Language::zh) == page(Language::zh));
}

// The overview's numbers are the comparison's, written by the one rule.
TEST(Report, NumbersFollowTheErrorRule) {
  const Result result = made_up_result();
  const Comparison comparison(result.outcomes);
  const int point = result.outcomes.shape.find("exited_share", "2021-12");
  const Written written =
      write_estimate(comparison.estimate(1, point), scale_of(quantity("exited_share")), Language::en);
  EXPECT_TRUE(has(page(Language::en), "<span class=\"value\">" + written.value + "</span><span class=\"range\">" +
                                          written.range + "</span>"));
  const double error = 100 * comparison.estimate(1, point).mcse;
  const std::size_t dot = written.value.find('.');
  const double place =
      dot == std::string::npos ? 1 : std::pow(10.0, -static_cast<double>(written.value.size() - dot - 1));
  EXPECT_GE(place, error * 0.99);
}

TEST(ReportParts, ThatAreLeftOutAreGoneAndTheOthersNumberedOn) {
  const Result result = made_up_result();
  const Comparison comparison(result.outcomes);
  EXPECT_EQ(report_html(result, comparison, 0, Language::en, {}), page(Language::en));
  const std::string some = report_html(result, comparison, 0, Language::en, {"results", "limits"});
  EXPECT_FALSE(has(some, "id=\"results\"") || has(some, "id=\"limits\""));
  EXPECT_TRUE(has(some, "1. Question and answer") && has(some, "2. Over time") && has(some, "10. Reproduce"));
  std::set<std::string> all;
  for (const ReportPart& part : report_parts()) all.insert(part.id);
  EXPECT_FALSE(has(report_html(result, comparison, 0, Language::zh, all), "<section"));
}

TEST(ReportPdf, HasNoPageOfAPartThatIsLeftOut) {
  const Result result = made_up_result();
  const Comparison comparison(result.outcomes);
  const ChartSource source{result.scenario, comparison, 0, Language::en};
  const std::map<std::string, std::set<std::string>> charts_of_part = {
      {"", {}},
      {"results", {"differences"}},
      {"time", {"still-poor", "registered-households"}},
      {"states", {"states"}},
      {"money", {"money"}},
      {"exits", {"main-measure"}}};
  for (const auto& [part, gone] : charts_of_part) {
    const std::string text = pdf_letters(report_pdf(source, {part}));
    for (const Chart& chart : charts_of(source))
      EXPECT_EQ(has(text, letters_of(chart.title)), !gone.contains(chart.id)) << chart.title << " without " << part;
  }
  const std::string sentence = letters_of(answer(source).front());
  EXPECT_TRUE(has(pdf_letters(report_pdf(source, {"time"})), sentence));
  EXPECT_FALSE(has(pdf_letters(report_pdf(source, {"answer"})), sentence));
}

}  // namespace
}  // namespace tuiyan
