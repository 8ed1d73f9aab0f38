import { strFromU8, unzipSync } from 'fflate';
import { ConversationsExport, exportFormatName } from '#contracts/chat/chat-export.js';
import { cleanText } from '#contracts/clean-text.js';
import { notAnExport } from '../../chat.errors.js';
import { fromChatGpt, isChatGpt } from './chatgpt.js';
import type { ImportedConversation, ImportSource, Skipped } from './imported-conversation.js';
import { fromLibreChat, isLibreChat } from './librechat.js';
import { objectIn } from './loose.js';
import { fromOpenWebUi, isOpenWebUi } from './open-webui.js';

/** Bytes that a file may have, also one in an archive once it is unpacked. */
export const mostBytes = 256 * 1024 * 1024;
const longestMessage = 1_000_000;

export interface ReadExport {
  readonly source: ImportSource;
  readonly conversations: readonly ImportedConversation[];
  readonly skipped: readonly Skipped[];
}

/** Recognises an export by what is in it, not by its name. @throws Problem `not-an-export` */
export function readExport(bytes: Uint8Array): ReadExport {
  const value = parsed(unpacked(bytes));
  const skipped: Skipped[] = [];
  const [source, found] = conversationsIn(value, skipped);
  const conversations: ImportedConversation[] = [];
  for (const each of found) {
    if (each.sourceId === '') skipped.push({ path: each.path, reason: 'without-id' });
    else if (each.messages.length === 0) skipped.push({ path: each.path, reason: 'without-messages' });
    else conversations.push(cleaned(each));
  }
  return { source, conversations, skipped };
}

function conversationsIn(value: unknown, skipped: Skipped[]): [ImportSource, ImportedConversation[]] {
  if (objectIn(value)['format'] === exportFormatName) return ['chatman', fromOwn(value)];
  if (isChatGpt(value)) return ['chatgpt', fromChatGpt(value, skipped)];
  if (isOpenWebUi(value)) return ['open-webui', fromOpenWebUi(value, skipped)];
  if (isLibreChat(value)) return ['librechat', fromLibreChat(value, skipped)];
  throw notAnExport();
}

function fromOwn(value: unknown): ImportedConversation[] {
  const read = ConversationsExport.safeParse(value);
  if (!read.success) throw notAnExport();
  return read.data.conversations.map(({ id, title, systemPrompt, pinned, archived, folder, tags, messages }, index) => ({
    path: `conversations[${String(index)}]`,
    sourceId: id,
    title,
    systemPrompt,
    pinned,
    archived,
    folder,
    tags,
    messages: messages
      .filter(({ content, damaged }) => content !== '' && damaged !== true)
      .map((message) => ({ ...message, at: Date.parse(message.createdAt) })),
  }));
}

/** The conversations in an archive; the file itself where it is none. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes;
  try {
    const isWanted = (name: string): boolean => /(^|\/)conversations\.json$/.test(name);
    const files = unzipSync(bytes, { filter: ({ name, originalSize }) => isWanted(name) && originalSize <= mostBytes });
    const [file] = Object.values(files);
    if (file !== undefined) return file;
  } catch (cause) {
    throw notAnExport({ cause });
  }
  throw notAnExport();
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes).replace(/^\uFEFF/, ''));
  } catch {
    throw notAnExport();
  }
}

/** Within the limits that hold for what is typed here. */
function cleaned(conversation: ImportedConversation): ImportedConversation {
  const line = (text: string, most: number): string => cleanText(text).replace(/\s+/gu, ' ').trim().slice(0, most);
  return {
    ...conversation,
    title: line(conversation.title, 200),
    systemPrompt: conversation.systemPrompt && cleanText(conversation.systemPrompt).slice(0, 8_000),
    folder: conversation.folder && (line(conversation.folder, 100) || null),
    tags: [...new Set(conversation.tags.map((tag) => line(tag, 40)).filter((tag) => tag !== ''))].slice(0, 20),
    messages: conversation.messages.map((message) => ({
      ...message,
      content: cleanText(message.content).slice(0, longestMessage),
    })),
  };
}
