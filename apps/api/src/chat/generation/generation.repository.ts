import { Injectable } from '@nestjs/common';
import type { MessageStatus } from '#contracts/chat/chat.js';
import type { Citation, Provenance } from '#contracts/rag.js';
import { Database } from '#platform/database/database.js';
import { recordContext, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { GenerationRow, type GenerationStatus } from './generation.entity.js';
import { leaseSeconds } from './recovery/generation-lease.repository.js';
import { notifyPayloads } from '../events/generation-notices.rules.js';
import { ConversationRow } from '../conversation/conversation.entity.js';
import { MessageRow } from '../message/message.entity.js';

export interface NewQuestion {
  readonly id: string;
  readonly parentId: string | null;
  readonly content: string;
  readonly attachmentIds?: readonly string[];
}

export interface NewAnswer {
  readonly id: string;
  readonly generationId: string;
  readonly parentId: string;
}

export interface NewExchange {
  readonly ownerId: string;
  readonly conversationId: string;
  readonly instanceId: string;
  /** Null when an old question is answered again. */
  readonly question: NewQuestion | null;
  readonly answer: NewAnswer;
  /** Given to the conversation if it has none yet; empty for none. */
  readonly title: string;
  readonly at: Date;
}

export interface Resumption {
  readonly id: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly ownerId: string;
  readonly instanceId: string;
  /** Of the text that is there already. */
  readonly length: number;
  readonly at: Date;
}

export interface Ending {
  readonly status: Exclude<GenerationStatus, 'queued' | 'running'>;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly provenance: Provenance;
  readonly errorCode: string | null;
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
}

const facts = ['id', 'messageId', 'conversationId', 'status', 'promptTokens', 'answerTokens', 'createdAt', 'finishedAt'] as const;

export interface GenerationRecord extends Readonly<Pick<GenerationRow, (typeof facts)[number]>> {
  readonly isFinished: boolean;
}

/** Nothing of a deleted conversation is read or stopped, though for a short time it can be restored. */
const inSight = 'conversation_id IN (SELECT id FROM chat.conversation WHERE owner_id = $1 AND deleted_at IS NULL)';

@Injectable()
export class GenerationRepository {
  constructor(private readonly database: Database) {}

  /** Question, empty answer and generation in one statement; the conversation moves to the top of the list. */
  async begin(tx: Tx, sealer: Sealer, exchange: NewExchange): Promise<void> {
    const { question, answer, conversationId, title } = exchange;
    await prepared(
      tx,
      'chat.begin',
      `WITH conversation AS (
         UPDATE chat.conversation SET updated_at = greatest(updated_at, $3), title = coalesce(title, $4) WHERE id = $1
       ), question AS (
         INSERT INTO chat.message (id, conversation_id, owner_id, parent_id, role, status, content, attachments, created_at)
         SELECT $5::uuid, $1, $2, $6::uuid, 'user', 'completed', $7::bytea, $14::uuid[], $3 WHERE $5::uuid IS NOT NULL
       ), answer AS (
         INSERT INTO chat.message (id, conversation_id, owner_id, parent_id, role, status, content, generation_id, created_at)
         VALUES ($8, $1, $2, $9, 'assistant', 'queued', $10, $11, $3 + interval '1 millisecond')
       )
       INSERT INTO chat.generation (id, message_id, conversation_id, owner_id, instance_id, lease_until, status, created_at)
       VALUES ($11, $8, $1, $2, $12, now() + make_interval(secs => $13), 'queued', $3)`,
      [
        conversationId,
        exchange.ownerId,
        exchange.at,
        title === '' ? null : sealer.seal(recordContext(ConversationRow, 'title', conversationId), title),
        question?.id ?? null,
        question?.parentId ?? null,
        question && sealer.seal(recordContext(MessageRow, 'content', question.id), question.content),
        answer.id,
        answer.parentId,
        sealer.seal(recordContext(MessageRow, 'content', answer.id), ''),
        answer.generationId,
        exchange.instanceId,
        leaseSeconds,
        question?.attachmentIds ?? [],
      ],
    );
  }

  /** Another generation for a message that already has text; the conversation is in use again. A unique index refuses a second running one (`generation_under_way`). */
  async beginAgain(tx: Tx, generation: Resumption): Promise<void> {
    const { id, messageId, conversationId, ownerId, instanceId, length, at } = generation;
    await tx.query(
      `WITH conversation AS (
         UPDATE chat.conversation SET updated_at = greatest(updated_at, $7) WHERE id = $3
       ), message AS (
         UPDATE chat.message SET status = 'queued', generation_id = $1, error_code = NULL WHERE id = $2
       )
       INSERT INTO chat.generation (id, message_id, conversation_id, owner_id, instance_id, lease_until, status, length, created_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $8), 'queued', $6, $7)`,
      [id, messageId, conversationId, ownerId, instanceId, length, at, leaseSeconds],
    );
  }

  /** Puts the end of an answer down, once. Null when the generation was taken away meanwhile (swept or deleted): then nothing is written. */
  async finish(
    tx: Tx,
    sealer: Sealer,
    generation: { readonly id: string; readonly messageId: string; readonly instanceId: string; readonly at: Date },
    ending: Ending,
  ): Promise<MessageStatus | null> {
    const { id, messageId, instanceId, at } = generation;
    const [row] = await prepared<{ status: MessageStatus }>(
      tx,
      'chat.finish',
      `WITH finished AS (
         UPDATE chat.generation
            SET status = CASE WHEN status = 'stopped' THEN status ELSE $4 END,
                finished_at = $5, length = $6, error_code = $7, prompt_tokens = $8, answer_tokens = $9
          WHERE id = $1 AND instance_id = $3 AND finished_at IS NULL
         RETURNING status
       ), written AS (
         UPDATE chat.message m
            SET status = finished.status, content = $10, citations = $11, provenance = $12, error_code = $7
           FROM finished
          WHERE m.id = $2
       )
       SELECT status, pg_notify('chat', $13) FROM finished`,
      [
        id,
        messageId,
        instanceId,
        ending.status,
        at,
        ending.text.length,
        ending.errorCode,
        ending.promptTokens,
        ending.answerTokens,
        sealer.seal(recordContext(MessageRow, 'content', messageId), ending.text),
        ending.citations.length === 0
          ? null
          : sealer.seal(recordContext(MessageRow, 'citations', messageId), JSON.stringify(ending.citations)),
        sealer.seal(recordContext(MessageRow, 'provenance', messageId), JSON.stringify(ending.provenance)),
        notifyPayloads('ended', [id])[0],
      ],
    );
    return row?.status ?? null;
  }

  /** Stops a running generation on any instance; returns its present state, or null when this person has none with that id. */
  async stop(tx: Tx, ownerId: string, id: string): Promise<GenerationStatus | null> {
    const [row] = await tx.query<[{ status: GenerationStatus }?]>(
      `WITH stopped AS (
         UPDATE chat.generation SET status = 'stopped'
          WHERE id = $2 AND owner_id = $1 AND ${inSight} AND finished_at IS NULL AND status IN ('queued', 'running')
         RETURNING id, message_id, status
       ), written AS (
         UPDATE chat.message m SET status = 'stopped' FROM stopped WHERE m.id = stopped.message_id
       ), notified AS (
         SELECT pg_notify('chat', $3) FROM stopped
       )
       SELECT coalesce(stopped.status, g.status) AS status, notified.pg_notify
         FROM chat.generation g LEFT JOIN stopped ON stopped.id = g.id LEFT JOIN notified ON true
        WHERE g.id = $2 AND g.owner_id = $1 AND ${inSight}`,
      [ownerId, id, notifyPayloads('stopped', [id])[0]],
    );
    return row?.status ?? null;
  }

  async find(ownerId: string, id: string): Promise<GenerationRecord | null> {
    return this.database.one<GenerationRecord>(
      `SELECT ${someColumnsOf(GenerationRow, facts)}, finished_at IS NOT NULL AS "isFinished"
         FROM chat.generation
        WHERE id = $2 AND owner_id = $1 AND ${inSight}`,
      [ownerId, id],
    );
  }
}
