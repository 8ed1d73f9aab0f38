import { expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.js';
import type { ConversationService } from '../conversation/conversation.service.js';
import type { MessageService } from '../message/message.service.js';
import { ConversationReading } from './conversation-reading.js';
import type { ExportRepository } from './export.repository.js';

const actor = { id: 'a' } as Actor;
const uuid = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const at = new Date('2026-03-04T05:06:07Z');
const tree = Array.from({ length: 120 }, (_, index) => ({ id: uuid(index), parentId: index === 0 ? null : uuid(index - 1) }));
const conversation = {
  id: uuid(999),
  title: 'T',
  model: null,
  systemPrompt: null,
  collections: null,
  pinned: false,
  archived: false,
  folder: null,
  tags: [],
  createdAt: at,
  updatedAt: at,
};
const message = {
  role: 'user',
  status: 'completed',
  content: 'x',
  citations: [],
  provenance: null,
  feedback: null,
  errorCode: null,
};

function reading(asked: number[], isThere: (id: string) => boolean): ConversationReading {
  const several = (_: Actor, ids: readonly string[]) => {
    asked.push(ids.length);
    return Promise.resolve(
      ids.filter(isThere).map((id) => ({ ...message, id, parentId: null, generationId: null, createdAt: at })),
    );
  };
  return new ConversationReading(
    { find: () => Promise.resolve(conversation) } as unknown as ConversationService,
    { several } as unknown as MessageService,
    { treeOf: () => Promise.resolve(tree) } as unknown as ExportRepository,
  );
}

it('opens a few messages at a time, as they are read', async () => {
  const asked: number[] = [];
  const { messages, size } = await reading(asked, () => true).open(actor, conversation.id);
  const read = messages[Symbol.asyncIterator]();
  await read.next();
  expect([size, asked]).toEqual([120, [50]]);
  for (let next = await read.next(); next.done !== true; next = await read.next());
  expect(asked).toEqual([50, 50, 20]);
});

it('breaks off, instead of ending, when the conversation is deleted meanwhile', async () => {
  const { messages } = await reading([], (id) => id < uuid(70)).open(actor, conversation.id);
  let count = 0;
  const readAll = async () => {
    for await (const _ of messages) count++;
  };
  await expect(readAll()).rejects.toMatchObject({ code: 'deleted-meanwhile' });
  expect(count).toBe(70);
});
