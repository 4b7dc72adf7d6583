#include "sim/sensitivity_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

constexpr std::size_t most_named = 3;  // assumptions in a sentence
constexpr int most_places = 3;

Scale scale_in(const Sensitivity& s, int question) {
  return scale_of(quantity(s.plan.questions[static_cast<std::size_t>(question)].quantity), MoneyUnit::yuan);
}

const UncertainParameter& parameter_in(const Sensitivity& s, int index) {
  return s.plan.parameters[static_cast<std::size_t>(index)];
}

std::string joined(const std::vector<std::string>& names, Language language) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += choose(language, "、", i + 1 == names.size() ? " and " : ", ");
    text += names[i];
  }
  return text;
}

std::string quoted(const std::string& text, Language language) {
  return choose(language, "“", "\"") + text + choose(language, "”", "\"");
}

std::string percent(double share) { return format_number(100 * share, 0); }

// Groups of one parameter, the largest mu* first, as many as are looked at closely.
std::vector<int> ranked(const Sensitivity& s, const DrivenDifference& one) {
  std::vector<int> order;
  for (std::size_t i = 0; i < one.screened.size(); ++i)
    if (s.groups[i].is_single() && one.screened[i].mu_star > 0) order.push_back(static_cast<int>(i));
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return one.screened[static_cast<std::size_t>(a)].mu_star > one.screened[static_cast<std::size_t>(b)].mu_star;
  });
  if (order.size() > static_cast<std::size_t>(s.plan.top)) order.resize(static_cast<std::size_t>(s.plan.top));
  return order;
}

// Of a run that was stopped before every leading assumption stood at both ends.
std::string screened_most(const Sensitivity& s, const DrivenDifference& one, Language language) {
  std::vector<std::string> named;
  for (const int group : ranked(s, one))
    if (named.size() < most_named && one.screened[static_cast<std::size_t>(group)].distinct)
      named.push_back(
          quoted(in(language, parameter_in(s, s.groups[static_cast<std::size_t>(group)].first).names), language));
  if (named.empty()) return choose(language, "。", ".");
  return choose(language, "；按已完成的筛选，影响最大的假设：", "; as far as it was screened it moves most with ") +
         joined(named, language) + choose(language, "。", ".");
}

// The structural alternative that moves a difference more than any assumption does; "" if none.
std::string structure_moves(const Sensitivity& s, const DrivenDifference& one, Language language) {
  if (one.structure.empty() || !is_clear(one.structure.front())) return {};
  const Swing& largest = one.structure.front();
  if (!one.swings.empty() && largest.size() <= one.swings.front().size()) return {};
  const std::string& name = in(language, s.plan.alternatives[static_cast<std::size_t>(largest.alternative)].names);
  const std::string difference = swing_words(s, one, largest, language);
  return choose(language, "换用替代设定影响更大：“" + name + "”（差异在 " + difference + "之间）。",
                " A structural alternative moves it more: \"" + name + "\" (" + difference + ").");
}

std::string carries(const Sensitivity& s, const DrivenDifference& one, Language language) {
  std::vector<std::string> named;
  for (const Swing& swing : one.swings)
    if (named.size() < most_named && is_clear(swing))
      named.push_back(quoted(in(language, parameter_in(s, swing.parameter).names), language) +
                      choose(language, "（差异在 " + swing_words(s, one, swing, language) + "之间）",
                             " (" + swing_words(s, one, swing, language) + ")"));
  const std::string what = difference_words(s, one, language);
  const std::string today = format_difference(one.today, scale_in(s, one.question), language);
  std::string text = capitalised(what) + choose(language, "，今为 ", ", today ") + today;
  if (one.today.verdict == Verdict::too_close) text += choose(language, "，难分高下", ", too close to call");
  if (!s.complete) return text + screened_most(s, one, language);
  if (named.empty())
    text += choose(language, "；没有哪项假设的影响超出估计误差。",
                   "; no assumption moves it by more than the error of the estimate.");
  else
    text += choose(language, "；影响最大的假设：", "; it rests most on ") + joined(named, language) +
            choose(language, "。", ".");
  return text + structure_moves(s, one, language);
}

std::string structure_changes(const Sensitivity& s, const Preference& preference, Language language) {
  std::vector<std::string> changed;
  for (const AlternativeChoice& each : preference.structure)
    if (each.best != preference.best)
      changed.push_back(in(language, s.plan.alternatives[static_cast<std::size_t>(each.alternative)].names) +
                        choose(language, "（", " (") + mix_words(s, each.best, language) +
                        (each.tie ? choose(language, "，难分高下", ", too close to call") : "") +
                        choose(language, "）", ")"));
  if (preference.structure.empty()) return {};
  if (changed.empty())
    return choose(language, "结构性替代设定都不改变排在最前的组合。",
                  "No structural alternative puts another mix in front.");
  return choose(language, "换用下列设定时另一组合排在最前：", "Another mix is in front with: ") +
         joined(changed, language) + choose(language, "。", ".");
}

std::string preferred(const Sensitivity& s, const Preference& preference, Language language) {
  const std::string what = question_words(s, preference.question, language);
  std::string text;
  if (preference.tie) {
    std::vector<int> all = preference.level;
    all.push_back(preference.best);
    std::sort(all.begin(), all.end());
    std::vector<std::string> names;
    for (const int mix : all) names.push_back(mix_words(s, mix, language));
    text = choose(language, what + "：按今天的取值，" + joined(names, language) + " 难分高下，均值最高的是",
                  capitalised(what) + ": at today's values " + joined(names, language) +
                      " are too close to call; the highest mean is that of ") +
           quoted(mix_words(s, preference.best, language), language);
  } else {
    text = choose(language, what + "：按今天的取值，最好的是", capitalised(what) + ": at today's values the best is ") +
           quoted(mix_words(s, preference.best, language), language);
  }
  text += choose(language, "。", ". ");
  std::vector<std::string> changes, ties;
  int close = 0;
  for (const Switch& each : preference.switches) {
    const std::string name = quoted(in(language, parameter_in(s, each.parameter).names), language) + " ";
    close += each.changes && each.close;
    if (each.changes && each.close) continue;
    if (each.changes)
      changes.push_back(name + switch_words(s, preference, each, language));
    else if (each.tie_at)
      ties.push_back(name + tie_words(s, preference, each, language));
  }
  const std::string all = format_number(static_cast<double>(preference.switches.size()), 0);
  if (preference.switches.empty()) return text;
  if (changes.empty())
    text += choose(language, "主要的 " + all + " 项假设单独在各自区间内变动，都不会使另一组合明显排到最前。",
                   "None of the " + all +
                       " leading assumptions, moved alone within its range, puts another mix clearly in front.");
  else
    text +=
        choose(language, "单独变动时，另一组合排到最前的有：", "Moved alone, another mix comes to the front with: ") +
        joined(changes, language) + choose(language, "。", ".");
  if (!ties.empty())
    text += choose(language, "变得难分高下的有：", " It becomes too close to call with: ") + joined(ties, language) +
            choose(language, "。", ".");
  if (close > 0) {
    const std::string some = format_number(close, 0);
    text += choose(language, "另有 " + some + " 项会使均值最高的组合易位，但难分高下。",
                   " With " + some + " of them another mix has the highest mean, but it is too close to call.");
  }
  const std::string structure = structure_changes(s, preference, language);
  return structure.empty() ? text : text + choose(language, "", " ") + structure;
}

std::string red_ones(const Sensitivity& s, Language language) {
  std::vector<std::string> red;
  std::set<int> seen;
  for (const DrivenDifference& one : s.differences)
    for (const Swing& swing : one.swings)
      if (seen.insert(swing.parameter).second && parameter_in(s, swing.parameter).grade == Grade::red)
        red.push_back(in(language, parameter_in(s, swing.parameter).names));
  const std::string of = format_number(static_cast<double>(seen.size()), 0);
  if (red.empty())
    return choose(language, "主要的 " + of + " 项假设中没有红级（自行假定）的。",
                  "None of the " + of + " leading assumptions is red (ours, without evidence).");
  const std::string count = format_number(static_cast<double>(red.size()), 0);
  return choose(language, "主要的 " + of + " 项假设中有 " + count + " 项是红级（自行假定，无证据）：",
                count + " of the " + of + " leading assumptions " + (red.size() == 1 ? "is" : "are") +
                    " red (ours, without evidence): ") +
         joined(red, language) + choose(language, "。", ".");
}

}  // namespace

std::string mix_words(const Sensitivity& s, int mix, Language language) {
  const NamedMix& named = s.plan.mixes[static_cast<std::size_t>(mix)];
  const std::string& name = in(language, named.names);
  return (named.letter.empty() ? "" : named.letter + " ") + (name.empty() ? named.id : name);
}

std::string question_words(const Sensitivity& s, int question, Language language) {
  const auto& asked = s.plan.questions[static_cast<std::size_t>(question)];
  std::string name = in(language, quantity(asked.quantity).names);
  if (!asked.group.empty()) name += choose(language, "（" + asked.group + "）", " (" + asked.group + ")");
  if (asked.at.empty()) return name;
  return choose(language, date_words(asked.at, language) + name, name + ", " + date_words(asked.at, language));
}

std::string difference_words(const Sensitivity& s, const DrivenDifference& one, Language language) {
  const std::string mix = mix_words(s, one.mix, language), other = mix_words(s, one.other, language);
  return question_words(s, one.question, language) +
         choose(language, "：“" + mix + "”与“" + other + "”之差", ": \"" + mix + "\" less \"" + other + "\"");
}

std::string short_number(double value) {
  const double size = std::abs(value);
  if (!std::isfinite(value)) return "--";
  const int places = size > 0 ? std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 0, 9) : 0;
  std::string text = format_number(value, places);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string value_words(const UncertainParameter& parameter, double value, Language language) {
  if (parameter.unit == "calendar year") return replaced(format_number(value, 0), ",", {});
  const bool bare = parameter.unit.empty() || parameter.unit.starts_with("share") || parameter.unit == "ln" ||
                    parameter.unit == "exponent" || parameter.unit == "factor";
  return bare ? short_number(value)
              : with_unit(short_number(value), in(language, unit_names(parameter.unit)), language);
}

std::string grade_mark(Grade grade) {
  return grade == Grade::red ? "▲ R" : grade == Grade::amber ? "◆ A" : grade == Grade::green ? "● G" : "";
}

std::string swing_words(const Sensitivity& s, const DrivenDifference& one, const Swing& swing, Language language) {
  const Scale scale = scale_in(s, one.question);
  const double error = std::max(swing.low.shift_error, swing.high.shift_error) / 1.96 * scale.factor;
  const double today = one.today.mean * scale.factor;
  const double low = today + std::min({swing.low.shift, swing.high.shift, 0.0}) * scale.factor;
  const double high = today + std::max({swing.low.shift, swing.high.shift, 0.0}) * scale.factor;
  int places = places_for(error, scale);
  const auto alike = [&] { return format_number(low, places) == format_number(high, places); };
  // A move that is clear of its own error is not hidden by rounding.
  while (is_clear(swing) && alike() && places < most_places) ++places;
  const std::string& unit = in(language, scale.difference);
  if (!alike()) return with_unit(format_range(low, high, places, language), unit, language);
  return with_unit(format_number(low, places), unit, language) + choose(language, "，看不出变动", ", no move seen");
}

bool is_clear(const Swing& swing) {
  return std::abs(swing.low.shift) > swing.low.shift_error || std::abs(swing.high.shift) > swing.high.shift_error;
}

std::string switch_words(const Sensitivity& s, const Preference&, const Switch& one, Language language) {
  if (!one.changes) return choose(language, "区间内没有", "none within the range");
  const UncertainParameter& parameter = parameter_in(s, one.parameter);
  const std::string near = short_number(one.changes->same), now = short_number(parameter.value);
  const std::string far = value_words(parameter, one.changes->changed, language);
  const std::string to = mix_words(s, one.to, language), way = percent(one.way);
  if (one.close)
    return choose(language, "取 " + far + " 时 " + to + " 均值最高，难分高下",
                  "at " + far + " " + to + " has the highest mean, too close to call");
  return choose(language,
                "在 " + near + " 与 " + far + " 之间（今为 " + now + "，在通往区间端点的 " + way + "% 处）→ " + to,
                "between " + near + " and " + far + " (now " + now + "; " + way + " % of the way to the end) → " + to);
}

std::string tie_words(const Sensitivity& s, const Preference& preference, const Switch& one, Language language) {
  if (preference.tie) return choose(language, "今天即难分高下", "too close today");
  if (!one.tie_at) return choose(language, "区间内没有", "none within the range");
  const UncertainParameter& parameter = parameter_in(s, one.parameter);
  const std::string at = value_words(parameter, *one.tie_at, language), way = percent(one.tie_way);
  const bool above = *one.tie_at >= parameter.value;
  return choose(language, (above ? "约高于 " : "约低于 ") + at + "（通往端点的 " + way + "% 处）",
                (above ? "above about " : "below about ") + at + " (" + way + " % of the way)");
}

namespace {

// "3.2 ± 0.8": a number with its standard error, both to the first digit of the error.
std::string with_error(double value, double error, const Scale& scale) {
  if (!std::isfinite(value)) return "--";
  const double shown = std::isfinite(error) ? error * scale.factor : 0;
  const int places = shown > 0 ? std::clamp(-static_cast<int>(std::floor(std::log10(shown))), -9, 3) : scale.decimals;
  const std::string text = format_number(value * scale.factor, places);
  return std::isfinite(error) ? text + " ± " + format_number(shown, places) : text;
}

const Swing* swing_of(const DrivenDifference& one, int parameter) {
  for (const Swing& swing : one.swings)
    if (swing.parameter == parameter) return &swing;
  return nullptr;
}

std::string range_words(const UncertainParameter& parameter, Language language) {
  const std::string text = value_words(parameter, parameter.value, language);
  return text + choose(language, "（", " (") + short_number(parameter.range.low) + choose(language, " ～ ", " to ") +
         short_number(parameter.range.high) + choose(language, "）", ")");
}

// What the screening tells of all parameters that do not have a row of their own.
struct Rest {
  int parameters = 0, groups = 0;
  double largest = 0;  // root of the mean square effect of a group
};
Rest rest_of(const Sensitivity& s, const DrivenDifference& one, const std::vector<int>& shown) {
  Rest rest;
  for (std::size_t i = 0; i < one.screened.size(); ++i) {
    if (std::find(shown.begin(), shown.end(), static_cast<int>(i)) != shown.end()) continue;
    rest.parameters += s.groups[i].end - s.groups[i].first;
    ++rest.groups;
    rest.largest = std::fmax(rest.largest, one.screened[i].size);
  }
  return rest;
}

std::string rest_words(const Rest& rest, Language language) {
  const std::string all = format_number(rest.parameters, 0), groups = format_number(rest.groups, 0);
  return choose(language, "其余 " + all + " 项，分 " + groups + " 组",
                "the other " + all + ", in " + groups + " groups");
}

}  // namespace

TextTable ranking_table(const Sensitivity& s, const DrivenDifference& one, Language language) {
  const Scale scale = scale_in(s, one.question);
  const std::string unit =
      in(language, scale.difference).empty()
          ? ""
          : choose(language, "（", ", ") + in(language, scale.difference) + choose(language, "）", "");
  TextTable table;
  table.caption = difference_words(s, one, language);
  table.heads = {choose(language, "假设", "assumption"),
                 choose(language, "等级", "grade"),
                 choose(language, "今值（区间）", "today (range)"),
                 choose(language, "μ* ± 标准误", "mu* ± se") + unit,
                 choose(language, "σ ± 标准误", "sigma ± se") + unit,
                 choose(language, "区间内的差异", "difference over the range")};
  const std::vector<int> order = ranked(s, one);
  for (const int group : order) {
    const ElementaryEffects& effects = one.screened[static_cast<std::size_t>(group)];
    const int index = s.groups[static_cast<std::size_t>(group)].first;
    const UncertainParameter& parameter = parameter_in(s, index);
    const Swing* swing = swing_of(one, index);
    table.rows.push_back({in(language, parameter.names), grade_mark(parameter.grade), range_words(parameter, language),
                          with_error(effects.mu_star, effects.mu_star_error, scale) +
                              (effects.distinct ? "" : choose(language, "（与运气难分）", " (not clear of luck)")),
                          with_error(effects.sigma, effects.sigma_error, scale),
                          swing ? swing_words(s, one, *swing, language) : "–"});
  }
  if (const Rest rest = rest_of(s, one, order); rest.parameters > 0)
    table.rows.push_back({rest_words(rest, language), "", "–",
                          choose(language, "每组至多 ", "a group at most ") +
                              format_number(rest.largest * scale.factor, std::max(scale.decimals, 1)),
                          "–", "–"});
  return table;
}

TextTable switching_table(const Sensitivity& s, const Preference& preference, Language language) {
  TextTable table;
  table.caption = question_words(s, preference.question, language) +
                  choose(language, "：首选“" + mix_words(s, preference.best, language) + "”在何处改变",
                         ": where \"" + mix_words(s, preference.best, language) + "\" loses the lead");
  table.heads = {choose(language, "假设", "assumption"), choose(language, "等级", "grade"),
                 choose(language, "今值（区间）", "today (range)"),
                 choose(language, "另一组合领先", "another mix takes the lead"),
                 choose(language, "难分高下", "too close to call")};
  for (const Switch& each : preference.switches) {
    const UncertainParameter& parameter = parameter_in(s, each.parameter);
    table.rows.push_back({in(language, parameter.names), grade_mark(parameter.grade), range_words(parameter, language),
                          switch_words(s, preference, each, language), tie_words(s, preference, each, language)});
  }
  return table;
}

TextTable structure_table(const Sensitivity& s, const Preference& preference, Language language) {
  TextTable table;
  table.caption = question_words(s, preference.question, language) +
                  choose(language, "：结构性替代设定下的首选", ": the preferred mix under structural alternatives");
  table.heads = {choose(language, "替代设定", "alternative"), choose(language, "均值最好", "best mean"),
                 choose(language, "首选是否改变", "does the preferred mix change")};
  for (const AlternativeChoice& each : preference.structure) {
    const std::string change =
        each.best == preference.best ? choose(language, "不变", "no") : choose(language, "改变", "yes");
    table.rows.push_back({in(language, s.plan.alternatives[static_cast<std::size_t>(each.alternative)].names),
                          mix_words(s, each.best, language),
                          change + (each.tie ? choose(language, "（难分高下）", " (too close to call)") : "")});
  }
  return table;
}

std::string method_words(const Sensitivity& s, Language language) {
  const auto n = [](auto number) { return format_number(static_cast<double>(number), 0); };
  std::map<Certain, int> certain;
  for (const CertainParameter& each : s.certain) ++certain[each.why];
  const std::string all = n(s.plan.parameters.size()), paths = n(s.trajectories), screening = n(s.screening),
                    looked = n(s.differences.empty() ? 0 : s.differences.front().swings.size()),
                    runs = n(s.plan.replicates), structures = n(s.plan.alternatives.size()), played = n(s.evaluations);
  std::string text =
      choose(language,
             all + " 项有区间的假设，沿 " + paths + " 条 Morris 轨迹成组筛选，有影响的组逐次对半拆开（" + screening +
                 " 次推演，只推演所比较的组合）；其中 " + looked + " 项逐一取区间两端，各组合各模拟 " + runs +
                 " 次，随机数相同；" + structures + " 种替代设定；共 " + played + " 次推演。",
             all + " assumptions with a range, screened in groups along " + paths +
                 " Morris trajectories, groups that matter halved again and again (" + screening +
                 " evaluations, of the mixes compared only); " + looked +
                 " of them one at a time at both ends, all mixes, " + runs + " replicates each, under the same luck; " +
                 structures + " structural alternatives; " + played + " evaluations.");
  if (!certain.empty()) {
    std::string reasons;
    for (const auto& [why, count] : certain)
      reasons += (reasons.empty() ? "" : choose(language, "，", ", ")) +
                 choose(language, certain_words(why).zh + " " + n(count) + " 项",
                        n(count) + " (" + certain_words(why).en + ")");
    text += choose(language, "取定值的：" + reasons + "。", " Taken as certain: " + reasons + ".");
  }
  if (!s.complete)
    text += choose(language, "部分结果：运行被中断，只用了完成的轨迹和端点。",
                   " PARTIAL: it was stopped; only whole trajectories and ends that were finished are used.");
  return text;
}

std::vector<std::string> carrying_sentences(const Sensitivity& s, Language language) {
  std::vector<std::string> sentences;
  for (const DrivenDifference& one : s.differences) sentences.push_back(carries(s, one, language));
  for (const Preference& each : s.preferences) sentences.push_back(preferred(s, each, language));
  if (!s.differences.empty() && !s.differences.front().swings.empty()) sentences.push_back(red_ones(s, language));
  return sentences;
}

}  // namespace tuiyan
