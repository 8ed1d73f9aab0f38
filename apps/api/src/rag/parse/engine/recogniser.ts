import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { Refusal } from '../parsed-document.js';

const from = createRequire(import.meta.url);
const languages = ['eng', 'deu'] as const;

let worker: Promise<Worker> | undefined;

/** The text in an image. One recogniser for as long as the process lives: it takes a second or two to begin. */
export async function recognise(image: Buffer): Promise<string> {
  worker ??= begin();
  try {
    const { data } = await (await worker).recognize(image);
    return data.text.trim();
  } catch (cause) {
    throw new Refusal('document-damaged', { cause });
  }
}

/**
 * Language data comes from packages, each in a folder of its own, while the library looks in one: it is told where the first is and gets the
 * other one's bytes. It fetches a language only where it was not given, so it fetches none.
 */
async function begin(): Promise<Worker> {
  const known: string[] = [languages[0]];
  const worker = await createWorker(known, OEM.LSTM_ONLY, {
    langPath: dirname(dataOf(languages[0])),
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  for (const language of languages.slice(1)) {
    await worker.FS('writeFile', [`./${language}.traineddata`, gunzipSync(readFileSync(dataOf(language)))]);
    known.push(language);
  }
  await worker.reinitialize(known.join('+'));
  return worker;
}

function dataOf(language: string): string {
  return from.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`);
}
