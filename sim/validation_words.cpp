#include "sim/validation_words.h"

#include <algorithm>
#include <cmath>

#include "sim/wording.h"

namespace tuiyan {

std::string published_number(double shown) {
  int places = 0;
  while (places < 3 && std::abs(shown * std::pow(10, places) - std::round(shown * std::pow(10, places))) > 1e-6)
    ++places;
  return format_number(shown, places);
}

namespace {

struct Speaker {
  Tongue tongue;

  std::string say(const std::string& zh, const std::string& en) const {
    if (tongue) return *tongue == Language::zh ? zh : en;
    return zh == en || zh.empty() ? en : zh + " " + en;
  }
  std::string say(const Names& names) const { return say(names.zh, names.en); }
  Language numbers() const { return tongue.value_or(Language::en); }
};

std::string percent(double share, int places = 0) { return format_number(share * 100, places) + " %"; }

std::string signed_percent(double share) {
  return std::isfinite(share) ? format_number(share * 100, std::abs(share) < 0.1 ? 1 : 0, true) + " %" : "--";
}

std::string bracketed(const std::string& text, const Speaker& speaker) {
  const bool zh = speaker.tongue == Language::zh;
  return std::string(zh ? "（" : " (").append(text).append(zh ? "）" : ")");
}

std::string name_of(const Target& target, const Speaker& speaker) {
  const Scale scale = scale_of(quantity(target.quantity));
  const std::string unit = speaker.say(scale.unit);
  std::string name = speaker.say(names_of(target));
  if (!target.group.empty() && target.names.en.empty()) name += " (" + target.group + ")";
  return unit.empty() ? name : name + bracketed(unit, speaker);
}

std::string use_mark(const Target& target, const Speaker& speaker) {
  if (target.kind == TargetKind::plan) return speaker.say("规划", "plan");
  if (target.kind == TargetKind::input) return speaker.say("输入", "input");
  if (target.use == TargetUse::seen) return speaker.say("看过", "seen");
  if (target.use == TargetUse::tuned) return speaker.say("已拟合", "tuned");
  return speaker.say("检验", "test");
}

std::vector<std::string> row_of(const HeldTarget& held, const Speaker& speaker) {
  const Scale scale = scale_of(quantity(held.target.quantity));
  const Written written = write_estimate(held.simulated, scale, speaker.numbers());
  const bool scored = held.target.kind == TargetKind::outcome;
  std::vector<std::string> row{name_of(held.target, speaker),
                               held.target.date,
                               published_number(held.target.value.value * scale.factor),
                               written.value,
                               written.range,
                               !scored           ? ""
                               : !held.defined() ? speaker.say("无定义", "not defined")
                               : held.inside     ? speaker.say("在内", "inside")
                                                 : speaker.say("在外", "outside"),
                               held.defined() ? signed_percent(held.relative_error) : "--"};
  row.push_back(held.constant ? format_number(*held.constant * scale.factor, scale.decimals) : "--");
  if (!scored || !held.constant_crps || !held.defined())
    row.emplace_back("--");
  else
    row.push_back(held.crps < *held.constant_crps ? speaker.say("模型", "model")
                                                  : speaker.say("恒定速率", "constant rate"));
  row.push_back(held.without ? write_estimate(*held.without, scale, speaker.numbers()).value : "--");
  row.push_back(use_mark(held.target, speaker));
  return row;
}

std::vector<std::string> target_heads(const Speaker& speaker) {
  return {speaker.say("指标", "figure"),
          speaker.say("时间", "date"),
          speaker.say("公布", "published"),
          speaker.say("推演中位数", "simulated median"),
          speaker.say("90%区间", "90 % interval"),
          speaker.say("是否在内", "inside?"),
          speaker.say("偏差", "deviation"),
          speaker.say("恒定速率", "constant rate"),
          speaker.say("较准者", "closer (CRPS)"),
          speaker.say("不新增措施", "with none"),
          speaker.say("用途", "use")};
}

}  // namespace

std::vector<TextTable> target_tables(const ValidatedPlace& place, Tongue tongue) {
  const Speaker speaker{tongue};
  TextTable untuned{
      speaker.say("未用于拟合的公布结果", "Published results to which nothing was fitted"), target_heads(speaker), {}};
  TextTable tuned{speaker.say("用于拟合的公布结果（单列）", "Results to which a parameter was fitted (apart)"),
                  target_heads(speaker),
                  {}};
  TextTable shown{speaker.say("规划数与输入数（只列出，不计分）", "Plans and inputs (shown, not scored)"),
                  target_heads(speaker),
                  {}};
  for (const HeldTarget& held : place.targets) {
    TextTable& to = counts(held, Scored::untuned) ? untuned : counts(held, Scored::tuned) ? tuned : shown;
    to.rows.push_back(row_of(held, speaker));
  }
  std::vector<TextTable> tables;
  for (TextTable* table : {&untuned, &tuned, &shown})
    if (!table->rows.empty()) tables.push_back(std::move(*table));
  return tables;
}

std::string constant_words(const ValidatedPlace& place, Tongue tongue) {
  const Speaker speaker{tongue};
  const std::string rate = percent(place.constant.rate, 1);
  return speaker.say("恒定速率预测：期初在册者每年有 " + rate + " 离册，无人新入册、无人返贫；依据：" +
                         place.constant.source.zh + "。",
                     "Constant-rate forecast: " + rate +
                         " of those registered at the opening leave in every year, nobody enters, nobody returns; "
                         "known from: " +
                         place.constant.source.en + ".");
}

namespace {

std::string theory_sentence(const Estimate& transient, const Estimate& ratio, Language language) {
  const bool zh = language == Language::zh;
  const Written share = write_estimate(transient, scale_of(quantity("transient_share")), language),
                times = write_estimate(ratio, scale_of(quantity("exit_hazard_ratio")), language);
  std::string text = zh ? "不新增措施时（未拟合）：" : "With none, nothing fitted: ";
  if (transient.n > 0) {
    text += zh ? "暂时性贫困占多年贫困强度的 " : "transient poverty is ";
    text += share.value + " %" + (zh ? "（" : " (") + share.range + (zh ? "）" : ") of poverty over the years");
  }
  if (transient.n > 0 && ratio.n > 0) text += zh ? "；" : "; ";
  if (ratio.n > 0) {
    text += zh ? "实际贫困第一年的脱离率是第三年的 " : "exits from true poverty in its first year are ";
    text += times.value + (zh ? " 倍（" : " times (") + times.range + (zh ? "）" : ") those in its third");
  }
  return text + (zh ? "。" : ".");
}

}  // namespace

std::string theory_words(const ValidatedPlace& place, Tongue tongue) {
  const Estimate &transient = place.transient_share, &ratio = place.exit_hazard_ratio;
  if (transient.n == 0 && ratio.n == 0) return {};
  return Speaker{tongue}.say(theory_sentence(transient, ratio, Language::zh),
                             theory_sentence(transient, ratio, Language::en));
}

namespace {

std::vector<std::string> score_row(const std::string& name, const Scores& scores, const Speaker& speaker) {
  const auto of = [](int part, int whole) { return std::to_string(part) + " / " + std::to_string(whole); };
  return {
      name,
      scores.targets > 0 ? of(scores.inside, scores.targets) + bracketed(percent(scores.coverage()), speaker) : "--",
      scores.amount_width ? percent(*scores.amount_width) : "--",
      scores.share_width ? format_number(*scores.share_width * 100, 1) : "--",
      scores.compared > 0 ? of(scores.better, scores.compared) : "--"};
}

}  // namespace

TextTable score_table(const std::vector<ValidatedPlace>& places, Tongue tongue) {
  const Speaker speaker{tongue};
  TextTable table{speaker.say("得分", "Scores"),
                  {speaker.say("地方", "place"), speaker.say("90%区间覆盖", "inside the 90 % interval"),
                   speaker.say("区间半宽（占公布值，中位数）", "half width, share of the value (median)"),
                   speaker.say("比例类半宽（百分点，中位数）", "half width of shares, points (median)"),
                   speaker.say("优于恒定速率", "better than the constant rate")},
                  {}};
  for (const ValidatedPlace& place : places) {
    std::string name = speaker.say(place.names);
    if (place.set_aside) name += speaker.say("（留作最后检验）", " (set aside, looked at last)");
    table.rows.push_back(score_row(name, scores_of({place}, Scored::untuned), speaker));
  }
  if (places.size() > 1)
    table.rows.push_back(
        score_row(speaker.say("合计，未拟合", "all, untuned"), scores_of(places, Scored::untuned), speaker));
  table.rows.push_back(score_row(speaker.say("其中调参时也未看过", "of these, never looked at"),
                                 scores_of(places, Scored::untouched), speaker));
  if (const Scores tuned = scores_of(places, Scored::tuned); tuned.targets > 0)
    table.rows.push_back(score_row(speaker.say("用于拟合", "tuned, apart"), tuned, speaker));
  return table;
}

namespace {

// "met", or by how much it is missed.
std::string met_words(bool met, const Names& by, const Speaker& speaker) {
  return met ? speaker.say("达到。", "Met.") : speaker.say("未达到，差 " + by.zh + "。", "Not met, by " + by.en + ".");
}

Names both(const std::string& text) { return {text, text}; }

std::string coverage_line(const Scores& scores, const Speaker& speaker) {
  const double coverage = scores.coverage();
  const bool met = coverage >= least_coverage && coverage <= most_coverage;
  const double gap = coverage < least_coverage ? least_coverage - coverage : coverage - most_coverage;
  return speaker.say("覆盖：" + std::to_string(scores.targets) + " 个未拟合的公布结果中有 " +
                         std::to_string(scores.inside) + " 个落在90%区间内（" + percent(coverage) +
                         "，应为80%～97%）。",
                     "Coverage: " + std::to_string(scores.inside) + " of " + std::to_string(scores.targets) +
                         " untuned results lie in the 90 % interval (" + percent(coverage) + "; asked: 80 to 97 %).") +
         speaker.say("", " ") +
         met_words(met, {format_number(gap * 100, 0) + " 个百分点", format_number(gap * 100, 0) + " points"}, speaker);
}

std::string width_line(const std::optional<double>& width, double widest, bool shares, const Speaker& speaker) {
  const auto shown = [&](double value) {
    return shares ? Names{format_number(value * 100, 1) + " 个百分点", format_number(value * 100, 1) + " points"}
                  : both(percent(value));
  };
  const Names what = shares ? Names{"比例类区间半宽的中位数", "Median half width of shares"}
                            : Names{"区间半宽的中位数（占公布值）", "Median half width, as a share of the value"};
  if (!width) return speaker.say(what.zh + "：没有此类数。", what.en + ": no such figure.");
  const Names is = shown(*width), most = shown(widest);
  return speaker.say(what.zh + "：" + is.zh + "（至多 " + most.zh + "）。",
                     what.en + ": " + is.en + " (at most " + most.en + ").") +
         speaker.say("", " ") + met_words(*width <= widest, shown(*width - widest), speaker);
}

std::string wins_line(const Scores& scores, const Speaker& speaker) {
  if (scores.compared == 0)
    return speaker.say("恒定速率：没有可比的数。", "Constant rate: no figure of which it speaks.");
  const int asked = static_cast<int>(std::ceil(least_wins * scores.compared - 1e-9));
  const std::string missing = std::to_string(asked - scores.better);
  return speaker.say("与恒定速率相比：在 " + std::to_string(scores.compared) + " 个可比的数中有 " +
                         std::to_string(scores.better) + " 个 CRPS 更小（应至少 " + std::to_string(asked) + " 个）。",
                     "Against the constant rate: smaller CRPS on " + std::to_string(scores.better) + " of " +
                         std::to_string(scores.compared) + " figures of which it speaks (asked: at least " +
                         std::to_string(asked) + ").") +
         speaker.say("", " ") +
         met_words(scores.better >= asked, {missing + " 个", missing + (missing == "1" ? " figure" : " figures")},
                   speaker);
}

}  // namespace

std::vector<std::string> judgement(const std::vector<ValidatedPlace>& places, Tongue tongue) {
  const Speaker speaker{tongue};
  const Scores scores = scores_of(places, Scored::untuned);
  if (scores.targets == 0)
    return {speaker.say("没有未拟合的公布结果，无从检验。", "No untuned published result: nothing is tested.")};
  return {coverage_line(scores, speaker), width_line(scores.amount_width, widest_amount, false, speaker),
          width_line(scores.share_width, widest_share, true, speaker), wins_line(scores, speaker)};
}

namespace {

std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c == '\n' ? ' ' : c);
  return safe;
}

std::string markdown(const TextTable& table) {
  std::string text = "|";
  for (const std::string& head : table.heads) text.append(" ").append(cell(head)).append(" |");
  text += "\n|";
  for (std::size_t i = 0; i < table.heads.size(); ++i) text += "---|";
  text += "\n";
  for (const auto& row : table.rows) {
    text += "|";
    for (const std::string& each : row) text.append(" ").append(cell(each)).append(" |");
    text += "\n";
  }
  return text + "\n";
}

// How far a published number lies outside the interval, in the quantity's unit.
double beyond(const HeldTarget& held) {
  const double value = held.target.value.value;
  return value > held.simulated.hi90 ? value - held.simulated.hi90 : held.simulated.lo90 - value;
}

// What went wrong with an outcome; empty if nothing.
std::string fault(const HeldTarget& held, const Speaker& speaker) {
  if (held.target.kind != TargetKind::outcome) return {};
  if (!held.defined()) return speaker.say("推演中无定义", "not defined in the simulation");
  if (!held.inside) {
    const double gap = beyond(held);
    if (held.target.value.value == 0) {
      const Scale scale = scale_of(quantity(held.target.quantity));
      const Names by{format_number(gap * scale.factor, scale.decimals) + " " + scale.unit.zh,
                     format_number(gap * scale.factor, scale.decimals) + " " + scale.unit.en};
      return speaker.say("在区间之外，差 " + by.zh, "outside the interval by " + by.en);
    }
    const std::string by = percent(gap / std::abs(held.target.value.value), 1);
    return speaker.say("在区间之外，差公布值的 " + by, "outside the interval by " + by + " of the value");
  }
  if (held.constant_crps && !(held.crps < *held.constant_crps))
    return speaker.say("在区间之内，但恒定速率更准", "inside the interval, but the constant rate is closer");
  return {};
}

std::string misses(const ValidatedPlace& place, const Speaker& speaker) {
  std::string text;
  for (const HeldTarget& held : place.targets) {
    const std::string what = fault(held, speaker);
    if (what.empty()) continue;
    const Names& note = held.target.note;
    const std::string why =
        note.en.empty() && note.zh.empty()
            ? speaker.say("（情景中尚未写明原因）", "(no explanation is written in the scenario yet)")
            : speaker.say(note);
    text += "- **" + name_of(held.target, speaker) + ", " + held.target.date + "** (`" + id_of(held.target) +
            "`): " + what + ". " + why + "\n";
  }
  if (text.empty()) return {};
  return "**" + speaker.say("未中及其原因", "Misses, and why") + "**\n\n" + text + "\n";
}

std::string sources(const ValidatedPlace& place, const Speaker& speaker) {
  std::string text;
  for (const HeldTarget& held : place.targets)
    text += "- " + name_of(held.target, speaker) + ", " + held.target.date + ": " +
            (held.target.value.source.empty() ? "--" : held.target.value.source) + "\n";
  return "<details><summary>" + speaker.say("公布数的出处", "Sources of the published figures") + "</summary>\n\n" +
         text + "\n</details>\n\n";
}

std::string section(const ValidatedPlace& place, const Speaker& speaker) {
  std::string text = "## " + speaker.say(place.names) + "\n\n";
  if (place.set_aside)
    text += speaker.say("拟合之前留出，最后才看。", "Set aside before any fitting and looked at last.") + "\n\n";
  text += speaker.say("模拟 " + std::to_string(place.replicates) + " 次，" +
                          (place.uncertainty ? "每次另在区间内抽取参数。" : "参数取定值。"),
                      std::to_string(place.replicates) + " replicates, " +
                          (place.uncertainty ? "each with parameters drawn within their ranges."
                                             : "parameters at their values.")) +
          speaker.say("", " ") + constant_words(place, speaker.tongue) + "\n\n";
  if (const std::string theory = theory_words(place, speaker.tongue); !theory.empty()) text += theory + "\n\n";
  for (const TextTable& table : target_tables(place, speaker.tongue))
    text += "**" + table.caption + "**\n\n" + markdown(table);
  text += misses(place, speaker);
  if (!place.notes.empty()) {
    text += "**" + speaker.say("资料中的缺口与矛盾", "Gaps and contradictions of the documents") + "**\n\n";
    for (const Note& note : place.notes) text += "- " + speaker.say(note.text) + "\n";
    text += "\n";
  }
  return text + sources(place, speaker);
}

}  // namespace

std::string validation_markdown(const std::vector<ValidatedPlace>& places, const PageFacts& facts) {
  const Speaker speaker{std::nullopt};
  std::string text =
      "# 检验 Validation\n\n"
      "由 `tuiyan validate 情景… --write` 生成，请勿手改；未中的原因写在情景里各目标的 `note` 中。方法见 "
      "docs/model.zh.md 7.11 节。\n\n"
      "Printed by `tuiyan validate SCENARIO... --write`; do not edit: why a figure is missed stands in the `note` of "
      "its "
      "target in the scenario. The method: docs/model.md, 7.11. Engine " +
      facts.engine + ".\n\n";
  for (const std::string& line : judgement(places, std::nullopt)) text += "- " + line + "\n";
  text += "\n" +
          speaker.say("以上各项要求在看到结果之前定下，没有放宽。",
                      "These were asked before the results were seen; nothing was loosened.") +
          "\n\n## " + speaker.say("得分", "Scores") + "\n\n" + markdown(score_table(places, std::nullopt));
  for (const std::string& picture : facts.pictures) text.append("![](").append(picture).append(")\n\n");
  for (const ValidatedPlace& place : places) text += section(place, speaker);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace tuiyan
