/** The readable side of a package: one page without scripts, that any browser opens years later. */

export interface PageTable {
  readonly table: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly rows: number;
}

const style = `body{max-width:70rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif;color:#16211f}
table{border-collapse:collapse;width:100%;margin:0 0 2rem;font-size:.875rem}th,td{border-bottom:1px solid #d5dcda;padding:.375rem .5rem;text-align:left;
vertical-align:top;overflow-wrap:anywhere}caption{text-align:left;padding:.5rem 0;color:#4a5b57}h2{margin-top:2.5rem}
@media(prefers-color-scheme:dark){body{background:#0f1716;color:#e3ebe9}th,td{border-color:#33413e}caption{color:#a3b3af}}`;

export function pageHead(person: { readonly displayName: string; readonly username: string }, at: Date): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Data about ${escaped(person.displayName)}</title><style>${style}</style></head><body>
<h1>Data about ${escaped(person.displayName)}</h1>
<p>Everything that is held about the account <b>${escaped(person.username)}</b> on ${at.toISOString()}, table by table. The same is in
<code>data.json</code>; <code>manifest.json</code> has the hash of every file, and <code>manifest.note</code> its signature.</p>\n`;
}

export function tableHead({ purpose, legalBasis, table }: Omit<PageTable, 'rows'>, columns: readonly string[]): string {
  const cells = columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  return `<h2>${escaped(purpose)}</h2><table><caption>${escaped(table)} · legal basis: ${escaped(legalBasis)}</caption><thead><tr>${cells}</tr></thead><tbody>\n`;
}

export function tableRow(values: readonly unknown[]): string {
  return `<tr>${values.map((value) => `<td>${escaped(shown(value))}</td>`).join('')}</tr>\n`;
}

export const tableEnd = '</tbody></table>\n';
export const pageEnd = '</body></html>\n';

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);
}
