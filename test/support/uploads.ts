import type { Job } from '#contracts/jobs.js';
import type { Collection, UploadAnswer, UploadedFile } from '#contracts/rag.js';
import { expect, vi } from 'vitest';
import type { TestApp } from './app.js';
import type { Person } from './people.js';

export interface TestFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A collection of somebody's own. */
export async function aCollection(person: Person, more: object = {}): Promise<Collection> {
  return person.ask<Collection>('POST', '/rag/collections', { name: 'House papers', readers: ['operations_team'], ...more });
}

/** Sends files as a browser does, and answers as they were. */
export async function sends(
  { url }: Pick<TestApp, 'url'>,
  { cookie }: Pick<Person, 'cookie'>,
  [method, path]: readonly ['POST' | 'PUT', string],
  files: readonly TestFile[],
): Promise<Response> {
  const form = new FormData();
  for (const { name, content } of files)
    form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  return fetch(`${url}/api${path}`, { method, headers: { Cookie: cookie }, body: form });
}

/** Uploads files to a collection; one item a file. */
export async function uploads(
  subject: Pick<TestApp, 'url'>,
  person: Person,
  collectionId: string,
  files: readonly TestFile[],
): Promise<UploadedFile[]> {
  const answer = await sends(subject, person, ['POST', `/rag/collections/${collectionId}/documents`], files);
  expect(answer.status).toBe(202);
  return ((await answer.json()) as UploadAnswer).items;
}

/** Waits until a job is over. */
export async function jobOver(person: Person, id: string): Promise<Job> {
  const over = async (): Promise<Job> => {
    const job = await person.ask<Job>('GET', `/jobs/${id}`);
    expect(job.finishedAt).not.toBeNull();
    return job;
  };
  return vi.waitFor(over, { timeout: 45_000, interval: 100 });
}

/** Uploads one file and waits until it is found. Answers the document's id. */
export async function aDocument(
  subject: Pick<TestApp, 'url'>,
  person: Person,
  collectionId: string,
  file: TestFile,
): Promise<string> {
  const [item] = await uploads(subject, person, collectionId, [file]);
  const job = await jobOver(person, item!.job!.id);
  expect(job).toMatchObject({ state: 'completed', problem: null });
  return item!.document!.id;
}
