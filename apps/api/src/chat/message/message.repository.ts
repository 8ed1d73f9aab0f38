import { Injectable } from '@nestjs/common';
import type { Feedback, MessageRole, MessageStatus } from '#contracts/chat.js';
import type { Citation, Provenance } from '#contracts/rag.js';
import { Database } from '#platform/database/database.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Reader } from '#platform/keyring/reader.js';
import type { Sealer } from '#platform/keyring/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { places } from '../sealed-places.js';

/** A message as its owner sees it. */
export interface MessageRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly role: MessageRole;
  readonly status: MessageStatus;
  readonly content: string;
  readonly citations: Citation[];
  readonly provenance: Provenance | null;
  readonly feedback: Feedback | null;
  readonly generationId: string | null;
  readonly errorCode: string | null;
  /** Whether something of it does not open. */
  readonly damaged?: boolean;
  readonly createdAt: Date;
}

/** A message as part of what a model is asked with. */
export type BranchTurn = Pick<MessageRecord, 'role' | 'content' | 'citations' | 'provenance'>;

/** Just enough of a message to decide what may be done with it. */
export interface MessageOutline {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly role: MessageRole;
  readonly status: MessageStatus;
  readonly createdAt: Date;
}

type StoredMessage = Omit<MessageRecord, 'content' | 'citations' | 'provenance' | 'feedback'> & {
  readonly content: Sealed;
  readonly citations: Sealed | null;
  readonly provenance: Sealed | null;
  readonly rating: Feedback['rating'] | null;
  readonly reasons: NonNullable<Feedback['reasons']> | null;
  readonly comment: Sealed | null;
};

const select = `
  SELECT m.id, m.conversation_id AS "conversationId", m.parent_id AS "parentId", m.role, m.status, m.content, m.citations, m.provenance,
         m.generation_id AS "generationId", m.error_code AS "errorCode", m.created_at AS "createdAt", f.rating, f.reasons, f.comment
    FROM chat.message m
    JOIN chat.conversation c ON c.id = m.conversation_id AND c.deleted_at IS NULL
    LEFT JOIN chat.feedback f ON f.message_id = m.id`;

/** Nothing of a deleted conversation is read, though for a moment it can be brought back. */
const inSight = 'conversation_id IN (SELECT id FROM chat.conversation WHERE owner_id = $1 AND deleted_at IS NULL)';
const outline = 'id, conversation_id AS "conversationId", parent_id AS "parentId", role, status, created_at AS "createdAt"';

@Injectable()
export class MessageRepository {
  constructor(private readonly database: Database) {}

  /** Every message of a conversation, parents before their children. */
  async tree(reader: Reader, ownerId: string, conversationId: string): Promise<MessageRecord[]> {
    const rows = await this.database.query<StoredMessage>(
      `${select} WHERE m.conversation_id = $2 AND m.owner_id = $1 ORDER BY m.created_at, m.id`,
      [ownerId, conversationId],
    );
    return rows.map((row) => opened(reader, row));
  }

  async find(reader: Reader, ownerId: string, id: string): Promise<MessageRecord | null> {
    const row = await this.database.one<StoredMessage>(`${select} WHERE m.id = $2 AND m.owner_id = $1`, [ownerId, id]);
    return row && opened(reader, row);
  }

  /** The branch that ends with a message: at most the last 200 turns of it, oldest first. Null for a turn that does not open. */
  async branch(reader: Reader, ownerId: string, lastId: string): Promise<(BranchTurn | null)[]> {
    const rows = await this.database.query<Pick<StoredMessage, 'id' | 'role' | 'content' | 'citations' | 'provenance'>>(
      `WITH RECURSIVE branch AS (
         SELECT m.id, m.parent_id, m.role, m.content, m.citations, m.provenance, 1 AS depth
           FROM chat.message m JOIN chat.conversation c ON c.id = m.conversation_id AND c.deleted_at IS NULL
          WHERE m.id = $2 AND m.owner_id = $1
         UNION ALL
         SELECT m.id, m.parent_id, m.role, m.content, m.citations, m.provenance, b.depth + 1
           FROM branch b JOIN chat.message m ON m.id = b.parent_id
          WHERE b.depth < 200
       )
       SELECT id, role, content, citations, provenance FROM branch ORDER BY depth DESC`,
      [ownerId, lastId],
    );
    return rows.map(({ id, role, content, citations, provenance }) => {
      const own = reader.another();
      const turn = {
        role,
        content: own.text(places.content(id), content),
        citations: citationsIn(own, id, citations),
        provenance: provenanceIn(own, id, provenance),
      };
      return own.isDamaged ? null : turn;
    });
  }

  /** The newest message of a conversation that is locked, or null when it is empty. */
  async newestIn(tx: Tx, conversationId: string): Promise<MessageOutline | null> {
    const [newest] = await prepared<MessageOutline>(
      tx,
      'chat.newest',
      `SELECT ${outline} FROM chat.message WHERE conversation_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
      [conversationId],
    );
    return newest ?? null;
  }

  /** Whether something follows a message of a conversation that is locked, or stands at its beginning. */
  async isFollowed(tx: Tx, conversationId: string, parentId: string | null): Promise<boolean> {
    const [found] = await tx.query<{ is: boolean }[]>(
      'SELECT EXISTS (SELECT FROM chat.message WHERE conversation_id = $1 AND parent_id IS NOT DISTINCT FROM $2::uuid) AS is',
      [conversationId, parentId],
    );
    return found!.is;
  }

  /** Where a message belongs, or null when this person has none of that id. */
  async conversationOf(ownerId: string, id: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      `SELECT conversation_id AS id FROM chat.message WHERE id = $2 AND owner_id = $1 AND ${inSight}`,
      [ownerId, id],
    );
    return row?.id ?? null;
  }

  /** The message, which stays until the transaction ends. */
  async outline(tx: Tx, ownerId: string, id: string): Promise<MessageOutline | null> {
    const [found] = await tx.query<MessageOutline[]>(
      `SELECT ${outline} FROM chat.message WHERE id = $2 AND owner_id = $1 AND ${inSight} FOR KEY SHARE`,
      [ownerId, id],
    );
    return found ?? null;
  }

  /** The reader's opinion of an answer; a new one replaces the old. */
  async rate(tx: Tx, sealer: Sealer, ownerId: string, messageId: string, feedback: Feedback, at: Date): Promise<void> {
    const comment = feedback.comment === undefined ? null : sealer.seal(places.comment(messageId), feedback.comment);
    await tx.query(
      `INSERT INTO chat.feedback (message_id, owner_id, rating, reasons, comment, given_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (message_id) DO UPDATE
         SET rating = excluded.rating, reasons = excluded.reasons, comment = excluded.comment, given_at = excluded.given_at`,
      [messageId, ownerId, feedback.rating, feedback.reasons ?? [], comment, at],
    );
  }
}

function opened(reader: Reader, row: StoredMessage): MessageRecord {
  const { id, content, citations, provenance, rating, reasons, comment, ...plain } = row;
  const own = reader.another();
  const record: MessageRecord = {
    id,
    ...plain,
    content: own.text(places.content(id), content),
    citations: citationsIn(own, id, citations),
    provenance: provenanceIn(own, id, provenance),
    feedback: rating && {
      rating,
      ...(reasons?.length ? { reasons } : {}),
      ...(comment ? { comment: own.text(places.comment(id), comment) } : {}),
    },
  };
  return own.isDamaged ? { ...record, damaged: true } : record;
}

function citationsIn(reader: Reader, id: string, citations: Sealed | null): Citation[] {
  return citations ? reader.read(places.citations(id), citations, (json) => JSON.parse(json) as Citation[], []) : [];
}

function provenanceIn(reader: Reader, id: string, provenance: Sealed | null): Provenance | null {
  return (
    provenance &&
    reader.read<Provenance | null>(places.provenance(id), provenance, (json) => JSON.parse(json) as Provenance, null)
  );
}
