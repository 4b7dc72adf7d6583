#include "cli/result_view.h"

#include <fmt/format.h>

#include "cli/choose.h"

namespace tuiyan {

namespace {

void keep_chosen(Outcomes& outcomes, const Scenario& scenario, const Options& options) {
  if (options.mixes.empty()) return;
  std::vector<std::size_t> kept;
  std::vector<std::string> ids;
  for (const int mix : chosen_mixes(scenario, options))
    for (std::size_t i = 0; i < outcomes.mixes.size(); ++i)
      if (outcomes.mixes[i] == scenario.mixes[static_cast<std::size_t>(mix)].id) {
        kept.push_back(i);
        ids.push_back(outcomes.mixes[i]);
      }
  if (kept.empty()) throw UsageError({"结果中没有 --mix 指定的组合", "none of the mixes of --mix is in the result"});
  for (std::vector<Outcome>& replicate : outcomes.of) {
    std::vector<Outcome> chosen;
    for (std::size_t i = 0; !replicate.empty() && i < kept.size(); ++i) chosen.push_back(replicate[kept[i]]);
    replicate = std::move(chosen);
  }
  outcomes.mixes = std::move(ids);
}

Result open_result(const Options& options, Console& console) {
  Result result = read_result(options.file);
  keep_chosen(result.outcomes, result.scenario, options);
  const int finished = result.outcomes.finished(), asked = result.record.replicates;
  if (finished == 0) throw FileError(options.file, {"没有已完成的模拟", "holds no finished replicate"});
  if (finished < asked)
    console.note({fmt::format("注意：运行未结束，结果只含 {}/{} 次模拟。", finished, asked),
                  fmt::format("Note: the run did not end; the result holds {} of {} replicates.", finished, asked)});
  return result;
}

}  // namespace

ResultView::ResultView(const Options& options, Console& console)
    : result(open_result(options, console)),
      comparison(result.outcomes),
      reference(comparison.mix_index(chosen_reference(
          result.outcomes.mixes, options.reference ? options : [&] {
            Options stored = options;
            stored.reference = result.record.reference;
            return stored;
          }()))) {}

}  // namespace tuiyan
