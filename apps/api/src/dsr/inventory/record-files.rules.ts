import type { ProcessingActivity } from '#contracts/dsr.js';

const columns: readonly { readonly heading: string; readonly of: (activity: ProcessingActivity) => string }[] = [
  { heading: 'Purpose', of: ({ purpose }) => purpose },
  { heading: 'Data subjects', of: ({ subjects }) => subjects },
  { heading: 'Categories of data', of: ({ categories }) => categories.join(', ') },
  { heading: 'Legal basis', of: ({ legalBasis }) => legalBasis },
  { heading: 'Erased', of: ({ retention }) => retention },
  { heading: 'Recipients', of: ({ recipients }) => recipients },
  { heading: 'Safeguards', of: ({ safeguards }) => safeguards.join(', ') },
];

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function recordAsCsv(activities: readonly ProcessingActivity[]): string {
  const rows = [columns.map(({ heading }) => heading), ...activities.map((activity) => columns.map(({ of }) => of(activity)))];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** One page without scripts or remote parts, to print. */
export function recordAsHtml(activities: readonly ProcessingActivity[], at: Date): string {
  const head = columns.map(({ heading }) => `<th scope="col">${heading}</th>`).join('');
  const body = activities
    .map((activity) => `<tr>${columns.map(({ of }) => `<td>${escaped(of(activity))}</td>`).join('')}</tr>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Record of processing activities</title>
<style>body{font:14px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.4rem;text-align:left;vertical-align:top}</style>
</head>
<body>
<h1>Record of processing activities</h1>
<p>GDPR Article 30 (1), from the declarations of Chat Man on ${at.toISOString().slice(0, 10)}.</p>
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table>
</body>
</html>
`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
