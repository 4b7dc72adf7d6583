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
  Difference gain(int mix) const { return source.comparison.difference(mix, source.reference, leader.point); }
  bool leads(int mix) const {
    return mix == leader.mix || std::find(leader.level.begin(), leader.level.end(), mix) != leader.level.end();
  }
  std::string leaders() const {
    std::string names = name(leader.mix);
    for (std::size_t i = 0; i < leader.level.size(); ++i)
      names += choose(source.language, "、", i + 1 == leader.level.size() ? " and " : ", ") + name(leader.level[i]);
    return names;
  }
};

std::string sureness(const Telling& telling, int mix) {
  const Difference gain = telling.gain(mix);
  const Language language = telling.source.language;
  return format_difference(gain, telling.scale, language) + choose(language, "，", ", ") +
         chance_sentence(gain, language);
}

std::string in_chinese(const Telling& telling, bool own) {
  const int best = telling.leader.mix, reference = telling.source.reference;
  std::string text = own ? "其中不靠补差和救助、凭自身收入站住的，" : "推演显示，到" + telling.when + "，";
  const std::string what = own ? "凭自身收入脱贫" : "脱贫";
  if (telling.leads(reference) && telling.source.comparison.mixes() > 1) {
    if (best == reference && telling.leader.level.empty())
      return text + "没有哪个组合好过参照“" + telling.name(reference) + "”（" + what + telling.share(reference) +
             "）。";
    return text + telling.leaders() + "难分高下，不能说哪个组合好过参照“" + telling.name(reference) + "”；均值最高的“" +
           telling.name(best) + "”为 " + telling.share(best) + "。";
  }
  if (telling.leader.level.empty()) {
    text += "“" + telling.name(best) + "”最多：在册人口中 " + telling.share(best) + " " + what;
  } else {
    text += telling.leaders() + " 难分高下，并列最多：以“" + telling.name(best) + "”计，在册人口中 " +
            telling.share(best) + " " + what;
  }
  if (best != reference) text += "，与“" + telling.name(reference) + "”相比 " + sureness(telling, best);
  return text + "。";
}

std::string in_english(const Telling& telling, bool own) {
  const int best = telling.leader.mix, reference = telling.source.reference;
  const std::string what = own ? "out on their own income, without top-ups or aid" : "out of poverty";
  std::string text = own ? "Counting only those who could stand on their own income, " : "By " + telling.when + ", ";
  if (telling.leads(reference) && telling.source.comparison.mixes() > 1) {
    if (best == reference && telling.leader.level.empty())
      return text + "no mix is projected to do better than " + telling.name(reference) + " (" +
             telling.share(reference) + " " + what + ").";
    return text + telling.leaders() + " are too close to call, so none can be said to do better than the reference " +
           telling.name(reference) + "; the highest mean, of " + telling.name(best) + ", is " + telling.share(best) +
           ".";
  }
  if (telling.leader.level.empty()) {
    text +=
        telling.name(best) + " is projected to do best: " + telling.share(best) + " of the registered persons " + what;
  } else {
    text += telling.leaders() + " do best and are too close to call: with " + telling.name(best) + ", " +
            telling.share(best) + " of the registered persons are projected to be " + what;
  }
  if (best != reference) text += ", against " + telling.name(reference) + " " + sureness(telling, best);
  return text + ".";
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
  const std::string at = (source.scenario.end_month() - 1).text();
  for (const char* id : {"exited_share", "self_reliant_share"}) {
    const Telling telling{source, leader_of(source.comparison, id), scale_of(quantity(id)),
                          date_words(at, source.language)};
    if (telling.leader.point < 0) continue;
    const bool own = quantity(id).id == "self_reliant_share";
    sentences.push_back(source.language == Language::zh ? in_chinese(telling, own) : in_english(telling, own));
  }
  return sentences;
}

}  // namespace tuiyan
