#include "sim/sensitivity_words.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

constexpr std::size_t most_named = 3;  // assumptions in a sentence

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

std::string carries(const Sensitivity& s, const DrivenDifference& one, Language language) {
  std::vector<std::string> named;
  for (const Swing& swing : one.swings)
    if (named.size() < most_named && is_clear(swing))
      named.push_back(quoted(in(language, parameter_in(s, swing.parameter).names), language) +
                      choose(language, "（差异在 " + swing_words(s, one, swing, language) + " 之间）",
                             " (" + swing_words(s, one, swing, language) + ")"));
  const std::string what = difference_words(s, one, language);
  const std::string today = format_difference(one.today, scale_in(s, one.question), language);
  std::string text = capitalised(what) + choose(language, "，今为 ", ", today ") + today;
  if (one.today.verdict == Verdict::too_close) text += choose(language, "，难分高下", ", too close to call");
  if (named.empty())
    return text + choose(language, "；没有哪项假设的影响超出估计误差。",
                         "; no assumption moves it by more than the error of the estimate.");
  return text + choose(language, "；影响最大的假设：", "; it rests most on ") + joined(named, language) +
         choose(language, "。", ".");
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
  for (const Switch& each : preference.switches) {
    const std::string name = quoted(in(language, parameter_in(s, each.parameter).names), language) + " ";
    if (each.changes_at)
      changes.push_back(name + switch_words(s, preference, each, language));
    else if (each.tie_at)
      ties.push_back(name + tie_words(s, preference, each, language));
  }
  const std::string all = format_number(static_cast<double>(preference.switches.size()), 0);
  if (changes.empty())
    text +=
        choose(language, "主要的 " + all + " 项假设单独在各自区间内变动，都不会使另一组合排到最前。",
               "None of the " + all + " leading assumptions, moved alone within its range, puts another mix in front.");
  else
    text +=
        choose(language, "单独变动时，另一组合排到最前的有：", "Moved alone, another mix comes to the front with: ") +
        joined(changes, language) + choose(language, "。", ".");
  if (!ties.empty())
    text += choose(language, "变得难分高下的有：", " It becomes too close to call with: ") + joined(ties, language) +
            choose(language, "。", ".");
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
  const std::string& name = in(language, quantity(asked.quantity).names);
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
  return with_unit(format_range(low, high, places_for(error, scale), language), in(language, scale.difference),
                   language);
}

bool is_clear(const Swing& swing) {
  return std::abs(swing.low.shift) > swing.low.shift_error || std::abs(swing.high.shift) > swing.high.shift_error;
}

std::string switch_words(const Sensitivity& s, const Preference&, const Switch& one, Language language) {
  if (!one.changes_at) return choose(language, "区间内没有", "none within the range");
  const UncertainParameter& parameter = parameter_in(s, one.parameter);
  const std::string at = value_words(parameter, *one.changes_at, language), now = short_number(parameter.value);
  const bool above = *one.changes_at >= parameter.value;
  const std::string to = mix_words(s, one.to, language), way = percent(one.changes_way);
  return choose(language,
                (above ? "高于 " : "低于 ") + at + "（今为 " + now + "，在通往区间端点的 " + way + "% 处）→ " + to,
                (above ? "above " : "below ") + at + " (now " + now + "; " + way + " % of the way to the end) → " + to);
}

std::string tie_words(const Sensitivity& s, const Preference& preference, const Switch& one, Language language) {
  if (preference.tie) return choose(language, "今天即难分高下", "too close today");
  if (!one.tie_at) return choose(language, "区间内没有", "none within the range");
  const UncertainParameter& parameter = parameter_in(s, one.parameter);
  const std::string at = value_words(parameter, *one.tie_at, language), way = percent(one.tie_way);
  const bool above = *one.tie_at >= parameter.value;
  return choose(language, (above ? "高于 " : "低于 ") + at + "（通往端点的 " + way + "% 处）",
                (above ? "above " : "below ") + at + " (" + way + " % of the way)");
}

Tally tally_of(const DrivenDifference& one) {
  Tally tally;
  for (const ElementaryEffects& each : one.screened) {
    ++tally.parameters;
    tally.distinct += each.distinct;
    tally.without_influence += each.mu_star == 0;
  }
  return tally;
}

std::vector<std::string> carrying_sentences(const Sensitivity& s, Language language) {
  std::vector<std::string> sentences;
  for (const DrivenDifference& one : s.differences) sentences.push_back(carries(s, one, language));
  for (const Preference& each : s.preferences) sentences.push_back(preferred(s, each, language));
  if (!s.differences.empty() && !s.differences.front().swings.empty()) sentences.push_back(red_ones(s, language));
  return sentences;
}

}  // namespace tuiyan
