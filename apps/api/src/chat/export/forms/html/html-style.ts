import { createHash } from 'node:crypto';

/** The look of an exported page: the reader's own fonts and colour scheme, and black on white on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1d1f23; --soft: #5a616b; --line: #d8dce2; --raised: #f4f5f7; --page: #fff; --link: #1257a6; --bad: #a3211b; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e7e9ed; --soft: #a4abb6; --line: #3a4049; --raised: #22262c; --page: #16181c; --link: #8fbcf5; --bad: #ff9d94; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 2rem 1rem; background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1rem; margin: 0; }
h3, h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
a { color: var(--link); }
.facts, time, .origin, .branch, .check { color: var(--soft); font-size: .875rem; }
.facts { margin: 0; }
article { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; }
article.user .words { background: var(--raised); border-radius: .75rem; padding: .25rem 1rem; margin-top: .5rem; }
header.who { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.branch { margin: 0 0 .5rem; }
.state { color: var(--bad); }
pre { background: var(--raised); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto; white-space: pre-wrap; }
pre.plain { background: none; padding: 0; font: inherit; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
blockquote { margin: .5rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .25rem .75rem; text-align: start; vertical-align: top; }
.center { text-align: center; }
.right { text-align: right; }
sup { line-height: 0; }
.sources { font-size: .9375rem; }
.sources h3 { margin: 1rem 0 .25rem; }
.sources ol { list-style: none; margin: 0; padding: 0; }
.sources blockquote { white-space: pre-wrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; }
dd { margin: 0; }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --raised: #f4f4f4; --page: #fff; --link: #000; --bad: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  header.who, .sources h3 { break-after: avoid; }
  pre, blockquote, tr { break-inside: avoid; }
  .words a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; }
}
`;

/** Nothing may be loaded, run or sent by the page; its one style is known by its hash. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`;
