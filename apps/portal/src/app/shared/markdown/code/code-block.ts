/** A block of code with the name of its language and a button that copies it. Colours come a moment later, with their own chunk. */
export function codeBlock(source: string, info: string): Node {
  const language = /^[\w+#.-]{1,20}/.exec(info)?.[0] ?? '';
  const code = document.createElement('code');
  code.textContent = source;

  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  pre.dir = 'ltr';
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', language === '' ? 'Code' : `Code in ${language}`);
  pre.append(code);

  const name = document.createElement('span');
  name.textContent = language;

  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'copy-code';
  copy.textContent = 'Copy';
  copy.setAttribute('aria-label', 'Copy code');

  const head = document.createElement('div');
  head.className = 'code-head';
  head.append(name, copy);

  const block = document.createElement('div');
  block.className = 'code-block';
  block.append(head, pre);

  if (language !== '' && source.length <= longestColoured) void colour(code, source, language);
  return block;
}

/** Characters; beyond it colouring would hold up the page for longer than it helps. */
const longestColoured = 20_000;

async function colour(code: HTMLElement, source: string, language: string): Promise<void> {
  const { coloured } = await import('./code-colours.js');
  const nodes = coloured(source, language.toLowerCase());
  if (nodes !== null) code.replaceChildren(...nodes);
}
