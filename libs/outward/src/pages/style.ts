/**
 * The one style sheet of all pages: a calm column of text, light and dark, on a phone and on paper. Colours keep 4.5:1 on
 * their ground in both (WCAG 2.2, 1.4.3), edges of what matters 3:1. No child combinator but a plain one, no `<`.
 */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #fbfaf7; --panel: #f3f0e9; --text: #1d1c1a; --soft: #57524b; --edge: #8d867a;
  --line: #dcd6ca; --link: #174a86; --low: #9c2319; --mid: #7a5000; --high: #1c6238; --none: #57524b; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #17181b; --panel: #202227; --text: #eae7e1; --soft: #b9b3a9; --edge: #8a857c; --line: #3a3c42; --link: #a3c8f7;
    --low: #ffa79e; --mid: #efc36a; --high: #93d9aa; --none: #b9b3a9; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto,
  "Noto Sans", sans-serif; overflow-wrap: break-word; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.6rem 1rem; background: var(--ground); z-index: 1; }
.skip:focus { top: 0.5rem; }
header.site, main, footer.site { max-width: 44rem; margin: 0 auto; padding: 0 1.25rem; }
header.site { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.5rem; padding-top: 1rem; padding-bottom: 0.75rem;
  border-bottom: 1px solid var(--line); }
header.site .name { font-weight: 650; font-size: 1.1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; list-style: none; margin: 0; padding: 0; }
nav a, .more a { display: inline-block; padding: 0.3rem 0; min-height: 24px; }
footer.site { margin-top: 3.5rem; padding-top: 1.25rem; padding-bottom: 2.5rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: 0.95rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; font-weight: 650; }
h1 { font: 650 clamp(1.5rem, 1.15rem + 1.9vw, 2.15rem)/1.25 Charter, "Bitstream Charter", "Noto Serif", Georgia, serif; margin: 1.25rem 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.6rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
p { margin: 0 0 0.9rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.soft, .facts, time { color: var(--soft); }
.soft, .facts { font-size: 0.95rem; }
.kicker { margin: 1.75rem 0 -0.75rem; color: var(--soft); font-size: 0.95rem; }
blockquote { margin: 0.5rem 0 0.75rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
blockquote p { margin: 0 0 0.4rem; }
ul.plain, ol.plain { list-style: none; margin: 0; padding: 0; }
ul.plain > li, ol.plain > li { padding: 0.9rem 0; border-top: 1px solid var(--line); }
ul.plain > li:first-child, ol.plain > li:first-child { border-top: 0; padding-top: 0.25rem; }
li p { margin-bottom: 0.35rem; }
.verdict, .notice { background: var(--panel); border: 1px solid var(--line); border-inline-start: 0.4rem solid var(--none); border-radius: 0.4rem;
  padding: 1rem 1.25rem 0.4rem; margin: 0 0 1.5rem; }
.verdict h2, .notice h2 { margin-top: 0; font-size: 1rem; font-weight: 600; color: var(--soft); }
.verdict .summary { font-size: 1.15rem; }
.notice { border-inline-start-color: var(--edge); }
.low { border-inline-start-color: var(--low); } .mid { border-inline-start-color: var(--mid); } .high { border-inline-start-color: var(--high); }
.rating { font-size: 1.6rem; line-height: 1.25; font-weight: 700; margin: 0 0 0.3rem; }
.rating .sign { display: inline-block; min-width: 1.1em; }
.low .sign { color: var(--low); } .mid .sign { color: var(--mid); } .high .sign { color: var(--high); } .none .sign { color: var(--none); }
.steps { display: inline-flex; gap: 3px; margin-inline-end: 0.6rem; vertical-align: middle; }
.steps i { width: 1.4rem; height: 0.55rem; border: 1px solid var(--edge); border-radius: 2px; }
.steps i.on { background: var(--edge); }
.short { font-weight: 650; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.25rem; }
caption { text-align: start; font-weight: 600; padding-bottom: 0.4rem; }
th, td { text-align: start; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: 0.9rem; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; padding-inline-end: 0; }
dl { margin: 0 0 1rem; display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.3rem 1.25rem; font-size: 0.95rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font: 0.85em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { font-size: 1rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; }
  .verdict, .notice { padding: 0.9rem 1rem 0.3rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --panel: #fff; --text: #000; --soft: #333; --edge: #555; --line: #999; --link: #000; --low: #000;
    --mid: #000; --high: #000; --none: #000; }
  body { font-size: 11pt; } header.site nav, .skip, .more { display: none; } main, header.site, footer.site { max-width: none; padding: 0; }
  main a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; overflow-wrap: anywhere; }
  h1, h2, h3 { break-after: avoid; } li, blockquote, .verdict, .notice, tr { break-inside: avoid; }
}
`;
