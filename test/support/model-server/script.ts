import { setTimeout as wait } from 'node:timers/promises';
import type { BodyWriter } from './body-writer.js';
import { tokensOf, wordsOf, type Knobs } from './knobs.js';
import type { PromptLog, SeenRequest } from './prompt-log.js';

/** How one wire format says each thing; every function returns what to put on the wire. */
export interface WireFormat {
  readonly contentType: string;
  readonly opening: () => string | Buffer;
  readonly thinking: (token: string) => string | Buffer;
  readonly token: (token: string) => string | Buffer;
  readonly toolCall: () => string | Buffer;
  readonly error: (text: string) => string | Buffer;
  readonly closing: (tokens: number) => string | Buffer;
  readonly ping: string | null;
  readonly raw: (text: string) => string | Buffer;
}

export interface Stage {
  readonly knobs: Knobs;
  readonly log: PromptLog;
  readonly entry: SeenRequest;
  readonly body: BodyWriter;
  /** Aborted when the client has gone. */
  readonly left: AbortSignal;
  readonly withThinking: boolean;
}

/** Plays the whole answer. Rejects with an AbortError when the client leaves. */
export async function playStream(stage: Stage, wire: WireFormat): Promise<void> {
  const { knobs, body, left } = stage;
  if (knobs.hang === 'before-headers') return hangUntilLeft(left);
  body.headers(200, wire.contentType);
  if (knobs.bom) body.write('\ufeff');
  const opening = wire.opening();
  if (opening.length > 0) say(stage, opening);
  if (knobs.hang === 'before-first-token') return hangUntilLeft(left);
  await awaitFirstToken(stage, wire);

  if (stage.withThinking) for (const token of wordsOf(knobs.thinking ?? '')) say(stage, wire.thinking(token));
  if (knobs.toolCall) say(stage, wire.toolCall());
  const tokens = knobs.toolCall ? [] : tokensOf(knobs);
  for (const [index, token] of tokens.entries()) {
    if (index === knobs.errorAfterTokens) return fail(stage, wire);
    if (index === 1) await beforeSecondToken(stage, wire);
    if (index > 0 && knobs.tokenMs > 0) await wait(knobs.tokenMs, undefined, { signal: left });
    if (left.aborted) return;
    say(stage, wire.token(token));
    stage.entry.tokensSent += 1;
    stage.log.changed();
  }
  if (knobs.errorAfterTokens !== null && knobs.errorAfterTokens >= tokens.length) return fail(stage, wire);
  if (!knobs.endWithoutDone) say(stage, wire.closing(tokens.length));
  if (knobs.duplicateDone) say(stage, wire.closing(tokens.length));
  body.end();
}

async function awaitFirstToken({ knobs, body, left }: Stage, wire: WireFormat): Promise<void> {
  if (wire.ping === null || knobs.pingMs === 0) {
    if (knobs.firstTokenMs > 0) await wait(knobs.firstTokenMs, undefined, { signal: left });
    return;
  }
  for (let waited = 0; waited < knobs.firstTokenMs; waited += knobs.pingMs) {
    await wait(knobs.pingMs, undefined, { signal: left });
    body.write(wire.ping);
  }
}

async function beforeSecondToken(stage: Stage, wire: WireFormat): Promise<void> {
  if (stage.knobs.garbageLine) say(stage, wire.raw('{"half a line'));
  if (stage.knobs.hugeLineBytes > 0) say(stage, wire.token('x'.repeat(stage.knobs.hugeLineBytes)));
  if (stage.knobs.hang === 'in-mid-answer') await hangUntilLeft(stage.left);
}

function fail(stage: Stage, wire: WireFormat): void {
  say(stage, wire.error(stage.knobs.errorText));
  stage.body.end();
}

function say({ knobs, body }: Stage, what: string | Buffer): void {
  body.write(knobs.crlf && typeof what === 'string' ? what.replaceAll('\n', '\r\n') : what);
}

function hangUntilLeft(left: AbortSignal): Promise<void> {
  if (left.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    left.addEventListener('abort', () => resolve(), { once: true });
  });
}
