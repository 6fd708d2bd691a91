/** How a paper looks on a screen and on A4. Contrast is at least 7:1; nothing is told by colour alone. */
export const paperStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 16px/1.5 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main, header, nav { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; padding-top: .4rem; border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: #0b4a8f; }
.note { border-left: 4px solid #595959; padding: .2rem 0 .2rem .8rem; color: #404040; }
blockquote { margin: .6rem 0; padding: .4rem 1rem; border-left: 4px solid #9a9a9a; background: #f6f6f6; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe9a8; color: inherit; font-weight: 600; text-decoration: underline; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .2rem 1rem; margin: .6rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { background: #f6f6f6; padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .6rem 0; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid #8c8c8c; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #ececec; overflow-wrap: normal; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: .8rem 0; }
svg { max-width: 100%; height: auto; }
svg text { font-family: "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
@media print {
  body { font-size: 10pt; }
  main, header, nav { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr, figure, blockquote { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  a { color: inherit; }
  @page { size: A4; margin: 18mm; }
}
`;
