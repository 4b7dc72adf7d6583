#include "sim/answer.h"

#include <algorithm>
#include <cmath>

#include "sim/chart_parts.h"

namespace tuiyan {

namespace {

struct Telling {
  const ChartSource& source;
  Leader leader;
  Scale scale;
  std::string when;

  std::string name(int mix) const { return mix_name(source, mix); }
  std::string share(int mix) const {
    return format_estimate(source.comparison.estimate(mix, leader.point), scale, source.language);
  }
  bool leads(int mix) const {
    return mix == leader.mix || std::find(leader.level.begin(), leader.level.end(), mix) != leader.level.end();
  }
  // In the order of the mixes.
  std::string leaders() const {
    std::vector<int> all = leader.level;
    all.push_back(leader.mix);
    std::sort(all.begin(), all.end());
    std::string names = name(all.front());
    for (std::size_t i = 1; i < all.size(); ++i)
      names += choose(source.language, "、", i + 1 == all.size() ? " and " : ", ") + name(all[i]);
    return names;
  }
};

// "0.9 points [0.7 to 1.2], better in 198 of 200 futures, virtually certain": how far the best is ahead of another.
std::string lead(const Telling& telling, int other) {
  const Language language = telling.source.language;
  const Difference ahead = telling.source.comparison.difference(telling.leader.mix, other, telling.leader.point);
  return replaced(format_difference(ahead, telling.scale, language), "+", {}) + choose(language, "，", ", ") +
         chance_sentence(ahead, language);
}

// The next in the mean after a clear leader; -1 if there is none or it is the reference.
int runner_up(const Telling& telling) {
  const Comparison& comparison = telling.source.comparison;
  int next = -1;
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    if (mix == telling.leader.mix) continue;
    const double mean = comparison.estimate(mix, telling.leader.point).mean;
    if (next < 0 || mean > comparison.estimate(next, telling.leader.point).mean) next = mix;
  }
  return telling.leader.level.empty() && next != telling.source.reference ? next : -1;
}

std::string in_chinese(const Telling& telling, bool own) {
  const int best = telling.leader.mix, reference = telling.source.reference, next = runner_up(telling);
  const std::string what = own ? "凭自身收入脱贫" : "脱贫";
  const auto quoted = [&](int mix) { return "“" + telling.name(mix) + "”"; };
  std::string text = own ? "只算不靠补差和救助、凭自身收入站住的人，" : "推演显示，到" + telling.when + "，";
  if (telling.leads(reference) && telling.source.comparison.mixes() > 1) {
    if (telling.leader.level.empty())
      return text + "没有哪个组合好过参照" + quoted(reference) + "（" + what + "的占 " + telling.share(reference) +
             "）。";
    return text + telling.leaders() + " 难分高下，不能说哪个组合好过参照" + quoted(reference) + "；均值最高的" +
           quoted(best) + "为 " + telling.share(best) + "。";
  }
  if (telling.leader.level.empty())
    text += quoted(best) + "最多，在册人口中 " + telling.share(best) + what;
  else
    text +=
        telling.leaders() + " 难分高下，并列最多：以" + quoted(best) + "计，在册人口中 " + telling.share(best) + what;
  if (next >= 0) text += "；比次高的" + quoted(next) + "多 " + lead(telling, next);
  if (best != reference) text += "；比" + quoted(reference) + "多 " + lead(telling, reference);
  return text + "。";
}

std::string in_english(const Telling& telling, bool own) {
  const int best = telling.leader.mix, reference = telling.source.reference, next = runner_up(telling);
  const std::string what = own ? "out on their own income, without top-ups or aid" : "out of poverty";
  const auto quoted = [&](int mix) { return replaced("\"#\"", "#", telling.name(mix)); };
  std::string text = own ? "Counting only those who could stand on their own income, " : "By " + telling.when + ", ";
  if (telling.leads(reference) && telling.source.comparison.mixes() > 1) {
    if (telling.leader.level.empty())
      return text + "no mix is projected to do better than " + quoted(reference) + " (" + telling.share(reference) +
             " " + what + ").";
    return text + telling.leaders() + " are too close to call, so none can be said to do better than the reference " +
           quoted(reference) + "; the highest mean, of " + quoted(best) + ", goes with " + telling.share(best) + ".";
  }
  if (telling.leader.level.empty())
    text +=
        quoted(best) + " is projected to do best, with " + telling.share(best) + " of the registered persons " + what;
  else
    text += telling.leaders() + " are projected to do best and are too close to call: with " + quoted(best) + ", " +
            telling.share(best) + " of the registered persons are " + what;
  if (next >= 0) text += "; ahead of the next, " + quoted(next) + ", by " + lead(telling, next);
  if (best != reference) text += "; ahead of " + quoted(reference) + " by " + lead(telling, reference);
  return text + ".";
}

// Persons put back into the register over the whole run, by replicate.
std::vector<double> returns_of(const Comparison& comparison, int mix) {
  std::vector<double> sums;
  const Shape::Series* years = comparison.outcomes().shape.find_series("returns_persons_year");
  for (int year = 0; years != nullptr && year < years->size; ++year) {
    const std::vector<double> returns = comparison.values(mix, years->first + year);
    sums.resize(returns.size(), 0);
    for (std::size_t r = 0; r < returns.size(); ++r) sums[r] += returns[r];
  }
  return sums;
}

// Of a place where everybody is out already the question is who stays out: the shares of the registered say little.
std::string who_falls_back(const ChartSource& source) {
  const Comparison& comparison = source.comparison;
  const Language language = source.language;
  const Scale scale = scale_of(quantity("returns_persons_year"));
  const std::vector<double> reference = returns_of(comparison, source.reference);
  std::string text =
      choose(language, "开始时无人在册，脱贫比例只按以后返贫、新致贫的人计算；要看的是返贫。全期认定返贫：",
             "Nobody is registered at the start, so shares out of poverty count only those who fall "
             "back or in later; look at returns. Over the whole run: ");
  for (int mix = 0; mix < comparison.mixes(); ++mix) {
    std::vector<double> returns = returns_of(comparison, mix);
    if (mix > 0) text += choose(language, "；", "; ");
    text += replaced(choose(language, "“#”", "\"#\" "), "#", mix_name(source, mix)) +
            format_estimate(estimate(returns), scale, language);
    if (mix == source.reference) continue;
    for (std::size_t r = 0; r < returns.size(); ++r) returns[r] -= reference[r];
    const Estimate change = estimate(std::move(returns));
    const bool tie = change.lo90 <= 0 && change.hi90 >= 0;
    text += tie ? choose(language, "，与参照难分高下", ", too close to call with the reference")
                : choose(language, "，比参照", ", against the reference ") + format_estimate(change, scale, language);
  }
  return text + choose(language, "。", ".");
}

bool begins_with_nobody_registered(const Comparison& comparison) {
  const int point = comparison.outcomes().shape.find("registered_persons", "start");
  return point >= 0 && comparison.finished() > 0 && comparison.estimate(0, point).mean == 0;
}

}  // namespace

Leader leader_of(const Comparison& comparison, std::string_view quantity) {
  const Shape& shape = comparison.outcomes().shape;
  Leader leader;
  const Shape::Series* series = shape.find_series(quantity);
  if (!series || series->size == 0 || comparison.mixes() == 0) return leader;
  leader.point = series->first + series->size - 1;
  for (int mix = 1; mix < comparison.mixes(); ++mix)
    if (comparison.estimate(mix, leader.point).mean > comparison.estimate(leader.mix, leader.point).mean)
      leader.mix = mix;
  for (int mix = 0; mix < comparison.mixes(); ++mix)
    if (mix != leader.mix && comparison.difference(leader.mix, mix, leader.point).verdict == Verdict::too_close)
      leader.level.push_back(mix);
  return leader;
}

std::vector<std::string> answer(const ChartSource& source) {
  std::vector<std::string> sentences;
  if (begins_with_nobody_registered(source.comparison)) sentences.push_back(who_falls_back(source));
  const std::string at = (source.scenario.end_month() - 1).text();
  for (const char* id : {"exited_share", "self_reliant_share"}) {
    const Telling telling{source, leader_of(source.comparison, id), scale_of(quantity(id)),
                          date_words(at, source.language)};
    if (telling.leader.point < 0) continue;
    const bool own = quantity(id).id == "self_reliant_share";
    sentences.push_back(source.language == Language::zh ? in_chinese(telling, own) : in_english(telling, own));
  }
  std::string events;
  for (const Event& event : source.scenario.events)
    events += (events.empty() ? "" : choose(source.language, "；", "; ")) +
              in(source.language, describe(event, source.scenario.shocks));
  if (!events.empty())
    sentences.push_back(choose(source.language, "各组合遇到同样的事件。", "Every mix meets the same events. ") +
                        capitalised(events) + choose(source.language, "。", "."));
  return sentences;
}

}  // namespace tuiyan
