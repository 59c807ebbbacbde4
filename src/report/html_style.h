// The style sheet of the printed report: A4, black on white, no colour that has to be told apart.
#pragma once

#include <string_view>

namespace hashira::report {

inline constexpr std::string_view html_style = R"css(
:root { --ink: #1a1a1a; --soft: #555; --line: #c8c8c8; --paper: #fff; --note: #f4f1e8; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.75 "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
header { border-bottom: 3px solid var(--ink); margin-bottom: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.4; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; background: var(--ink); color: #fff; padding: .35rem .75rem; margin: 2.5rem 0 1rem; }
h3 { font-size: 1.1rem; border-left: 6px solid var(--ink); padding-left: .6rem; margin: 2rem 0 .75rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0; }
.facts, .owner, .note { color: var(--soft); font-size: .9rem; }
.warning { background: var(--note); border: 2px solid var(--ink); padding: .5rem .75rem; margin: 1rem 0; }
ul { margin: .25rem 0; padding-left: 0; list-style: none; }
li::before { content: "▷ "; }
strong { font-weight: 700; }
.none { color: var(--soft); font-weight: 400; border-bottom: 1px dotted var(--soft); }
.synthetic { border: 1px solid var(--ink); border-radius: .2rem; font-size: .75em; font-weight: 400; padding: 0 .3em;
  margin-left: .3em; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1rem; font-size: .875rem; line-height: 1.5; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eee; font-weight: 600; }
thead th:nth-child(1) { width: 19%; }
thead th:nth-child(2) { width: 17%; }
thead th:nth-child(3) { width: 14%; }
thead th:nth-child(4) { width: 9%; }
thead th:nth-child(6) { width: 13%; }
thead th:nth-child(7) { width: 11%; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media (max-width: 40rem) {
  body { padding: 1rem; }
  thead { display: none; }
  tr { display: block; border: 1px solid var(--line); margin-bottom: .5rem; }
  tbody th, td, td.number { display: block; border: 0; text-align: left; white-space: normal; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--soft); }
}
@page { size: A4; margin: 18mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.6; }
  h2 { color: var(--ink); background: none; border: 2px solid var(--ink); break-after: avoid; }
  h3, h4 { break-after: avoid; }
  article, tr { break-inside: avoid; }
  section.pillar { break-before: page; }
  thead { display: table-header-group; }
}
)css";

}  // namespace hashira::report
