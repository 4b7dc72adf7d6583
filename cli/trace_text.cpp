// The months of a trace as text: what befalls the household across the page, what each mix does side by side.
#include "cli/trace_text.h"

#include <fmt/format.h>
#include <glib.h>

#include <algorithm>

#include "cli/console.h"
#include "io/trace_words.h"
#include "sim/wording.h"

namespace tuiyan {

namespace {

constexpr const char* between = " │ ";

// Pieces of a text that must not be torn: words with the spaces behind them, single wide characters.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces{""};
  bool wide_before = false;
  for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
    const char* next = g_utf8_next_char(at);
    const std::string one(at, next);
    const gunichar character = g_utf8_get_char(at);
    const bool wide = g_unichar_iswide(character) != 0;
    // Closing marks stay with what they close.
    const bool closes = std::string("，。；：）、”").find(one) != std::string::npos;
    const bool ends = !pieces.back().empty() && (pieces.back().back() == ' ' ? one != " " : (wide || wide_before));
    if (ends && !closes) pieces.emplace_back();
    pieces.back() += one;
    wide_before = wide;
  }
  return pieces;
}

std::string without_space(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// Lines of at most `width` columns, those after the first one indented by two.
std::vector<std::string> wrapped(const std::string& text, int width) {
  std::vector<std::string> lines{""};
  for (const std::string& piece : pieces_of(text)) {
    if (display_width(lines.back() + without_space(piece)) > width && display_width(lines.back()) > 2) {
      lines.back() = without_space(lines.back());
      lines.emplace_back("  ");
    }
    lines.back() += piece;
  }
  lines.back() = without_space(lines.back());
  return lines;
}

std::string padded(const std::string& text, int width) {
  return text + std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

class Page {
 public:
  Page(const Trace& trace, const Scenario& scenario, Language language, int columns, bool every_month)
      : trace_(trace),
        scenario_(scenario),
        words_(trace, scenario, language),
        language_(language),
        columns_(columns),
        every_month_(every_month) {}

  std::string write() {
    head();
    for (std::size_t m = 0; m < trace_.months.size();) {
      const std::size_t next = m + quiet_from(m);
      if (next > m + 1)
        fold(m, next - 1);
      else
        month(m);
      m = std::max(next, m + 1);
    }
    text_.append("\n").append(words_.say("关键所在", "What was decisive")).append("\n");
    for (const std::string& each : words_.decisive(decisive_of(trace_))) {
      const std::size_t indent = std::min(each.find_first_not_of(' '), each.size());
      across(each.substr(indent), static_cast<int>(indent));
    }
    return std::move(text_);
  }

 private:
  // A text of the width of the page.
  void across(const std::string& text, int indent) {
    for (const std::string& line : wrapped(text, columns_ - indent))
      text_ += std::string(static_cast<std::size_t>(indent), ' ') + line + "\n";
  }

  // What the mixes do, side by side; once where they do the same.
  void beside(const std::vector<std::vector<std::string>>& told) {
    const bool same = std::all_of(told.begin(), told.end(), [&](const auto& each) { return each == told.front(); });
    if (same) {
      const std::string letters = told.size() == 1 ? "A" : "A=B";
      bool first = true;
      for (const std::string& each : told.front()) {
        for (const std::string& line : wrapped(each, columns_ - 7)) {
          text_ += "  " + padded(first ? letters : "", 5) + line + "\n";
          first = false;
        }
      }
      return;
    }
    const int width = (columns_ - 2 - display_width(between)) / 2 - 2;
    std::vector<std::vector<std::string>> cells;
    std::size_t rows = 0;
    for (const auto& each : told) {
      cells.emplace_back();
      for (const std::string& one : each)
        for (const std::string& line : wrapped(one, width)) cells.back().push_back(line);
      rows = std::max(rows, cells.back().size());
    }
    for (std::size_t row = 0; row < rows; ++row) {
      std::string line = "  ";
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string cell = row < cells[c].size() ? cells[c][row] : "";
        if (c > 0) line += between;
        line += row == 0 ? std::string(1, static_cast<char>('A' + c)) + " " : "  ";
        line += padded(cell, width);
      }
      text_ += without_space(line) + "\n";
    }
  }

  void head() {
    const GroupRules& group = scenario_.people.groups[trace_.group];
    const TracedMonth& first = trace_.months.front();
    across(fmt::format(fmt::runtime(words_.say("{}：第 {} 户，第 {} 次模拟（从 0 数起），种子 {:.0f}",
                                               "{}: household {}, replicate {} (counted from 0), seed {:.0f}")),
                       in(language_, scenario_.names), words_.household(), trace_.replicate, scenario_.seed),
           0);
    std::string facts = in(language_, group.names);
    if (facts.empty()) facts = group.id;
    facts += fmt::format(fmt::runtime(words_.say("，第 {} 村", ", village {}")), trace_.village + 1);
    if (trace_.cause >= 0)
      facts += words_.say("，主要致贫原因：", ", main cause: ") +
               in(language_, scenario_.people.causes[static_cast<std::size_t>(trace_.cause)].names);
    if (trace_.remote) facts += words_.say("，居住偏远", ", remote");
    facts += fmt::format(fmt::runtime(words_.say("，耕地 {:.1f} 亩", ", {:.1f} mu of land")), trace_.land);
    if (!first.mixes.empty()) facts += words_.say("，", ", ") + words_.standing(first.mixes.front());
    across(facts, 0);
    for (const TracedPerson& who : trace_.persons)
      if (who.arrival == Arrival::at_start || who.arrival == Arrival::split) across(words_.member(who, first.month), 2);
    for (std::size_t c = 0; c < trace_.mixes.size(); ++c)
      text_ += words_.mix(c) + (c + 1 < trace_.mixes.size() ? "    " : "\n");
    across(words_.say("金额单位为元，除注明“人均”外均为全户；标准指当年退出标准，人均收入为近12个月。",
                      "Yuan of the whole household, unless \"a person\" stands there; lines are exit lines of the "
                      "month; income a person is that of the last 12 months."),
           0);
    text_ += "\n";
  }

  // Whether something is new in a month: an event, a round, a measure that begins or ceases to pay.
  bool is_quiet(std::size_t m) const {
    const TracedMonth& month = trace_.months[m];
    if (every_month_ || m == 0 || m + 1 == trace_.months.size() || !month.events.empty()) return false;
    const TracedMonth& before = trace_.months[m - 1];
    for (std::size_t c = 0; c < month.mixes.size(); ++c) {
      const MixMonth &mix = month.mixes[c], &was = before.mixes[c];
      if (!mix.events.empty() || mix.decision != Decision::none || mix.payments.size() != was.payments.size())
        return false;
      for (std::size_t p = 0; p < mix.payments.size(); ++p)
        if (mix.payments[p].measure != was.payments[p].measure || mix.payments[p].kind != was.payments[p].kind)
          return false;
    }
    return true;
  }

  std::size_t quiet_from(std::size_t m) const {
    std::size_t months = 0;
    while (m + months < trace_.months.size() && is_quiet(m + months)) ++months;
    return months;
  }

  std::string work(const TracedMonth& month) const {
    std::string text = fmt::format(
        fmt::runtime(month.members.size == 1 ? words_.say("{} 人", "{} person") : words_.say("{} 人", "{} persons")),
        month.members.size);
    if (month.members.workers > 0)
      text += fmt::format(fmt::runtime(words_.say("，劳动力 {} 人、在岗 {} 人", ", {} able to work, {} in work")),
                          month.members.workers, month.employed);
    if (month.ill) text += words_.say("，大病期间", ", illness");
    return text;
  }

  std::string market(const TracedMonth& month) const {
    std::string text = words_.say("市场收入 ", "market ") + words_.yuan(static_cast<double>(month.market)) +
                       words_.say("，原有转移 ", ", transfers ") + words_.yuan(static_cast<double>(month.transfers));
    if (month.floor > 0)
      text += words_.say("，原低保 ", ", running dibao ") + words_.yuan(static_cast<double>(month.floor));
    return text + words_.say("；近12个月市场收入 ", "; market of 12 months ") +
           words_.yuan(static_cast<double>(month.market12));
  }

  void month(std::size_t m) {
    const TracedMonth& month = trace_.months[m];
    across(month.month.text() + "  " +
               (m == 0 && trace_.household.branch == 0 ? words_.say("期初，", "the opening, ") : "") + work(month) +
               words_.say("；", "; ") + market(month),
           0);
    for (const LifeEvent& event : month.events) across("· " + words_.life(event, month.month), 2);
    std::vector<std::vector<std::string>> told;
    for (const MixMonth& mix : month.mixes) {
      std::vector<std::string>& lines = told.emplace_back();
      for (const MixEvent& event : mix.events)
        if (!in_force(event)) lines.push_back(words_.event(event));
      if (const std::string paid = words_.payments(mix.payments, mix.floor_taken_over); !paid.empty())
        lines.push_back(paid);
      std::string income =
          m == 0 ? "" : words_.say("当月收入 ", "income ") + words_.yuan(static_cast<double>(mix.income));
      if (const std::string year = words_.year(mix, month); !year.empty())
        income += (income.empty() ? "" : words_.say("；", "; ")) + year;
      lines.push_back(income + words_.say("；", "; ") + words_.standing(mix));
      for (const std::string& each : words_.round(mix, month)) lines.push_back(each);
      for (const MixEvent& event : mix.events)
        if (in_force(event)) lines.push_back(words_.event(event));
    }
    beside(told);
  }

  // What comes after a round in the month.
  static bool in_force(const MixEvent& event) {
    switch (event.kind) {
      case MixEventKind::exited:
      case MixEventKind::returned:
      case MixEventKind::entered:
      case MixEventKind::cleaned_out:
      case MixEventKind::unsupported:
      case MixEventKind::planned:
      case MixEventKind::unplanned:
        return true;
      default:
        return false;
    }
  }

  // A stretch in which nothing is new, with what came in.
  void fold(std::size_t from, std::size_t to) {
    const TracedMonth& last = trace_.months[to];
    std::int64_t market_sum = 0;
    for (std::size_t m = from; m <= to; ++m) market_sum += trace_.months[m].market;
    across(fmt::format(fmt::runtime(words_.say("{} 至 {}  {} 个月没有新情况；市场收入共 {}",
                                               "{} to {}  nothing new for {} months; market {} in all")),
                       trace_.months[from].month.text(), last.month.text(), to - from + 1,
                       words_.yuan(static_cast<double>(market_sum))),
           0);
    std::vector<std::vector<std::string>> told;
    for (std::size_t c = 0; c < last.mixes.size(); ++c) {
      std::vector<Diary::Payment> payments = trace_.months[from].mixes[c].payments;
      std::int64_t taken_over = 0;
      for (std::size_t m = from; m <= to; ++m) {
        const MixMonth& mix = trace_.months[m].mixes[c];
        taken_over += mix.floor_taken_over;
        for (std::size_t p = 0; m > from && p < payments.size(); ++p) payments[p].fen += mix.payments[p].fen;
      }
      std::vector<std::string>& lines = told.emplace_back();
      if (const std::string paid = words_.payments(payments, taken_over); !paid.empty()) lines.push_back(paid);
      lines.push_back(words_.year(last.mixes[c], last) + words_.say("；", "; ") + words_.standing(last.mixes[c]));
    }
    beside(told);
  }

  const Trace& trace_;
  const Scenario& scenario_;
  TraceWords words_;
  Language language_;
  int columns_;
  bool every_month_;
  std::string text_;
};

}  // namespace

std::string trace_text(const Trace& trace, const Scenario& scenario, Language language, int columns, bool every_month) {
  return Page(trace, scenario, language, columns, every_month).write();
}

}  // namespace tuiyan
