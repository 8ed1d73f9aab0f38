import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Collection, Document, DocumentContent, DocumentPage, SearchHits, UploadAnswer } from '../../libs/contracts/rag.js';
import type { JobPage } from '../../libs/contracts/jobs.js';
import type { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aPdf } from '../support/files.js';
import { aChatMan, aPlace, built } from '../support/installation.js';
import type { Person } from '../support/people.js';
import { isThorough } from '../support/thorough.js';
import { jobOver } from '../support/uploads.js';

beforeAll(built);

/** A durable step of taking in: the nth that writes this; and whether the process dies before its commit is sent, or when it is answered. */
interface Blow {
  readonly about: string;
  readonly nth: number;
  readonly moment: 'before' | 'after';
}

const atBothMoments = ([about, nth]: readonly [string, number]): Blow[] => [
  { about, nth, moment: 'before' },
  { about, nth, moment: 'after' },
];
/** It begins, its parts are kept, all is received. */
const receiving = (
  [
    ['INSERT INTO rag.version', 1],
    ['INSERT INTO rag.file_part', 1],
    ['INSERT INTO rag.file_part', 2],
    ['INSERT INTO jobs.', 1],
  ] as const
).flatMap(atBothMoments);
/** The job is taken and begun, reads, indexes, makes it found, and is over. */
const reading = (
  [
    ['UPDATE jobs.', 1],
    ['UPDATE platform.tracked_job', 1],
    ['UPDATE platform.tracked_job', 2],
    ['UPDATE platform.tracked_job', 3],
    ['INSERT INTO rag.chunk', 1],
    ['UPDATE jobs.', 2],
  ] as const
).flatMap(atBothMoments);
/** A part is kept, all is received, it is found. A job that dies while it runs is missed for a minute: not in every run. */
const quickly: readonly Blow[] = [
  { about: 'INSERT INTO rag.file_part', nth: 2, moment: 'after' },
  { about: 'INSERT INTO jobs.', nth: 1, moment: 'after' },
  { about: 'INSERT INTO rag.chunk', nth: 1, moment: 'after' },
];
/** A job is given up after four deaths, so that no more than three hit one. */
const deathsOfOne = 3;
/** Milliseconds of sound running after which a death is not counted against the one before it. */
const forgottenAfter = 10_500;

const kinds = { text: 'note.md', PDF: 'note.pdf' } as const;

test.for(isThorough ? (['text', 'PDF', 'new version'] as const) : (['text'] as const))(
  'kill -9 of the API at each durable step of taking in a document (%s): it is there whole, or not at all',
  { timeout: 3_600_000 },
  async (kind) => {
    const place = aPlace();
    const plan = join(place, 'kill-plan.json');
    const chatMan = await aChatMan({
      place,
      variables: {
        CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000',
        NODE_OPTIONS: `--import ${resolve('test/support/kill-at-step.mjs')}`,
        CHAT_MAN_TEST_KILL_PLAN: plan,
      },
    });
    const person = await theFirstPerson(chatMan);
    const { id: collection } = await person.ask<Collection>('POST', '/rag/collections', { name: 'Papers', readers: ['admin'] });
    const intake = new Intake(chatMan, person, collection, kind === 'PDF' ? 'PDF' : 'text');
    const whole = await intake.undisturbed();

    for (const [at, blow] of (isThorough ? [...(kind === 'PDF' ? [] : receiving), ...reading] : quickly).entries()) {
      const replaced = kind === 'new version' ? await intake.aDocumentToReplace() : null;
      const before = chatMan.apiPid;
      await armed(chatMan, plan, blow);
      await intake.send(replaced);
      await expect.poll(() => isAnother(chatMan, before), { timeout: 60_000, message: JSON.stringify(blow) }).toBe(true);
      await expect.poll(() => chatMan.answers(), { timeout: 90_000 }).toBe(true);
      if (isThorough) await setTimeout(forgottenAfter);
      if (!isThorough || at % deathsOfOne === 0) await intake.isOver();
    }
    await intake.isOver();
    const documents = await intake.documents();
    expect([...intake.acknowledged.keys()].filter((id) => !documents.some((document) => document.id === id))).toEqual([]);
    for (const document of documents) await intake.isWhole(document, whole);
    const shown = await person.ask<Collection>('GET', `/rag/collections/${collection}`);
    expect(shown).toMatchObject({ documents: documents.length, processing: 0, failed: 0 });
  },
);

async function armed(chatMan: ChatMan, plan: string, blow: Blow): Promise<void> {
  writeFileSync(plan, JSON.stringify(blow));
  process.kill(chatMan.apiPid, 'SIGWINCH');
  await expect.poll(() => existsSync(plan)).toBe(false);
}

function isAnother(chatMan: ChatMan, before: number): boolean {
  try {
    return chatMan.apiPid !== before;
  } catch {
    return true; // none runs at the moment
  }
}

/** Documents that are taken in while the process dies, each with a word of its own in every paragraph. */
class Intake {
  /** What the word of an acknowledged document is, by its id; of a replaced one, of its newest version that was acknowledged. */
  readonly acknowledged = new Map<string, string>();
  /** Words that a document may have as well: of a version that was sent and not acknowledged. */
  private readonly possible = new Map<string, string>();
  private sent = 0;

  constructor(
    private readonly chatMan: ChatMan,
    private readonly person: Person,
    private readonly collection: string,
    private readonly kind: keyof typeof kinds,
  ) {}

  /** What a document looks like when nothing happens to it: its passages, and how many are found by its word. */
  async undisturbed(): Promise<{ readonly chunks: number; readonly found: number }> {
    const id = await this.aDocumentToReplace();
    const { chunks } = await this.person.ask<Document>('GET', `/rag/documents/${id}`);
    return { chunks, found: (await this.found(this.acknowledged.get(id)!)).length };
  }

  async aDocumentToReplace(): Promise<string> {
    const jobId = await this.send(null);
    await jobOver(this.person, jobId!);
    return [...this.acknowledged.keys()].at(-1)!;
  }

  /** Sends a file; only a 202 counts as acknowledged, and nothing else is an error here. */
  async send(replaced: string | null): Promise<string | null> {
    const word = nameOf(this.sent++);
    if (replaced !== null) this.possible.set(replaced, word);
    const form = new FormData();
    form.append('file', new Blob([this.file(word)]), kinds[this.kind]);
    const path = replaced === null ? `collections/${this.collection}/documents` : `documents/${replaced}/file`;
    const method = replaced === null ? 'POST' : 'PUT';
    const { cookie } = this.person;
    const answer = await fetch(`${this.chatMan.url}/api/rag/${path}`, { method, headers: { Cookie: cookie }, body: form }).catch(
      () => null,
    );
    const body =
      answer?.status === 202 ? ((await answer.json().catch(() => null)) as UploadAnswer | UploadAnswer['items'][0]) : null;
    const item = body !== null && 'items' in body ? body.items[0] : body;
    if (item?.document?.id === undefined) return null;
    this.acknowledged.set(item.document.id, word);
    return item.job!.id;
  }

  /** Waits until nothing is being read any more, by whoever took it over. */
  async isOver(): Promise<void> {
    const unfinished = async (): Promise<number> => {
      const { items } = await this.person.ask<JobPage>('GET', '/jobs?limit=200');
      return items.filter(({ finishedAt }) => finishedAt === null).length;
    };
    await expect.poll(unfinished, { timeout: 200_000, interval: 200 }).toBe(0);
  }

  async documents(): Promise<Document[]> {
    return (await this.person.ask<DocumentPage>('GET', `/rag/collections/${this.collection}/documents?limit=200`)).items;
  }

  async isWhole(
    { id, state, size, chunks }: Document,
    whole: { readonly chunks: number; readonly found: number },
  ): Promise<void> {
    expect({ id, state, chunks }).toEqual({ id, state: 'ready', chunks: whole.chunks });
    const { text } = await this.person.ask<DocumentContent>('GET', `/rag/documents/${id}/content`);
    const file = Buffer.from(await (await this.person.send('GET', `/rag/documents/${id}/file`)).arrayBuffer());
    const word = /walrus[a-j]{4}/.exec(text)![0];
    expect([file.length, file.equals(Buffer.from(this.file(word)))]).toEqual([size, true]);
    const expected = [this.acknowledged.get(id), this.possible.get(id)].filter((each) => each !== undefined);
    if (expected.length > 0) expect(expected).toContain(word);
    const hits = await this.found(word);
    expect([hits.length, new Set(hits.map(({ documentId }) => documentId))]).toEqual([whole.found, new Set([id])]);
    for (const other of expected.filter((each) => each !== word)) expect(await this.found(other)).toEqual([]);
  }

  private async found(word: string): Promise<SearchHits['items']> {
    const { items } = await this.person.ask<SearchHits>('POST', '/rag/search', { query: word, limit: 50 });
    return items.filter(({ text }) => text.includes(word)); // a word that is nowhere is taken for a misspelt one
  }

  /** Of several parts, and as text large enough to be read by the process of the parsers. */
  private file(word: string): Uint8Array<ArrayBuffer> {
    const text = `The ${word} was seen in the bay. ${'It swam on for a while. '.repeat(30)}`;
    return new Uint8Array(this.kind === 'PDF' ? aPdf([text, text]) : Buffer.from(`# Note\n\n${`${text}\n\n`.repeat(400)}`));
  }
}

/** A word that is in one document alone. */
function nameOf(nth: number): string {
  return `walrus${String(nth)
    .padStart(4, '0')
    .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}`;
}
