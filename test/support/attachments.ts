import { expect, vi } from 'vitest';
import type { Attachment, AttachmentList } from '../../libs/contracts/chat/attachments.js';
import type { UploadAnswer, UploadedFile } from '../../libs/contracts/rag.js';
import type { TestApp } from './app.js';
import type { Person } from './people.js';
import { sends, type TestFile } from './uploads.js';

/** Attaches files to a conversation; one item a file. */
export async function attaches(
  subject: Pick<TestApp, 'url'>,
  person: Person,
  conversationId: string,
  files: readonly TestFile[],
): Promise<UploadedFile[]> {
  const answer = await sends(subject, person, ['POST', `/chat/conversations/${conversationId}/attachments`], files);
  expect(answer.status).toBe(202);
  return ((await answer.json()) as UploadAnswer).items;
}

/** Attaches one file and waits until it can be asked about. */
export async function anAttachment(
  subject: Pick<TestApp, 'url'>,
  person: Person,
  conversationId: string,
  file: TestFile,
): Promise<Attachment> {
  const [item] = await attaches(subject, person, conversationId, [file]);
  const read = async (): Promise<Attachment> => {
    const { items } = await person.ask<AttachmentList>('GET', `/chat/conversations/${conversationId}/attachments`);
    const found = items.find(({ id }) => id === item!.document!.id)!;
    expect(found.state).not.toBe('processing');
    return found;
  };
  return vi.waitFor(read, { timeout: 45_000, interval: 50 });
}
