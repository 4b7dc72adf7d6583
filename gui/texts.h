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

inline const Names places{"栏目", "Screens"};
inline const Names money_unit{"金额单位", "Unit of money"};
inline const Names yuan{"元", "Yuan"};
inline const Names wan_yuan{"万元", "10k"};
inline const Names home{"首页", "Home"};
inline const Names compare{"比较", "Compare"};
inline const Names risk{"返贫风险", "Return risk"};
inline const Names assumptions{"假设", "Assumptions"};
inline const Names runs{"运行记录", "Runs"};
inline const Names report{"报告", "Report"};

inline const Names undo_tip{"撤销：{}（Ctrl+Z）", "Undo: {} (Ctrl+Z)"};
inline const Names redo_tip{"重做：{}（Ctrl+Y）", "Redo: {} (Ctrl+Y)"};
inline const Names undo{"撤销", "Undo"};
inline const Names redo{"重做", "Redo"};
inline const Names menu{"命令", "Commands"};
inline const Names menu_tip{"所有命令与快捷键（Ctrl+Shift+P）", "All commands with their keys (Ctrl+Shift+P)"};
inline const Names find_command{"输入命令、拼音首字母或英文", "Type a command"};
inline const Names no_command{"没有这样的命令", "No such command"};
inline const Names help{"快捷键", "Keys"};
inline const Names help_more{
    "Tab、方向键、空格和回车可以走到并按下任何控件。图上移动指针可读数。",
    "Tab, arrows, Space and Enter reach and press every control. Move the pointer over a chart to read its values."};
inline const Names close{"关闭", "Close"};
inline const Names copied{"已复制到剪贴板", "Copied to the clipboard"};
inline const Names undone{"已撤销：{}", "Undone: {}"};
inline const Names redone{"已重做：{}", "Done again: {}"};
inline const Names nothing_to_replay{"还没有改动可以重放", "There is no change to replay yet"};
inline const Names replaying_old{"改动前", "Before the change"};
inline const Names replaying_new{"改动后", "After the change"};

inline const Names welcome_question{"钱这样花，多少户能脱贫、靠什么脱贫、会不会返贫？",
                                    "Spent this way, how many households get out, by what, and who falls back?"};
inline const Names samples{"样例", "Sample places"};
inline const Names recent{"最近打开", "Recent"};
inline const Names no_recent{"还没有打开过文件。", "No files opened yet."};
inline const Names missing_file{"文件不在了", "file missing"};
inline const Names forget{"移除", "Remove"};
inline const Names drop_here{"把情景文件（.json）或结果文件（.tuiyan）拖到窗口里打开",
                             "Drop a scenario (.json) or a result (.tuiyan) anywhere in the window"};
inline const Names left_behind{"有一份改过的方案没有另存为文件。{} 保存，改自 {}",
                               "There is a changed plan that was not saved as a file. Kept at {}, made from {}"};
inline const Names restore{"恢复", "Restore"};
inline const Names discard{"丢弃", "Discard"};
inline const Names restored{"已恢复 {} 保存的方案", "Restored the plan kept at {}"};
inline const Names opening{"正在打开 {} ……", "Opening {} …"};
inline const Names other_engine{"这个结果由第 {} 版引擎算出，已用第 {} 版重新推演",
                                "This result came from engine {}; it is played again with engine {}"};
inline const Names uncertainty{"参数不确定：每次模拟在区间内抽取各项假设",
                               "Parameter uncertainty: each replicate draws the assumptions within their ranges"};
inline const Names put_aside{"先前改过的方案没有另存，已放在「首页」",
                             "The plan changed before was not saved as a file; it is kept under Home"};
inline const Names can_not_tell{"它不能告诉你什么", "What it can not tell"};
inline const Names can_not_tell_text{
    "它不预测任何一户的将来。它说明在写明的假设下会怎样：假设错了，答案也错。文件里的计划不是结果，在册不等于贫困，"
    "某项措施的参加户里有多少人脱贫也不是这项措施的效果。",
    "It forecasts no single household. It says what follows from stated assumptions: where these are wrong, so is the "
    "answer. A plan in a document is not an outcome, being registered is not being poor, and exits among those in a "
    "measure are not the effect of that measure."};
inline const Names private_note{"数据留在本机，不使用网络", "Data stays on this computer; no network is used"};

inline const Names view_difference{"差异", "Difference"};
inline const Names view_curves{"曲线", "Curves"};
inline const Names view_still_poor{"尚未脱贫", "Still poor"};
inline const Names view_states{"状态", "States"};
inline const Names view_futures{"逐个未来", "Futures"};
inline const Names view_dots{"门槛", "Thresholds"};
inline const Names view_money{"资金", "Money"};
inline const Names view_left_out{"谁被落下", "Left out"};
inline const Names pause{"暂停", "Pause"};
inline const Names play{"播放", "Play"};
inline const Names previous{"上一个", "Previous"};
inline const Names next{"下一个", "Next"};
inline const Names threshold{"门槛", "Threshold"};
inline const Names before_threshold{"{}之前做到的，50个未来中：", "Reached before {}, of 50 futures: "};
inline const Names within_threshold{"不超过 {} 的，50个未来中：", "Within {}, of 50 futures: "};
inline const Names threshold_drag{"拖动竖线可改门槛", "drag the line in the chart to move it"};
inline const Names share_left{"还剩", "Still poor"};

inline const Names copy_of{"{}（副本）", "{} (copy)"};
inline const Names new_mix{"新组合", "New mix"};
inline const Names rename{"改名", "Rename"};
inline const Names new_name{"新名称", "New name"};
inline const Names duplicate{"复制", "Duplicate"};
inline const Names remove{"删除", "Delete"};
inline const Names diff{"只看差异", "Diff"};
inline const Names diff_tip{"只列出与对照组合不同的地方", "Lists only what differs from the mix compared with"};
inline const Names no_difference{"与对照组合没有不同。", "Nothing differs from the mix compared with."};
inline const Names add_measure{"添加措施", "Add a measure"};
inline const Names timeline{"时间安排", "Timeline"};
inline const Names events{"事件 {}", "Events {}"};
inline const Names events_note{"对各组合一视同仁；未设的按该种事件的默认值。",
                               "They strike every mix alike. What is not set is the default of the kind."};
inline const Names add_event{"添加事件", "Add an event"};
inline const Names event_kind{"种类", "Kind"};
inline const Names event_name{"名称", "Name"};
inline const Names default_is{"默认 {}", "default {}"};
inline const Names whole_place{"全域", "the whole place"};
inline const Names all_products{"出售的一切", "everything that is sold"};
inline const Names eligible{"期初有 {} 户符合条件", "→ {} households fit at the start"};
inline const Names eligible_none{"期初没有一户符合条件，请放宽对象条件",
                                 "0 households fit at the start: loosen the condition"};
inline const Names fewer_than_planned{"少于计划的 {} 户", "fewer than the {} planned"};
inline const Names money_of{"每年约用 {} / {}", "About {} of {} a year"};
inline const Names money_over{"超过总额时，一月不再续上排在最后的户",
                              "Over the envelope: January does not renew the last of the queue"};
inline const Names about_measure{"做什么", "What it does"};
inline const Names who_may{"谁可以参加：{}", "Who may have it: {}"};
inline const Names evidence_of{"依据", "Evidence"};

inline const Names filter_all{"全部 {}", "All {}"};
inline const Names filter_changed{"已改 {}", "Changed {}"};
inline const Names filter_red{"红 {}", "Red {}"};
inline const Names filter_amber{"黄 {}", "Amber {}"};
inline const Names filter_green{"绿 {}", "Green {}"};
inline const Names find_assumption{"查找假设", "Find an assumption"};
inline const Names column_assumption{"假设", "Assumption"};
inline const Names column_value{"取值", "Value"};
inline const Names column_range{"范围", "Range"};
inline const Names column_grade{"等级", "Grade"};
inline const Names column_impact{"影响", "Impact"};
inline const Names column_source{"出处", "Source"};
inline const Names grade_short_green{"● 绿", "● green"};
inline const Names grade_short_amber{"▲ 黄", "▲ amber"};
inline const Names grade_short_red{"■ 红", "■ red"};
inline const Names tuned{"拟合", "tuned"};
inline const Names reset_assumptions{"还原假设", "Reset assumptions"};
inline const Names reset_levers{"还原措施", "Reset levers"};
inline const Names no_such_assumption{"没有符合的假设。", "No assumption fits."};
inline const Names changes_title{"改动记录 {}", "Changes {}"};
inline const Names no_changes{"还没有改动。", "Nothing changed yet."};
inline const Names impact_about{
    "影响：取值走遍区间时平均改变多少（{1}，± 标准误）；{0}。",
    "Impact: how far a value moves it on average over its range ({1}, ± standard error): {0}."};
inline const Names impact_how{"影响尚未计算。运行 {}，再打开它写出的 {}。",
                              "Impact is not computed yet. Run {} and open {}, which it writes."};
inline const Names impact_how_of_copy{"影响尚未计算。先另存副本，运行 {}，再打开它写出的 {}。",
                                      "Impact is not computed yet. Save a copy, run {} and open {}, which it writes."};
inline const Names impact_group{"与另外 {} 项一起变动，这是它们合计的影响。",
                                "Moved together with {} others: this is what all of them move."};
inline const Names impact_none{"敏感性运行没有变动这一项（没有区间）。",
                               "The sensitivity run did not move it (it has no range)."};
inline const Names sort_tip{"按此排序，再按一次倒序", "Sorts by this; again: the other way round"};
inline const Names copy{"复制", "Copy"};

inline const Names run_number{"序号", "No."};
inline const Names run_what{"内容", "What"};
inline const Names run_replicates{"模拟次数", "Replicates"};
inline const Names run_time{"用时", "Time"};
inline const Names run_error{"误差", "MC error"};
inline const Names run_state{"状态", "Status"};
inline const Names state_running{"运行中", "running"};
inline const Names state_done{"完成", "done"};
inline const Names state_partial{"部分，可用", "PARTIAL, usable"};
inline const Names state_failed{"失败：{}", "FAILED: {}"};
inline const Names state_problems{"有 {} 处问题", "{} problems"};
inline const Names first_run{"打开 {}", "Opened {}"};
inline const Names time_left{"约剩 {} 秒", "about {} s left"};
inline const Names seconds{"{} 秒", "{} s"};
inline const Names resume{"继续", "Resume"};
inline const Names stop_keep{"停止并保留", "Stop, keep"};
inline const Names precision{"精度目标：“脱贫”比例的误差不超过", "Precision target: error of the share out at most"};
inline const Names points{"个百分点", "points"};
inline const Names reached{"已达到", "reached"};
inline const Names not_reached{"未达到，约需 {} 次模拟", "not reached: about {} replicates needed"};
inline const Names wanted_replicates{"完整运行的模拟次数", "Replicates of a full run"};

inline const Names export_html{"导出 HTML", "Export HTML"};
inline const Names export_pdf{"导出 PDF", "Export PDF"};
inline const Names export_charts{"导出图（PNG、SVG）", "Export charts (PNG, SVG)"};
inline const Names export_csv{"导出数据 CSV", "Export data (CSV)"};
inline const Names export_result{"保存结果文件", "Save the result"};
inline const Names copy_command{"复制为命令行", "Copy as command line"};
inline const Names parts{"内容", "Parts"};
inline const Names part_in_words{"表格与文字，见 HTML 报告。", "Tables and words, in the HTML report."};
inline const Names no_parts{"没有选中任何内容，报告只有标题。", "No part is chosen: the report is its title alone."};
inline const Names folder{"导出到", "Folder"};
inline const Names exported{"已导出 {}", "Exported {}"};
inline const Names command_here{"命令行", "Command line"};
inline const Names reads_partial{"结果未完成，报告会标明“部分”。", "The run is not complete; the report will say so."};

inline const Names if_support_stops{"帮扶停止以后", "If support stops"};
inline const Names triggers_title{"返贫诱因", "What pushed them back"};

inline constexpr const char* const by_hand = "在窗口中设定 / set in the window";

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

inline const Names risk_curve{"返贫曲线", "Curve"};
inline const Names risk_groups{"分组", "Groups"};
inline const Names risk_prevention{"诱因与预防", "Prevention"};
inline const Names risk_withdrawal{"停扶检验", "Withdrawal test"};
inline const Names risk_life{"一户人生", "One life"};
inline const Names mix_shown{"组合", "Mix"};
inline const Names group_by{"分组", "By"};
inline const Names by_cause{"致贫原因", "Cause"};
inline const Names by_main{"主要措施", "Main measure"};
inline const Names by_village{"村", "Village"};
inline const Names by_labour{"劳动力", "Labour"};
inline const Names by_source{"收入来源", "Income source"};
inline const Names groups_title{"脱贫之后返贫的可能，按{}", "Chance of return after the exit, by {}"};
inline const Names groups_plot{"24个月内返贫的脱贫户（%）", "Back within 24 months, % of those out"};
inline const Names groups_plot_12{"12个月内返贫的脱贫户（%）", "Back within 12 months, % of those out"};
inline const Names groups_note{"每次模拟不足30户脱贫的组为灰色，只供参考；不足10户的不显示。",
                               "Groups of fewer than 30 exits in a future are grey: read them with caution. Below 10 "
                               "nothing is shown."};
inline const Names no_groups{"没有一户脱贫，或全部归在一组。", "Nobody exits, or all are of one group."};
inline const Names triggers_plot{"占返贫户（%）", "Of the returns, %"};
inline const Names no_returns{"没有一户返贫，所以没有诱因可说。", "Nobody returns, so there is no trigger to tell of."};
inline const Names removal_plot{"返贫可能的变化（百分点，24个月）",
                                "Change of the chance of return, points, 24 months"};
inline const Names removal_plot_12{"返贫可能的变化（百分点，12个月）",
                                   "Change of the chance of return, points, 12 months"};
inline const Names table_key{"圆点为平均，粗条为十次模拟有九次，细括号为估计误差（1.96 倍蒙特卡洛误差）。",
                             "Dot: mean. Bar: 9 of 10 futures. Thin bracket: error of our estimate (1.96 × Monte Carlo "
                             "error)."};

inline const Names asking{"正在推演，随时可停", "Playing it out; it can be stopped at any time"};
inline const Names asking_steps{"{} / {} 步", "{} / {} steps"};
inline const Names asking_waits{"要等全部 {} 次模拟完成（已完成 {} 次），随后自动开始。",
                                "This needs all {} replicates of the run; {} are finished. It begins by itself then."};
inline const Names asking_partial{"运行停在 {} / {} 次模拟。按 F5 或下面的按钮补足，随后自动开始。",
                                  "The run was stopped at {} of {} replicates. Finish it with F5 or the button; this "
                                  "begins by itself then."};
inline const Names asking_stopped{"已停止，没有保留中间结果。", "Stopped; nothing of it was kept."};
inline const Names asking_part{"~ 部分结果 {} / {} 步：只说停下前完成的模拟",
                               "~ PARTIAL {} / {} steps: told from what was finished when it was stopped"};
inline const Names part_of{"部分结果 {} / {}", "PARTIAL {} / {}"};
inline const Names work_out_whole{"推演全部", "Work all of it out"};
inline const Names asking_failed{"没有算成：{}", "It failed: {}"};
inline const Names work_out{"推演", "Work it out"};
inline const Names finish_run{"补足运行", "Finish the run"};
inline const Names why_risk{
    "同样的未来再走几遍：跟踪每一次脱贫，去掉一种冲击，或加一项帮扶。",
    "The same futures are played again: every exit is followed, then without a shock, then with "
    "a measure added."};
inline const Names why_withdrawal{"同样的未来走两遍：帮扶继续，与帮扶停止。",
                                  "The same futures are played twice: with support going on, and with it stopping."};
inline const Names why_life{"重走这一次模拟，记下这一户的每个月。",
                            "The very future is played again, and each month of the household written down."};

inline const Names stop_from{"帮扶自哪个月起停止", "First month without support"};
inline const Names stopped_measures{"停止哪些帮扶", "Support that stops"};
inline const Names stop_alone{"再逐项单独停", "Each alone as well"};
inline const Names run_test{"检验", "Run the test"};
inline const Names goes_on{"照常继续：{}", "Going on: {}"};
inline const Names all_stops{"本组合的全部帮扶停止。", "All support of the mix stops."};
inline const Names nothing_stops{"每一项都照常继续，没有什么可检验。请至少停一项。",
                                 "Everything goes on, so there is nothing to test. Let at least one stop."};
inline const Names nothing_to_stop{"这个组合在该月之前没有帮扶，请换一个组合或月份。",
                                   "This mix has no support before that month. Choose another mix or month."};
inline const Names test_begins{"定下停止的月份，勾选要停的帮扶，再按“检验”。",
                               "Choose the month and what stops, then press \"Run the test\"."};
inline const Names card_returned{"停止后{}个月内返贫", "Back within {} months of the stop"};
inline const Names card_own{"凭自身收入脱贫", "Out on own income"};
inline const Names card_floor{"兜底户人均年收入（元）", "On the floor: yuan a person and year"};
inline const Names card_returned_words{"继续 → 停止", "going on → stopped"};
inline const Names card_own_words{"停止前 → {}个月后（继续则为 {}）", "before → {} months after (going on: {})"};
inline const Names card_floor_words{"停止前 → 停止后12个月（继续则为 {}）",
                                    "the year before → the year after (going on: {})"};
inline const Names card_change{"停止的影响 {}", "the stop changes {}"};
inline const Names card_none{"无人", "nobody"};
inline const Names card_no_change{"停止不带来变化", "the stop changes nothing"};

inline const Names life_pick{"户编号", "Household"};
inline const Names life_future{"第几次模拟", "Future"};
inline const Names life_moved{"登记有变动的户", "Households that moved"};
inline const Names life_moved_tip{"先列两个组合使其分道的户，再列返贫的户；每行是最后一次脱贫与返贫的月份",
                                  "First those whom the two mixes part, then those that returned; the months are those "
                                  "of the last exit and return"};
inline const Names life_none_moved{"这次模拟里没有一户脱贫。换一次模拟，或直接输入户编号。",
                                   "Nobody exits in this future. Choose another one, or type a household."};
inline const Names life_unknown{"没有第 {} 户，编号从 1 到 {}。",
                                "There is no household {}: they are numbered 1 to {}."};
inline const Names life_same_mix{"只有一个组合，没有可并列的。请在“方案”里复制一个再改。",
                                 "There is only one mix. Duplicate it on the screen Plan and change the copy."};
inline const Names life_stays_in{"一直在册", "stays in"};
inline const Names life_out{"{} 脱贫", "out {}"};
inline const Names life_back{"{}，{} 返贫", "{}, back {}"};
inline const Names life_title{"第 {} 户，第 {} 次模拟：{} 与 {}", "Household {}, future {}: {} and {}"};
inline const Names life_village{"第 {} 村", "village {}"};
inline const Names life_cause{"致贫原因：{}", "cause: {}"};
inline const Names life_remote{"居住偏远", "remote"};
inline const Names life_members{"成员：{}", "Members: {}"};
inline const Names life_decisive{"关键所在", "What was decisive"};
inline const Names life_by_year{"近12个月人均", "Last 12 months"};
inline const Names life_by_month{"当月全户", "Each month"};
inline const Names life_income{"收入", "Income"};
inline const Names life_chart_year{"人均收入，近12个月，与退出标准",
                                   "Income a person over the last 12 months, and the exit line"};
inline const Names life_chart_month{"全户当月收入", "Income of the household, month by month"};
inline const Names life_axis_year{"元/人·年", "yuan a person and year"};
inline const Names life_axis_month{"元/月", "yuan a month"};
inline const Names life_line{"退出标准", "exit line"};
inline const Names life_how{
    "读法：两条线是同一户、同一次模拟，只有措施组合不同；重合处两者相同。下面每行的记号是当月发生的事，指针移上去可读"
    "。",
    "How to read: both lines are the same household in the same future; only the mix differs. "
    "Where they lie on each other the mixes do the same. The marks under them are what happened; "
    "move the pointer over one to read it."};
inline const Names life_definition{"一个模拟的未来，不是任何真实的户 · 名义元 · 户编号不带姓名",
                                   "One simulated future, not a real household · nominal yuan · an id, never a name"};
inline const Names life_lane{"际遇", "Life"};
inline const Names life_month{"月份", "Month"};
inline const Names life_befell{"不论组合，发生了什么", "What befell it whatever the mix"};

inline const Names change_definitions{"修改", "Change"};
inline const Names close_definitions{"收起", "Done"};
inline const Names definitions_tip{"修改口径，各组合随即重新推演；可撤销（Ctrl+Z）",
                                   "Change the definitions; the mixes are played out again. It can be undone (Ctrl+Z)"};
inline const Names window_of{"核查窗口：至{}月的12个月", "Window: 12 months to {}"};
inline const Names line_from{"{}起（元/人·年）", "from {} (yuan/person/year)"};
inline const Names line_value{"标准（元/人·年）", "Line (yuan/person/year)"};
inline const Names round_of_month{"{}月一轮", "Round of {}"};
inline const Names visits{"每轮最多核查户数（0为不限）", "Visits in a round (0: no limit)"};

template <class... Values>
std::string fill(Language language, const Names& text, Values&&... values) {
  return fmt::format(fmt::runtime(in(language, text)), std::forward<Values>(values)...);
}

}  // namespace tuiyan::gui::say
