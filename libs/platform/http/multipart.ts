import busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { invalidRequest, problem } from './problem.js';

export const notMultipart = problem('invalid-request', 'not-multipart', 'This call takes files as multipart/form-data.');
export const tooManyFiles = problem(
  'too-large',
  'too-many-files',
  'This is more files than one call takes. Send them in several calls.',
);
const cutOff = problem('invalid-request', 'upload-cut-off', 'The upload ended before all of it had arrived. Send it again.');

/** A file of a form, as it comes in. */
export interface SentFile {
  /** As the sender calls it; not cleaned. */
  readonly name: string;
  readonly content: Readable;
}

export interface FormLimits {
  /** The only field that may hold files. */
  readonly field: string;
  readonly files: number;
}

/** Milliseconds for a sender to read the refusal of an upload that is still coming. */
const lingerFor = 1_000;

/**
 * Hands over the files of a form one after the other, as they arrive: nothing of them is kept here. What `each` leaves unread is thrown away.
 *
 * @throws what `each` rejects with; Problem `not-multipart`, `too-many-files`, `upload-cut-off`, `invalid-request`
 */
export function eachFile(request: Request, { field, files }: FormLimits, each: (file: SentFile) => Promise<void>): Promise<void> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) return Promise.reject(notMultipart());
  return new Promise((resolve, reject) => {
    const form = parserOf(request, files);
    let working = Promise.resolve();
    const fail = (cause: unknown): void => {
      request.unpipe(form);
      request.resume();
      setTimeout(() => request.complete || request.destroy(), lingerFor).unref();
      form.destroy();
      reject(cause as Error);
    };
    form.on('file', (name, content, { filename }: { readonly filename: string | undefined }) => {
      content.on('error', () => undefined); // whoever reads it is told; nobody may be reading yet
      working = working
        .then(() => {
          if (name !== field) throw invalidRequest({ errors: [{ path: name.slice(0, 100), message: 'unknown field' }] });
          return each({ name: filename ?? '', content });
        })
        .catch((cause: unknown) => fail(request.complete || !content.errored ? cause : cutOff({ cause })))
        .finally(() => content.resume());
    });
    form.on('field', (name) => fail(invalidRequest({ errors: [{ path: name.slice(0, 100), message: 'unknown field' }] })));
    form.on('filesLimit', () => fail(tooManyFiles()));
    form.on('error', (cause) => fail(cutOff({ cause })));
    form.on('close', () => void working.then(resolve));
    request.once('close', () => {
      if (!request.complete) form.destroy();
    });
    request.pipe(form);
  });
}

function parserOf({ headers }: Request, files: number): busboy.Busboy {
  try {
    return busboy({ headers, limits: { files, fields: 1, fieldSize: 1024, headerPairs: 20 }, defParamCharset: 'utf8' });
  } catch (cause) {
    throw notMultipart({ cause });
  }
}
