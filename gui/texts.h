// Every word the window says itself, in both languages. Names of fields, measures, mixes and quantities come
// from the library; "{}" is filled in.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "sim/problem.h"

namespace tuiyan::gui::say {

inline const Names program{"推演", "Tuiyan"};
inline const Names language{"语言", "Language"};
inline const Names look{"外观", "Appearance"};
inline const Names light{"浅色", "Light"};
inline const Names dark{"深色", "Dark"};
inline const Names zoom{"缩放", "Zoom"};
inline const Names smaller{"缩小", "Smaller"};
inline const Names larger{"放大", "Larger"};
inline const Names save_copy{"另存副本", "Save copy"};
inline const Names save_copy_tip{"把改动后的情景存成一个完整的 JSON 文件，可直接运行、可发给别人（Ctrl+S）",
                                 "Writes the scenario with your changes as one complete JSON file that runs by "
                                 "itself and can be mailed (Ctrl+S)"};
inline const Names file_name{"文件名", "File"};
inline const Names save{"保存", "Save"};
inline const Names replace{"覆盖", "Replace"};
inline const Names cancel{"取消", "Cancel"};
inline const Names exists{"已有同名文件。", "A file of this name exists already."};
inline const Names saved{"已存为 {}", "Saved as {}"};

inline const Names plan{"方案", "Plan"};
inline const Names results{"结果", "Results"};
inline const Names view{"视图", "View"};

inline const Names definitions{"口径", "Definitions"};
inline const Names exit_line{"退出标准", "Exit line"};
inline const Names line_values{"{}年 {}，{}年 {} 元/人·年", "{}: {}, {}: {} yuan/person/year"};
inline const Names yes{"是", "yes"};
inline const Names no{"否", "no"};

inline const Names mixes{"措施组合", "Mixes"};
inline const Names out_column{"脱贫", "Out"};
inline const Names own_column{"靠自身收入", "Own income"};
inline const Names difference_column{"比 {}", "vs {}"};
inline const Names tie{"难分高下", "tie"};
inline const Names columns_note{"{}，每100名建档立卡人口中的中位数；差异按同一次模拟配对相减",
                                "of 100 persons registered, at {}; differences are paired within futures"};
inline const Names measures{"措施", "Measures"};
inline const Names no_measures{"这个组合不新增任何措施，其他组合都与它比较。",
                               "This mix adds no measure; the others are compared with it."};
inline const Names limit{"限额", "Limit"};
inline const Names by_households{"按户数", "Households"};
inline const Names by_money{"按资金", "Money"};
inline const Names no_limit{"不限", "No limit"};
inline const Names everybody{"符合条件且愿意的都参加", "All who fit and accept"};
inline const Names from{"起始", "from"};
inline const Names slide{"滑块", "Slider"};
inline const Names reset{"还原", "Reset"};
inline const Names reset_tip{"文件中的值：{}", "In the file: {}"};
inline const Names more{"更多", "More"};
inline const Names less{"收起", "Less"};
inline const Names for_whom{"对象：{}", "For: {}"};
inline const Names absent{"未设", "not set"};
inline const Names set_limit{"设定", "Set"};
inline const Names allowed{"允许范围 {} 至 {}", "Allowed: {} to {}"};
inline const Names at_least{"不小于 {}", "At least {}"};
inline const Names source{"出处：{}", "Source: {}"};
inline const Names grade{"证据等级：{}", "Evidence: {}"};
inline const Names grade_green{"绿，就这一人群测得", "green, measured for this population"};
inline const Names grade_amber{"黄，别处测得或凭记忆", "amber, measured elsewhere or recalled"};
inline const Names grade_red{"红，假设", "red, an assumption"};

inline const Names compared_with{"对照组合", "Compared with"};
inline const Names preview{"预览 {}/{}", "Preview {}/{}"};
inline const Names preview_tip{"已完成 {} 次模拟，共 {} 次。带“~”的数字在全部完成后才定下来。",
                               "{} of {} replicates are finished. Numbers marked ~ settle when all are."};
inline const Names older{"改动正在重算，图上还是改动前的结果",
                         "Your change is being played out; the charts still show the one before"};
inline const Names no_results{"还没有结果。", "No results yet."};
inline const Names no_results_next{"正在推演各个组合，完成最初10次模拟后就会出图。",
                                   "The mixes are being played out; charts appear after the first 10 replicates."};
inline const Names no_results_stopped{"已停止，没有一次模拟完成。按 F5 重新运行。",
                                      "Stopped before one replicate was finished. Press F5 to run again."};
inline const Names one_mix{
    "只有一个组合，没有可比较的。请在情景文件的 mixes 里再写一个。",
    "There is only one mix, so nothing to compare. Write a second one under mixes in the scenario file."};
inline const Names how_to_read{"口径与读法", "How to read"};
inline const Names end_of{"{}末", "end of {}"};
inline const Names middle{"中位", "Median"};
inline const Names range_90{"十次模拟有九次：{}", "9 of 10 futures: {}"};

inline const Names not_opened{"这个情景打不开", "This scenario can not be opened"};
inline const Names no_sample{"找不到自带的情景 hohhot-2017.json。请在命令行写上情景文件，或把文件拖进窗口。",
                             "The sample scenario hohhot-2017.json is nowhere to be found. Name a scenario file on the "
                             "command line, or drop one here."};
inline const Names problems_count{"共 {} 处需要修改：", "{} things need to be mended:"};
inline const Names mend{"改好文件后按 F5 重新打开。", "Mend the file, then press F5 to open it again."};
inline const Names not_run{"改动后的情景有 {} 处问题，已停在上一次结果",
                           "Your change has {} problems; the results before it are kept"};
inline const Names run_failed{"运行失败：{}", "The run failed: {}"};

inline const Names task_preview{"推演中", "Playing out"};
inline const Names task_done{"已完成", "Done"};
inline const Names task_stopped{"已停止，保留 {} 次", "Stopped, {} kept"};
inline const Names task_idle{"未运行", "Not run"};
inline const Names replicates{"{} / {} 次模拟", "{} / {} replicates"};
inline const Names stop{"停止", "Stop"};
inline const Names stop_tip{"立即停止，已完成的保留（Esc）", "Stops at once and keeps what is finished (Esc)"};
inline const Names run_again{"继续", "Run"};
inline const Names run_tip{"补足其余的模拟（F5）", "Runs the replicates that are missing (F5)"};
inline const Names progress{"进度", "Progress"};
inline const Names mc_error{"模拟误差 ≤{} 个百分点", "MC error ≤ {} points"};
inline const Names mc_error_tip{"“脱贫”比例均值的蒙特卡洛误差，取各组合中最大的",
                                "Monte Carlo error of the mean share out of poverty, the largest of the mixes"};
inline const Names seed{"随机种子 {}", "Seed {}"};
inline const Names households{"模拟 {} 户", "{} households simulated"};

template <class... Values>
std::string fill(Language language, const Names& text, Values&&... values) {
  return fmt::format(fmt::runtime(in(language, text)), std::forward<Values>(values)...);
}

}  // namespace tuiyan::gui::say
