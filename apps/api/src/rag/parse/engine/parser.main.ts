import { prepareVersion } from '../../intake/ingestion.rules.js';
import { parseFile } from '../parse-file.js';
import { Refusal } from '../parsed-document.js';
import type { ParseNews, ParseOrder } from './parser-messages.js';

/** The process that reads documents: one file after the other, with no network, no secrets and no more memory than it was given. */
const say = (news: ParseNews): void => void process.send?.(news);

process.on('message', (order: ParseOrder) => void read(order));
process.on('disconnect', () => process.exit(0));
say({ kind: 'ready' });

async function read({ bytes, name, limits, sizes, called }: ParseOrder): Promise<void> {
  try {
    const document = await parseFile({ bytes, name }, limits, (done, total) => say({ kind: 'page', done, total }));
    say({ kind: 'parsed', version: prepareVersion(document, called, sizes) });
  } catch (error) {
    if (error instanceof Refusal) say({ kind: 'refused', code: error.code });
    else if (error instanceof RangeError)
      say({ kind: 'refused', code: 'nested-too-deeply' }); // the stack of a parser that recurses
    else say({ kind: 'failed', error: error instanceof Error ? error.name : 'unknown' });
  }
}
