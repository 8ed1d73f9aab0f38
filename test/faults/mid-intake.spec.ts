import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Collection, Document, DocumentContent, DocumentPage, SearchHits, UploadAnswer } from '../../libs/contracts/rag.js';
import type { JobPage } from '../../libs/contracts/jobs.js';
import type { ChatMan } from '../support/chat-man.js';
import { faultRounds, killAndRecover, theFirstPerson } from '../support/fault-people.js';
import { aPdf } from '../support/files.js';
import { aChatMan, built } from '../support/installation.js';
import type { Person } from '../support/people.js';

beforeAll(built);

/** Words that stand in one document alone. */
const nameOf = (nth: number): string =>
  `walrus${String(nth)
    .padStart(4, '0')
    .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}`;

test(`kill -9 of the API while documents come in and are read, ${faultRounds} times: each is there whole, or not at all`, async () => {
  const chatMan = await aChatMan({ variables: { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' } });
  const person = await theFirstPerson(chatMan);
  const collection = await person.ask<Collection>('POST', '/rag/collections', { name: 'Papers', readers: ['admin'] });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const acknowledged = new Map<string, number>();
  const uploading = uploadUntil(stop.signal, chatMan, person, collection.id, acknowledged);

  for (let round = 0; round < faultRounds; round++) {
    const goal = acknowledged.size + 6 + round;
    await expect.poll(() => acknowledged.size, { timeout: 90_000, interval: 5 }).toBeGreaterThan(goal);
    await setTimeout(round * 40); // at another step each time
    await killAndRecover(chatMan, 'API');
  }
  stop.abort();
  await uploading;

  const unfinished = async (): Promise<number> =>
    (await person.ask<JobPage>('GET', '/jobs?limit=200')).items.filter(({ finishedAt }) => finishedAt === null).length;
  await expect.poll(unfinished, { timeout: 200_000, interval: 1_000 }).toBe(0);
  const documents = (await person.ask<DocumentPage>('GET', `/rag/collections/${collection.id}/documents?limit=200`)).items;
  expect([...acknowledged.keys()].filter((id) => !documents.some((document) => document.id === id))).toEqual([]);
  for (const document of documents) await isWhole(person, document, acknowledged.get(document.id));
  const shown = await person.ask<Collection>('GET', `/rag/collections/${collection.id}`);
  expect(shown).toMatchObject({ documents: documents.length, processing: 0, failed: 0 });
});

async function isWhole(person: Person, { id, state, size, chunks }: Document, nth: number | undefined): Promise<void> {
  expect({ id, state }).toEqual({ id, state: 'ready' });
  expect(chunks).toBeGreaterThan(0);
  const { text } = await person.ask<DocumentContent>('GET', `/rag/documents/${id}/content`);
  expect(Buffer.from(await (await person.send('GET', `/rag/documents/${id}/file`)).arrayBuffer()).length).toBe(size);
  const word = /walrus[a-j]{4}/.exec(text)![0];
  if (nth !== undefined) expect(word).toBe(nameOf(nth));
  const { items } = await person.ask<SearchHits>('POST', '/rag/search', { query: word });
  expect(new Set(items.map(({ documentId }) => documentId))).toEqual(new Set([id]));
}

/** Uploads one document after the other, PDF and text by turns; only a 202 counts as acknowledged, and nothing else is an error here. */
async function uploadUntil(
  stop: AbortSignal,
  chatMan: ChatMan,
  person: Person,
  collection: string,
  acknowledged: Map<string, number>,
): Promise<void> {
  for (let nth = 0; !stop.aborted; nth++) {
    await setTimeout(50); // few enough for one list
    const text = `The ${nameOf(nth)} was seen in the bay. ${'It swam on for a while. '.repeat(30)}`;
    const content = nth % 2 === 0 ? new Uint8Array(aPdf([text, text])) : `# Note\n\n${text.repeat(300)}`;
    const form = new FormData();
    form.append('file', new Blob([content]), nth % 2 === 0 ? 'note.pdf' : 'note.md');
    const path = `${chatMan.url}/api/rag/collections/${collection}/documents`;
    const answer = await fetch(path, { method: 'POST', headers: { Cookie: person.cookie }, body: form }).catch(() => null);
    const body = answer?.status === 202 ? ((await answer.json().catch(() => null)) as UploadAnswer | null) : null;
    const id = body?.items[0]?.document?.id;
    if (id !== undefined) acknowledged.set(id, nth);
    else while (!stop.aborted && !(await chatMan.answers())) await setTimeout(20);
  }
}
