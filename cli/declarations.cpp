// The words of the command line: each option and command once, with its help.
#include "cli/arguments.h"

namespace tuiyan {

const std::vector<DeclaredOption>& declared_options() {
  static const std::vector<DeclaredOption> options{
      {"output",
       "-o,--output",
       "PATH",
       {"写到何处：文件夹或文件，- 为标准输出（默认当前文件夹）",
        "where to write: a folder or file, - for standard output (default: the current folder)"}},
      {"mix", "--mix", "A,B", {"只模拟或比较这些措施组合（默认全部）", "only these mixes (default: all)"}, false},
      {"ref",
       "--ref",
       "MIX",
       {"作为对照的措施组合（默认 none）", "the mix that the others are compared with (default: none)"}},
      {"quantity",
       "--quantity",
       "ID[@TIME]",
       {"要比较的指标，如 exited_share@2020-12", "what to compare, as in exited_share@2020-12"},
       false},
      {"set",
       "--set",
       "PATH=VALUE",
       {"改写情景中的任何一项，可多次使用，记入结果", "changes any field of the scenario; repeatable, recorded"},
       false},
      {"event",
       "--event",
       "KIND@MONTH",
       {"加入一个事件，可多次使用，记入结果：drought、price_crash、factory_closes、epidemic、support_withdrawn，"
        "如 drought@2018-06:size=0.4,months=6,village=3",
        "adds an event; repeatable, recorded: drought, price_crash, factory_closes, epidemic or support_withdrawn, as "
        "in "
        "drought@2018-06:size=0.4,months=6,village=3"},
       false},
      {"replicates", "--replicates", "N", {"模拟次数（默认按情景）", "number of replicates (default: the scenario's)"}},
      {"seed", "--seed", "N", {"随机种子（默认按情景）", "seed of the draws (default: the scenario's)"}},
      {"threads",
       "--threads",
       "N",
       {"线程数（默认全部核心），不影响结果", "threads (default: all cores); same results"}},
      {"json", "--json", "", {"以 JSON 输出结果", "results as JSON"}},
      {"plain", "--plain", "", {"以便于程序处理的纯文本输出", "results as plain rows for other programs"}},
      {"bom",
       "--bom",
       "",
       {"CSV 加字节顺序标记，便于 Excel、WPS 打开", "CSV with a byte order mark, for Excel and WPS"}},
      {"dry-run", "-n,--dry-run", "", {"只说明将做什么，不运行", "says what would be done, does nothing"}, false},
      {"force", "-f,--force", "", {"覆盖另一情景的结果", "replaces a result of another scenario"}, false},
      {"progress",
       "--progress",
       "KIND",
       {"进度显示：auto、bar、json、none", "auto, bar, json or none (default: auto)"}},
      {"lang", "--lang", "zh|en", {"语言", "language"}},
      {"quiet", "-q,--quiet", "", {"只显示结果和错误", "results and errors only"}},
      {"verbose", "-v,--verbose", "", {"显示更多信息", "says more"}},
      {"no-color", "--no-color", "", {"不用颜色", "no colours"}},
      {"no-input", "--no-input", "", {"不提问（本程序从不提问）", "never asks (it never does)"}},
      {"log", "--log", "FILE", {"把信息另记入文件", "messages also to this file"}},
  };
  return options;
}

const std::vector<DeclaredCommand>& declared_commands() {
  static const std::vector<DeclaredCommand> commands{
      {"run",
       {"模拟并比较情景中的各措施组合：屏幕表格、NAME.tuiyan、report.html",
        "simulate and compare the mixes of a scenario: table, NAME.tuiyan, report.html"},
       "SCENARIO",
       {"output", "mix", "ref", "set", "event", "replicates", "seed", "threads", "json", "plain", "dry-run", "force",
        "progress"},
       {"例：\n  tuiyan run scenarios/hohhot-2017.json\n"
        "  tuiyan run county.json --mix none,as_planned --set income/price_growth=0.03 -o results",
        "Examples:\n  tuiyan run scenarios/hohhot-2017.json\n"
        "  tuiyan run county.json --mix none,as_planned --set income/price_growth=0.03 -o results"}},
      {"compare",
       {"由结果文件给出成对差异", "paired differences between mixes, from a result"},
       "RESULT",
       {"output", "mix", "ref", "quantity", "json", "plain"},
       {"例：\n  tuiyan compare county.tuiyan --ref none --quantity exited_share@2020-12",
        "Example:\n  tuiyan compare county.tuiyan --ref none --quantity exited_share@2020-12"}},
      {"report",
       {"由结果文件写报告（.html）、数据（.csv、.json）或差异图（.png、.svg、.pdf）",
        "the report (.html), the numbers (.csv, .json) or the picture of the differences (.png, .svg, .pdf) of a "
        "result"},
       "RESULT",
       {"output", "ref", "bom"},
       {"例：\n  tuiyan report county.tuiyan -o 报告.html --lang zh\n  tuiyan report county.tuiyan -o county.csv --bom",
        "Examples:\n  tuiyan report county.tuiyan -o report.html --lang en\n"
        "  tuiyan report county.tuiyan -o county.csv --bom"}},
      {"check",
       {"检查情景：列出每个问题及其位置，不改动文件", "a scenario: every problem with its place, changes nothing"},
       "SCENARIO",
       {"set", "event", "json"},
       {"例：\n  tuiyan check county.json", "Example:\n  tuiyan check county.json"}},
      {"schema",
       {"情景文件的 JSON 模式", "the JSON schema of scenario files"},
       "",
       {"output"},
       {"例：\n  tuiyan schema > schema.json", "Example:\n  tuiyan schema > schema.json"}},
      {"parameters",
       {"全部参数：默认值、范围、依据（Markdown）", "all parameters with default, range and source (Markdown)"},
       "",
       {"output"},
       {"例：\n  tuiyan parameters > parameters.md", "Example:\n  tuiyan parameters > parameters.md"}},
      {"version", {"版本", "the version"}, "", {"json"}, {"", ""}},
  };
  return commands;
}

}  // namespace tuiyan
