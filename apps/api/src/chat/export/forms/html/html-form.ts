import type { Citation } from '#contracts/rag.js';
import { htmlOf } from './html-markdown.js';
import { pagePolicy, pageStyle } from './html-style.js';
import { escaped } from './html-text.rules.js';
import {
  branchOf,
  checkOf,
  damagedConversationWords,
  damagedWords,
  filesOf,
  originOf,
  sourceOf,
  stateOf,
  timeOf,
  titleOf,
  writerOf,
} from '../message-words.rules.js';
import type { ExportForm, OpenedConversation, PlacedMessage } from '../opened-conversation.js';

/** One page that needs nothing else: no script, nothing from elsewhere. */
export const htmlForm: ExportForm = {
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  async *write({ conversation, messages }) {
    yield headOf(conversation);
    for await (const placed of messages) yield articleOf(placed);
    yield '</main>\n</body>\n</html>\n';
  },
};

function headOf(conversation: OpenedConversation['conversation']): string {
  const { createdAt, updatedAt, folder, tags, systemPrompt, damaged } = conversation;
  const title = escaped(titleOf(conversation));
  const facts = [
    `Begun ${timeTag(createdAt)}, last message ${timeTag(updatedAt)}`,
    ...(folder === null ? [] : [`Folder: ${escaped(folder)}`]),
    ...(tags.length === 0 ? [] : [`Tags: ${escaped(tags.join(', '))}`]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1 dir="auto">${title}</h1>
${damaged === true ? `<p class="state">${escaped(damagedConversationWords)}</p>\n` : ''}${facts.map((fact) => `<p class="facts" dir="auto">${fact}</p>`).join('\n')}
${systemPrompt === null ? '' : `<details open><summary>Instructions</summary><pre class="plain" dir="auto">${escaped(systemPrompt)}</pre></details>\n`}`;
}

function articleOf(placed: PlacedMessage): string {
  const { number, branchesAfter, message } = placed;
  const id = `m${String(number)}`;
  const branch = branchOf(placed);
  const state = stateOf(message);
  const files = filesOf(message);
  const toParent = branchesAfter === null || branchesAfter === 0 ? branch : `<a href="#m${String(branchesAfter)}">${branch}</a>`;
  const words =
    message.damaged === true
      ? `<p class="state">${escaped(damagedWords)}</p>`
      : htmlOf(message.content, message.citations, (mark) => anchorOf(id, mark));
  return `<article id="${id}" class="${message.role}">
${branch === '' ? '' : `<p class="branch">${toParent}</p>\n`}<header class="who"><h2>${String(number)}. ${escaped(writerOf(message))}</h2>${timeTag(message.createdAt)}</header>
<div class="words">${words}</div>
${files === '' ? '' : `<p class="facts" dir="auto">${escaped(files)}</p>\n`}${state === '' ? '' : `<p class="state">${escaped(state)}</p>\n`}${sourcesOf(id, message.citations)}${originTag(message)}</article>
`;
}

function sourcesOf(id: string, citations: readonly Citation[]): string {
  if (citations.length === 0) return '';
  const items = citations.map(
    (citation) => `<li id="${anchorOf(id, citation.mark)}" dir="auto">[${String(citation.mark)}] ${escaped(sourceOf(citation))}
<blockquote dir="auto">${escaped(citation.quote)}</blockquote><span class="check">${escaped(checkOf(citation))}</span></li>`,
  );
  return `<section class="sources"><h3>Sources</h3><ol>\n${items.join('\n')}\n</ol></section>\n`;
}

function originTag(message: PlacedMessage['message']): string {
  const lines = originOf(message);
  if (lines.length === 0) return '';
  const terms = lines.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`);
  return `<details class="origin"><summary>Where this answer comes from</summary><dl>${terms.join('')}</dl></details>\n`;
}

function anchorOf(id: string, mark: number): string {
  return `${id}-source-${String(mark)}`;
}

function timeTag(timestamp: string): string {
  return `<time datetime="${escaped(timestamp)}">${timeOf(timestamp)}</time>`;
}
