import type { RestorePhase, RestoreProgress } from '#contracts/backup/restore.js';

/** The steps in their order, as people read them. */
export const phaseWords: Readonly<Record<RestorePhase, string>> = {
  waiting: 'Finish what is running',
  preparing: 'Prepare a new database',
  loading: 'Load the backup',
  comparing: 'Compare every table with the backup',
  updating: 'Apply holds, and end sessions and API tokens',
  replacing: 'Replace the database',
  starting: 'Start Chat Man',
};

/**
 * Refreshes the page's own figures each second, and loads Chat Man as soon as it answers again. Without scripts the page is loaded again
 * every few seconds.
 */
export const pageScript = `
const phases = ${JSON.stringify(Object.keys(phaseWords))};
async function look() {
  const response = await fetch('/api/maintenance', { cache: 'no-store' }).catch(() => null);
  if (response?.status === 404) return location.reload();
  const progress = response?.ok ? await response.json().catch(() => null) : null;
  if (progress) show(progress);
  setTimeout(look, 1000);
}
function show({ phase, done, total }) {
  const at = phases.indexOf(phase);
  const steps = [...document.querySelectorAll('li')];
  if (!steps[at].hasAttribute('aria-current')) document.getElementById('said').textContent = 'Now: ' + steps[at].dataset.words;
  for (const [index, step] of steps.entries()) {
    step.className = index < at ? 'done' : '';
    if (index === at) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
    step.querySelector('span').textContent = index === at && total > 0 ? done + ' of ' + total + ' tables' : '';
  }
}
setTimeout(look, 1000);
`;

const style = `
:root { color-scheme: light dark; --ground: light-dark(#f2f6f6, #0b1214); --sheet: light-dark(#fcfdfd, #11181a); --text: light-dark(#13211f, #e5eced);
  --soft: light-dark(#4a5b5d, #a3b3b6); --line: light-dark(#dbe3e3, #2a373a); --accent: light-dark(#0b5a63, #6fc6cc); --good: light-dark(#1b6a3a, #7fd09b); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 32rem; padding: 32px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 8px; font-size: 1.375rem; line-height: 1.3; }
p { margin: 0 0 16px; color: var(--soft); }
p:last-child { margin: 0; }
ol { list-style: none; margin: 24px 0; padding: 0; }
li { display: grid; grid-template-columns: 1em 1fr auto; gap: 12px; padding: 6px 0; color: var(--soft); }
li::before { content: '○'; width: 1em; text-align: center; }
li.done::before { content: '✓'; color: var(--good); }
li[aria-current] { color: var(--text); font-weight: 600; }
li[aria-current]::before { content: '●'; color: var(--accent); }
li span { font-weight: 400; color: var(--soft); font-variant-numeric: tabular-nums; }
.only-for-readers { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/** What everybody sees while Chat Man is closed: that it is, what for, and how far that is. */
export function maintenancePage({ phase, done, total, backupAt }: RestoreProgress): string {
  const phases = Object.keys(phaseWords) as RestorePhase[];
  const at = phases.indexOf(phase);
  const steps = phases.map((each, index) => {
    const words = phaseWords[each];
    const state = index === at ? ' aria-current="step"' : index < at ? ' class="done"' : '';
    const figures = index === at && total > 0 ? `${done} of ${total} tables` : '';
    return `<li data-words="${words}"${state}>${words}<span>${figures}</span></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Chat Man is being restored</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<style>${style}</style>
</head>
<body>
<main>
<h1>Chat Man is being restored</h1>
<p>Administrators are restoring the backup of <time datetime="${backupAt}">${backupAt.slice(0, 16).replace('T', ' ')} UTC</time>. What was written since then will not be
there, and everyone has to sign in again.</p>
<ol aria-label="Steps of the restore">
${steps.join('\n')}
</ol>
<p class="only-for-readers" role="status" id="said"></p>
<p>You don’t have to do anything. This page opens Chat Man when it is ready.</p>
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}
