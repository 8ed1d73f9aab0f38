import { element, text, wordButton } from '../nodes.js';

/** A block of code with its language and buttons that wrap, save and copy it. Colours come a moment later, with their own chunk. */
export function codeBlock(source: string, info: string, ...more: readonly HTMLElement[]): HTMLElement {
  const language = languageOf(info);
  const code = element('code', [text(source)]);
  const pre = element('pre', [code]);
  pre.tabIndex = 0;
  pre.dir = 'ltr';
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', language === '' ? $localize`Code` : $localize`Code in ${language}`);

  const wrap = wordButton($localize`Wrap`, 'code-act wrap-code', $localize`Wrap long lines`);
  wrap.setAttribute('aria-pressed', 'false');
  const save = wordButton($localize`Download`, 'code-act save-code', $localize`Download code`);
  const copy = wordButton($localize`Copy`, 'code-act copy-code', $localize`Copy code`);
  const head = element('div', [element('span', [text(language)], 'code-language'), ...more, wrap, save, copy], 'code-head');
  const block = element('div', [head, pre], 'code-block');
  block.dataset['language'] = language;

  if (language !== '' && source.length <= longestColoured) void colour(code, source, language);
  return block;
}

/** Characters; beyond it colouring would hold up the page for longer than it helps. */
const longestColoured = 20_000;

function languageOf(info: string): string {
  return /^[\w+#.-]{1,20}/.exec(info)?.[0] ?? '';
}

async function colour(code: HTMLElement, source: string, language: string): Promise<void> {
  const { coloured } = await import('./code-colours.js');
  const nodes = coloured(source, language.toLowerCase());
  if (nodes !== null) code.replaceChildren(...nodes);
}
