#include "web/views.hpp"

namespace cairn::web {

// Colours keep a contrast of at least 4.5 : 1 for text; nothing is told by colour alone.
const std::string_view k_style_sheet = R"css(
:root { --ink: #14212b; --paper: #ffffff; --line: #b6c2ca; --soft: #eef3f5; --link: #0b4f8a; --brand: #17414f; --focus: #ffd84d;
  --good: #14632f; --good-soft: #e3f2e7; --fair: #7a4b00; --fair-soft: #fdf1dc; --bad: #9c1c1c; --bad-soft: #fbe6e6; --open: #3a4a5a; --open-soft: #e9edf2; }
* { box-sizing: border-box; }
html { font-size: 100%; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1.1875rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
  overflow-wrap: anywhere; }
.width { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.5rem; z-index: 1; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 0.15em; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 0; background: var(--focus); color: var(--ink); box-shadow: 0 0 0 6px var(--focus); }
main:focus { outline: none; box-shadow: none; background: none; }
.top { background: var(--brand); }
.top .width { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1.5rem; padding-top: 0.75rem; padding-bottom: 0.75rem; }
.top a { color: #fff; }
.top .width > a { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 700; font-size: 1.5rem; text-decoration: none; }
.top a:focus-visible { color: var(--ink); }
.top ul { list-style: none; margin: 0; padding: 0; }
main.width { padding-top: 2rem; padding-bottom: 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 1rem; }
h3 { font-size: 1.1875rem; margin: 0; }
p { margin: 0 0 1rem; max-width: 42rem; }
.lead { font-size: 1.375rem; }
.hint { color: #44535f; }
.field { margin: 0 0 2rem; }
label { font-weight: 700; display: block; }
label + .hint { margin: 0 0 0.5rem; }
input[type=file], textarea { font: inherit; width: 100%; max-width: 42rem; border: 2px solid var(--ink); padding: 0.5rem; background: #fff; color: inherit; }
textarea { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 1rem; }
.button { display: inline-block; font: inherit; font-weight: 700; color: #fff; background: var(--good); border: 0; border-bottom: 3px solid #0a3318;
  padding: 0.6rem 1.2rem; text-decoration: none; cursor: pointer; min-height: 2.75rem; }
.button:hover { background: #0f4f25; }
.problem { border: 4px solid var(--bad); padding: 1rem; margin: 0 0 2rem; }
.problem h2 { margin: 0 0 0.5rem; }
.problem p { margin: 0; font-weight: 700; }
.problem a { color: var(--bad); }
.verdict { border-left: 0.75rem solid; padding: 1.25rem 1.25rem 0.5rem; margin: 0 0 1rem; }
.verdict.good { border-color: var(--good); background: var(--good-soft); }
.verdict.fair { border-color: var(--fair); background: var(--fair-soft); }
.verdict.bad { border-color: var(--bad); background: var(--bad-soft); }
.verdict.open { border-color: var(--open); background: var(--open-soft); }
.decoration { border: 1px solid var(--line); padding: 0.75rem 1rem; }
.facts { margin: 0; border-top: 1px solid var(--line); }
.facts .row { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
dt { font-weight: 700; }
dd { margin: 0; white-space: pre-line; }
.checks { list-style: none; margin: 0 0 1.5rem; padding: 0; border-top: 1px solid var(--line); }
.checks li { padding: 1rem 0 0.25rem; border-bottom: 1px solid var(--line); }
.checks p { margin: 0 0 0.5rem; }
.answer strong { display: inline-block; padding: 0 0.5rem; color: #fff; }
.pass { background: var(--good); }
.fail { background: var(--bad); }
strong.open { background: var(--open); }
.code { color: #44535f; font-size: 1rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.bottom { border-top: 1px solid var(--line); background: var(--soft); padding: 1.5rem 0; font-size: 1rem; }
@media (min-width: 40rem) {
  .facts .row { display: grid; grid-template-columns: 14rem 1fr; gap: 1rem; }
  .checks li { display: grid; grid-template-columns: 1fr 8rem; column-gap: 1rem; }
  .checks li > p:not(.answer) { grid-column: 1 / -1; }
  h1 { font-size: 2.5rem; }
}
@media print { .top, .bottom, .skip, .button { display: none; } }
)css";

const std::string_view k_icon =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><ellipse cx="14" cy="22" rx="11" ry="4" fill="#9fb4bd"/><ellipse cx="13" cy="15" rx="8" ry="3.5" fill="#c7d5db"/><ellipse cx="15" cy="9" rx="5.5" ry="2.8" fill="#e4ecef"/><ellipse cx="14" cy="4.5" rx="3.2" ry="2" fill="#ffffff"/></svg>)svg";

}  // namespace cairn::web
