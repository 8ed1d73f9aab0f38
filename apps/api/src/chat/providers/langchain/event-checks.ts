import { errorWords, fieldsOf, malformed } from '../wire/answer-reader.js';
import { LineSplitter, LineTooLong, longestLine } from '../wire/line-splitter.js';
import type { ProviderEvent } from '../llm-provider.js';
import { vendorFailureInStream } from './vendor-refusal.rules.js';

type Body = AsyncIterable<Uint8Array>;
type OnFailure = (event: ProviderEvent) => void;

/**
 * Server-sent events as they arrive, up to the first that is no JSON or reports an error: the library would skip it, and the answer would
 * have an invisible gap.
 */
export async function* checkedServerSentEvents(body: Body, fails: OnFailure): AsyncGenerator<Uint8Array, void, undefined> {
  const lines = new LineSplitter();
  try {
    for await (const piece of body) {
      for (const line of lines.push(Buffer.from(piece))) {
        const failure = failureIn(line);
        if (failure) return fails(failure);
        yield Buffer.from(`${line}\n`);
      }
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    fails(malformed);
  }
}

function failureIn(line: string): ProviderEvent | null {
  const data = /^data: ?(.*)$/u.exec(line)?.[1];
  if (data === undefined || data === '' || data === '[DONE]') return null;
  const fields = parsed(data);
  if (!fields) return malformed;
  const blocked = fieldsOf(fields['promptFeedback'])?.['blockReason'];
  if (blocked !== undefined) return { type: 'done', reason: 'filtered' };
  if (fields['object'] === 'error') return vendorFailureInStream(data);
  return fields['error'] ? vendorFailureInStream(errorWords(fields['error'])) : null;
}

function parsed(text: string): ReturnType<typeof fieldsOf> {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Bytes of the length that begins each event, and the smallest event there can be. */
const [prefix, smallest] = [4, 16];

/** AWS's binary events, each whole. Their library takes memory for the length that an event claims, before any of it has come. */
export async function* wholeAwsEvents(body: Body, fails: OnFailure): AsyncGenerator<Uint8Array, void, undefined> {
  let held = Buffer.alloc(0);
  for await (const piece of body) {
    held = Buffer.concat([held, piece]);
    while (held.length >= prefix) {
      const length = held.readUInt32BE(0);
      if (length < smallest || length > longestLine) return fails(malformed);
      if (held.length < length) break;
      yield held.subarray(0, length);
      held = held.subarray(length);
    }
  }
}
