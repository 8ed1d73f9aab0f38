import type { ExportedHeading, ExportedMessage } from '#contracts/chat/chat-export.js';
import type { Citation } from '#contracts/rag.js';
import type { ExportForm, PlacedMessage } from './opened-conversation.js';

const id = '01890000-0000-7000-8000-000000000000';

export function aCitation(parts: Partial<Citation> = {}): Citation {
  const place = { documentId: id, chunkId: id, start: 0, end: 9, page: 3, places: [] };
  return { mark: 1, title: 'Handbook', heading: 'Backups', quote: 'Seven backups', verdict: 'verified', ...place, ...parts };
}

export function aPlaced(parts: Partial<ExportedMessage> = {}, branchesAfter: number | null = null): PlacedMessage {
  const message: ExportedMessage = {
    id,
    parentId: null,
    role: 'assistant',
    content: '',
    status: 'completed',
    model: 'llama3.2:3b',
    errorCode: null,
    citations: [],
    provenance: null,
    feedback: null,
    createdAt: '2026-03-04T05:06:07.000Z',
    ...parts,
  };
  return { id, number: 1, branchesAfter, message };
}

export async function written(
  form: ExportForm,
  placed: readonly PlacedMessage[],
  heading: Partial<ExportedHeading> = {},
): Promise<string> {
  const at = '2026-03-04T05:06:07.000Z';
  const conversation: ExportedHeading = {
    id,
    title: 'Leave',
    model: null,
    systemPrompt: null,
    collections: null,
    pinned: false,
    archived: false,
    folder: null,
    tags: [],
    createdAt: at,
    updatedAt: at,
    ...heading,
  };
  let text = '';
  for await (const part of form.write({ conversation, messages: each(placed) })) text += part;
  return text;
}

async function* each(placed: readonly PlacedMessage[]): AsyncGenerator<PlacedMessage> {
  yield* await Promise.resolve(placed);
}
