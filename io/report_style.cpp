#include "io/report_parts.h"

namespace tuiyan {

// Fonts by name only, those of common systems first; sizes from one scale; everything prints.
const char* const report_style =
    R"(:root { color-scheme: light; --ink: #1a1a1a; --soft: #555; --line: #d9dce1; --paper: #fff; --wash: #f4f5f7; --accent: #0b5a8a; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 65rem; color: var(--ink); background: var(--paper);
  font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 1rem; margin-bottom: 1.5rem; }
.kicker { margin: 0; color: var(--accent); font-size: .9rem; letter-spacing: .06em; }
h1 { font-size: 2rem; line-height: 1.25; margin: .2rem 0 .4rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.08rem; line-height: 1.35; margin: 1.6rem 0 .4rem; }
p { margin: .4rem 0 .8rem; }
.about, .facts { margin: 0; color: var(--soft); }
.facts { font-size: .88rem; margin-top: .3rem; }
.question { font-size: 1.05rem; color: var(--soft); border-left: 3px solid var(--line); padding-left: .9rem; }
.answer { background: var(--wash); border-left: 4px solid var(--accent); padding: .9rem 1.2rem; font-size: 1.15rem; line-height: 1.7; }
.answer p { margin: .3rem 0; }
.grey { color: #767676; }
.small, figcaption { font-size: .88rem; color: var(--soft); }
.note { background: #fff7e6; border-left: 4px solid #b07d00; padding: .5rem .9rem; font-size: .92rem; }
.partial { background: #1a1a1a; color: #fff; padding: .5rem .9rem; }
figure { margin: 1.6rem 0 2rem; }
figure h3 { margin-top: 0; }
.chip { display: inline-block; background: var(--wash); color: var(--soft); border-radius: .4rem; padding: .25rem .7rem; font-size: .8rem; line-height: 1.5; margin: 0 0 .4rem; }
.evidence td:nth-child(4) { white-space: nowrap; }
.picture svg { display: block; width: 100%; height: auto; }
.scroll { overflow-x: auto; margin: 1rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.4; }
caption { text-align: left; color: var(--soft); font-size: .88rem; padding-bottom: .4rem; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; text-align: left; }
thead th { border-bottom: 2px solid var(--ink); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
.numbers th:not(:first-child), .numbers td { text-align: right; font-variant-numeric: tabular-nums; }
.numbers tbody th { white-space: nowrap; }
.unit { color: var(--soft); font-weight: 400; font-size: .82em; }
.value { display: block; font-weight: 600; white-space: nowrap; }
.range { display: block; color: var(--soft); font-size: .85em; white-space: nowrap; }
.verdict { display: inline-block; margin-top: .15rem; padding: 0 .5rem; border-radius: 1rem; font-size: .8rem; border: 1px solid var(--soft); white-space: nowrap; }
.verdict.too_close { background: #555; color: #fff; border-color: #555; }
.verdict.better { color: #14624a; border-color: #1b7f5c; }
.verdict.better::before { content: "▲ "; }
.verdict.worse { color: #8f1d14; border-color: #b3261e; }
.verdict.worse::before { content: "▼ "; }
.evidence { table-layout: fixed; }
.evidence th:nth-child(1) { width: 27%; } .evidence th:nth-child(2) { width: 13%; } .evidence th:nth-child(3) { width: 11%; }
.evidence th:nth-child(4) { width: 14%; } .evidence th:nth-child(5) { width: 7%; }
.evidence.changed th:nth-child(4) { width: 11%; } .evidence.changed th:nth-child(5) { width: auto; }
.evidence td:nth-child(2), .evidence th:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
.changed td:nth-child(3), .changed th:nth-child(3) { text-align: right; font-variant-numeric: tabular-nums; }
.from { color: var(--soft); font-size: .85em; }
.evidence th { font-weight: 400; }
.evidence thead th { font-weight: 600; }
.evidence code { display: block; color: #6b6b6b; font-size: .78rem; overflow-wrap: anywhere; }
code { font-family: ui-monospace, "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", monospace; font-size: .88em; overflow-wrap: anywhere; }
.grade { font-weight: 600; white-space: nowrap; font-size: 1.05em; }
.grade.red { color: #b3261e; } .grade.amber { color: #7d5900; } .grade.green { color: #14624a; }
details { margin: .4rem 0; }
summary { cursor: pointer; color: var(--accent); }
figure summary { font-size: .88rem; }
figure details p { font-size: .9rem; }
.data { max-height: 18rem; overflow: auto; background: var(--wash); padding: .6rem; font-size: .75rem; line-height: 1.4; user-select: all; }
li { margin: .3rem 0; }
@media print {
  html { font-size: 12.5px; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  h2, h3, caption { break-after: avoid; }
  .whole, tr, .answer, table.numbers { break-inside: avoid; }
  .scroll { overflow: visible; }
  figure details { display: none; }
  .answer, .chip, .note, .partial, .verdict.too_close { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@page { size: A4; margin: 18mm 15mm; }
)";

}  // namespace tuiyan
