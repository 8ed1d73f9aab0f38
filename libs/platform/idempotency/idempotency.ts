import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../access/actor.js';
import { Clock } from '../clock.js';
import { DeclaredRows, type Stored } from '../database/declared/declared-rows.js';
import { someColumnsOf } from '../database/declared/entity-columns.js';
import { refusedBy } from '../database/pool/outage.js';
import type { Tx } from '../database/transactions.js';
import { Ids, isUuid } from '../ids.js';
import { Keyring } from '../keyring/keyring.js';
import { answerHeldSecret, invalidKey, keyInUse, keyReused } from './idempotency.errors.js';
import { IdempotentCallRow } from './idempotent-call.entity.js';
import { callText, isIdempotencyKey, keptSince } from './idempotency.rules.js';
import { ClearsItself } from '../retention/expiry.js';

/** A call that its sender may send again without it being done again. */
export interface KeyedCall {
  readonly ownerId: string;
  readonly keyHash: Buffer;
  readonly callHash: Buffer;
  /** Called when the response is a replay: the client is informed. */
  replayed(): void;
}

/** What is kept of the first answer. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
  /** What it was about or made: when that is deleted, the answer goes too. */
  readonly objectId: string | null;
  readonly holdsSecret: boolean;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly isReplayed: boolean;
}

const kept = ['id', 'ownerId', 'callHash', 'status', 'answer', 'holdsSecret'] as const;

type KeptCall = Pick<IdempotentCallRow, (typeof kept)[number]>;

/**
 * Does a call with an `Idempotency-Key` once, however often it is sent: key, change and audit row stand or fall together, so a call that
 * failed left no key, and one that was done gives the answer that may have been lost. A duplicate that comes meanwhile waits for the first.
 */
@Injectable()
@ClearsItself({ tables: ['platform.idempotent_call'], rule: 'a day after the call' })
export class Idempotency {
  constructor(
    private readonly keyring: Keyring,
    private readonly rows: DeclaredRows,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Null for a call without a key: nothing is kept of that. */
  async callIn(
    request: {
      readonly headers: IncomingHttpHeaders;
      readonly method: string;
      readonly originalUrl: string;
      readonly body?: unknown;
    },
    actor: Actor | null,
    replayed: () => void,
  ): Promise<KeyedCall | null> {
    const key = request.headers['idempotency-key'];
    if (key === undefined || actor === null) return null;
    if (typeof key !== 'string' || !isIdempotencyKey(key)) throw invalidKey();
    const secret = await this.keyring.secretFor('idempotency');
    const hash = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
    const { method, originalUrl, body } = request;
    const callHash = hash(`call ${callText(method, originalUrl, body)}`);
    return { ownerId: actor.id, keyHash: hash(`key ${key}`), callHash, replayed };
  }

  /** Runs `work`, or returns the result of the first time. */
  async once(tx: Tx, call: KeyedCall, work: () => Promise<KeptAnswer>): Promise<Answered> {
    const id = await this.claim(tx, call);
    if (id === null) return this.replay(tx, call);
    const answer = await work();
    await this.keep(tx, call, id, answer);
    return { ...answer, isReplayed: false };
  }

  /** The result of the first time; null when there was none. For what has to be known before `once` can be called. */
  async earlier(tx: Tx, call: KeyedCall): Promise<Answered | null> {
    const stored = await this.stored(tx, call);
    return stored && answerOf(call, stored);
  }

  /** Forgets the results about these deleted objects. */
  async forget(tx: Tx, ownerId: string, objectIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM platform.idempotent_call WHERE owner_id = $1 AND object_id = ANY ($2)', [ownerId, objectIds]);
  }

  async forgetExpired(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM platform.idempotent_call WHERE created_at < $1', [keptSince(this.clock.now())]);
  }

  /** The id of the call's row, or null when it exists. Waits while another transaction has the key. */
  private async claim(tx: Tx, { ownerId, keyHash, callHash }: KeyedCall): Promise<string | null> {
    const now = this.clock.now();
    try {
      const [row] = await tx.query<[{ id: string }?]>(
        `INSERT INTO platform.idempotent_call AS earlier (id, owner_id, key_hash, call_hash, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (owner_id, key_hash) DO UPDATE
           SET call_hash = excluded.call_hash, object_id = NULL, status = NULL, answer = NULL, holds_secret = false,
               created_at = excluded.created_at
         WHERE earlier.created_at < $6
         RETURNING id`,
        [this.ids.next(), ownerId, keyHash, callHash, now, keptSince(now)],
      );
      return row?.id ?? null;
    } catch (cause) {
      if (refusedBy(cause)?.sqlState === lockNotAvailable) throw keyInUse({ retryAfter: 1, cause });
      throw cause;
    }
  }

  private async keep(
    tx: Tx,
    { ownerId }: KeyedCall,
    id: string,
    { status, body, objectId, holdsSecret }: KeptAnswer,
  ): Promise<void> {
    const answer = body === undefined || holdsSecret ? null : JSON.stringify(body);
    const about = objectId !== null && isUuid(objectId) ? objectId : null;
    await this.rows.update(tx, IdempotentCallRow, { id, ownerId }, { status, answer, objectId: about, holdsSecret });
  }

  private async replay(tx: Tx, call: KeyedCall): Promise<Answered> {
    const earlier = await this.stored(tx, call);
    if (!earlier) throw keyInUse({ retryAfter: 1 }); // it existed just now, and was forgotten meanwhile
    return answerOf(call, earlier);
  }

  private async stored(tx: Tx, { ownerId, keyHash }: KeyedCall): Promise<KeptCall | null> {
    const [earlier] = await tx.query<[Stored<KeptCall>?]>(
      `SELECT ${someColumnsOf(IdempotentCallRow, kept)}
         FROM platform.idempotent_call WHERE owner_id = $1 AND key_hash = $2 AND created_at >= $3`,
      [ownerId, keyHash, keptSince(this.clock.now())],
    );
    return earlier ? this.rows.open(IdempotentCallRow, earlier, { tx }) : null;
  }
}

function answerOf({ callHash: asked }: KeyedCall, { callHash, holdsSecret, status, answer }: KeptCall): Answered {
  if (!callHash.equals(asked)) throw keyReused();
  if (holdsSecret) throw answerHeldSecret();
  return { status: status!, body: answer === null ? undefined : JSON.parse(answer), isReplayed: true };
}

/** Says that an answer is that of an earlier call with the same key. */
export const replayedHeader = 'Idempotency-Replayed';

/** PostgreSQL's code for a lock that did not come in time. */
const lockNotAvailable = '55P03';
