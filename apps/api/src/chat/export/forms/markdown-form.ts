import type { Citation } from '#contracts/rag.js';
import type { ExportForm, OpenedConversation, PlacedMessage } from './opened-conversation.js';
import { inertMarkdown, lineOf, quoted } from './inert-markdown.js';
import {
  branchOf,
  checkOf,
  damagedConversationWords,
  damagedWords,
  filesOf,
  sourceOf,
  stateOf,
  timeOf,
  titleOf,
  writerOf,
} from './message-words.rules.js';

/** Markdown that reads well as plain text: the words as they were written, and the sources below each answer. */
export const markdownForm: ExportForm = {
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  async *write({ conversation, messages }) {
    yield headOf(conversation);
    for await (const placed of messages) yield sectionOf(placed);
  },
};

function headOf(conversation: OpenedConversation['conversation']): string {
  const { createdAt, updatedAt, folder, tags, systemPrompt, damaged } = conversation;
  const lines = [
    `- Begun: ${timeOf(createdAt)}`,
    `- Last message: ${timeOf(updatedAt)}`,
    ...(folder === null ? [] : [`- Folder: ${lineOf(folder)}`]),
    ...(tags.length === 0 ? [] : [`- Tags: ${tags.map(lineOf).join(', ')}`]),
  ];
  return paragraphs([
    `# ${lineOf(titleOf(conversation))}`,
    damaged === true ? `*${damagedConversationWords}*` : '',
    lines.join('\n'),
    systemPrompt === null ? '' : `Instructions:\n\n${quoted(inertMarkdown(systemPrompt))}`,
  ]);
}

function sectionOf(placed: PlacedMessage): string {
  const { number, message } = placed;
  const branch = branchOf(placed);
  const state = stateOf(message);
  const files = filesOf(message);
  return paragraphs([
    '---',
    branch === '' ? '' : `*${branch}*`,
    `## ${String(number)}. ${lineOf(writerOf(message))}`,
    timeOf(message.createdAt),
    message.damaged === true ? `*${damagedWords}*` : inertMarkdown(message.content),
    files === '' ? '' : lineOf(files),
    state === '' ? '' : `*${state}*`,
    sourcesOf(message.citations),
  ]);
}

function sourcesOf(citations: readonly Citation[]): string {
  if (citations.length === 0) return '';
  const items = citations.map(
    (citation) =>
      `- \\[${String(citation.mark)}\\] ${lineOf(sourceOf(citation))}. ${checkOf(citation)}.\n\n${quoted(inertMarkdown(citation.quote), '  > ')}`,
  );
  return `**Sources**\n\n${items.join('\n\n')}`;
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\n`;
}
