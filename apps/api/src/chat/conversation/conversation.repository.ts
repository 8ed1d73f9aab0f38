import { Injectable } from '@nestjs/common';
import type { Parameters } from '#contracts/chat/parameters.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, recordContext, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { DayCount, Due, Removed } from '#platform/retention/expiry.js';
import type { ListPosition } from './list-order.rules.js';
import { ConversationRow } from './conversation.entity.js';
import { notifyPayloads } from '../events/generation-notices.rules.js';

/** A conversation as its owner sees it. */
export interface ConversationRecord {
  readonly id: string;
  /** Empty until the first question gives one. */
  readonly title: string;
  readonly model: string | null;
  readonly systemPrompt: string | null;
  readonly parameters: Parameters | null;
  readonly collections: string[] | null;
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly unread: boolean;
  readonly folder: string | null;
  readonly tags: string[];
  /** Whether something of it does not open. */
  readonly damaged?: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ConversationChanges = Partial<Omit<ConversationRecord, 'id' | 'damaged' | 'createdAt' | 'updatedAt'>>;

/** A conversation's choices for answering questions. */
export interface ConversationChoices extends Pick<
  ConversationRecord,
  'id' | 'model' | 'systemPrompt' | 'parameters' | 'collections' | 'createdAt'
> {
  readonly hasTitle: boolean;
  /** Whether its system prompt does not open; then there is none. */
  readonly isDamaged: boolean;
}

export interface ListOptions {
  readonly archived: boolean;
  readonly pinned?: boolean | undefined;
  /** Only those with a folder or a tag. */
  readonly isSorted?: boolean;
  readonly limit: number;
  readonly after: ListPosition | null;
}

export type SortedConversation = Pick<ConversationRecord, 'id' | 'folder' | 'tags'>;
const sorting = ['id', 'ownerId', 'folder', 'tags'] as const;

type StoredConversation = Stored<Omit<ConversationRow, 'deletedAt'>>;
type Choices = Pick<ConversationRow, 'id' | 'ownerId' | 'model' | 'systemPrompt' | 'parameters' | 'collections' | 'createdAt'> & {
  readonly hasTitle: boolean;
};

const columns = columnsOf(ConversationRow, undefined, { without: ['deletedAt'] });
const choices = someColumnsOf(ConversationRow, [
  'id',
  'ownerId',
  'model',
  'systemPrompt',
  'parameters',
  'collections',
  'createdAt',
]);

@Injectable()
export class ConversationRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** One page of a person's conversations, pinned ones first, then by last message. */
  async page(ownerId: string, options: ListOptions): Promise<ConversationRecord[]> {
    const { archived, pinned = null, isSorted = false, limit, after } = options;
    const rows = await this.database.query<StoredConversation>(
      `SELECT ${columns}
         FROM chat.conversation
        WHERE owner_id = $1 AND archived = $2 AND deleted_at IS NULL
          AND ($4::boolean IS NULL OR (pinned, updated_at, id) < ($4, $5::timestamptz, $6::uuid))
          AND ($7::boolean IS NULL OR pinned = $7)
          AND (NOT $8::boolean OR folder IS NOT NULL OR tags IS NOT NULL)
        ORDER BY pinned DESC, updated_at DESC, id DESC
        LIMIT $3`,
      [ownerId, archived, limit, after?.pinned ?? null, after?.updatedAt ?? null, after?.id ?? null, pinned, isSorted],
    );
    return this.records(rows);
  }

  /** Folder and tags of every conversation that has either. Only what is sealed says which, so all are opened. */
  async sorted(ownerId: string): Promise<SortedConversation[]> {
    const rows = await this.database.query<Stored<Pick<ConversationRow, (typeof sorting)[number]>>>(
      `SELECT ${someColumnsOf(ConversationRow, sorting)}
         FROM chat.conversation
        WHERE owner_id = $1 AND deleted_at IS NULL AND (folder IS NOT NULL OR tags IS NOT NULL)`,
      [ownerId],
    );
    const shown = await this.rows.shown(ConversationRow, rows);
    return shown.map(({ id, folder, tags }) => ({ id, folder, tags: tags ?? [] }));
  }

  async find(ownerId: string, id: string): Promise<ConversationRecord | null> {
    const rows = await this.database.query<StoredConversation>(
      `SELECT ${columns} FROM chat.conversation WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL`,
      [ownerId, id],
    );
    return (await this.records(rows))[0] ?? null;
  }

  /** Locks a conversation, so that one question at a time is put into it; null when this person has none of that id. */
  async lock(tx: Tx, ownerId: string, id: string): Promise<ConversationChoices | null> {
    const [stored] = await prepared<Stored<Choices>>(
      tx,
      'chat.lock',
      `SELECT ${choices}, title IS NOT NULL AS "hasTitle"
         FROM chat.conversation
        WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL
          FOR NO KEY UPDATE`,
      [ownerId, id],
    );
    return this.rows.shownOne(ConversationRow, stored);
  }

  async insert(tx: Tx, sealer: Sealer, ownerId: string, conversation: ConversationRecord): Promise<void> {
    const { damaged: _sound, ...written } = conversation;
    await this.rows.insert(tx, ConversationRow, { ...written, ownerId, ...emptied(written) }, { sealer });
  }

  /** The conversation with the changes in it, or null when this person has none of that id. */
  async change(
    tx: Tx,
    sealer: Sealer,
    ownerId: string,
    id: string,
    changes: ConversationChanges,
  ): Promise<ConversationRecord | null> {
    const set = { ...changes, ...emptied(changes) };
    if (Object.keys(set).length > 0)
      await this.rows.update(tx, ConversationRow, { id, ownerId, deletedAt: null }, set, { sealer });
    return this.inTransaction(tx, ownerId, id);
  }

  private async inTransaction(tx: Tx, ownerId: string, id: string): Promise<ConversationRecord | null> {
    const rows = await tx.query<StoredConversation[]>(
      `SELECT ${columns} FROM chat.conversation WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL`,
      [ownerId, id],
    );
    return (await this.records(rows))[0] ?? null;
  }

  /**
   * Hides a conversation from every reader and ends its generations; false when this person has no conversation with that id.
   * Adding a question takes the same lock, so none is added meanwhile; its generations are locked in the order in which
   * the flusher locks them.
   */
  async delete(tx: Tx, ownerId: string, id: string, at: Date): Promise<boolean> {
    const [, found] = await tx.query<[unknown, number]>(
      'UPDATE chat.conversation SET deleted_at = $3 WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL',
      [ownerId, id, at],
    );
    if (found === 0) return false;
    const generations = await tx.query<{ id: string }[]>(
      `WITH open AS (
         SELECT id, message_id FROM chat.generation WHERE conversation_id = $1 AND finished_at IS NULL ORDER BY id FOR UPDATE
       ), ended AS (
         UPDATE chat.generation g SET status = 'stopped', finished_at = $2 FROM open WHERE g.id = open.id
       ), written AS (
         UPDATE chat.message m SET status = 'stopped' FROM open WHERE m.id = open.message_id
       ), not_indexed AS (
         INSERT INTO chat.search_backlog (id, owner_id) SELECT message_id, $3 FROM open ON CONFLICT DO NOTHING
       )
       SELECT id FROM open
        UNION SELECT id FROM chat.generation WHERE conversation_id = $1 AND finished_at > $2::timestamptz - interval '1 minute'`,
      [id, at, ownerId],
    );
    const notices = notifyPayloads(
      'deleted',
      generations.map((generation) => generation.id),
    );
    if (notices.length > 0) await tx.query("SELECT pg_notify('chat', notice) FROM unnest($1::text[]) AS notice", [notices]);
    return true;
  }

  /** The ids of its messages and of their generations. */
  async partsOf(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM chat.message WHERE conversation_id = $1
        UNION ALL SELECT id FROM chat.generation WHERE conversation_id = $1`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Brings back what was deleted after `since`; null when this person has no such conversation. One that is there stays as it is. */
  async restore(tx: Tx, ownerId: string, id: string, since: Date): Promise<ConversationRecord | null> {
    await tx.query('UPDATE chat.conversation SET deleted_at = NULL WHERE id = $2 AND owner_id = $1 AND deleted_at > $3', [
      ownerId,
      id,
      since,
    ]);
    return this.inTransaction(tx, ownerId, id);
  }

  /** Removes what was deleted up to `cutoff`, with everything in it, and returns the ids. What a legal hold keeps stays, hidden. */
  async removeDeletedBefore(tx: Tx, cutoff: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `WITH due AS (
         SELECT id FROM chat.conversation
          WHERE deleted_at <= $1 AND NOT chat.conversation_is_held(id, owner_id)
          ORDER BY deleted_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM chat.conversation USING due WHERE conversation.id = due.id RETURNING conversation.id
       )
       SELECT id FROM removed`,
      [cutoff, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Removes conversations without a message since `cutoff`, oldest first; those of people whose data is restricted stay (GDPR Art. 18(1)). One that is being answered stays until the next run. */
  async removeIdleSince(tx: Tx, cutoff: Date, limit: number): Promise<Removed[]> {
    return tx.query<Removed[]>(
      `WITH expired AS (
         SELECT id FROM chat.conversation candidate
          WHERE updated_at < $1 AND NOT chat.conversation_is_held(id, owner_id) AND NOT auth.is_restricted(owner_id)
            AND NOT EXISTS (SELECT FROM chat.generation WHERE conversation_id = candidate.id AND finished_at IS NULL)
          ORDER BY updated_at
          LIMIT $2
            FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM chat.conversation USING expired WHERE conversation.id = expired.id RETURNING conversation.id
       )
       SELECT id, (SELECT count(*)::int FROM chat.message WHERE conversation_id = removed.id) AS parts FROM removed ORDER BY id`,
      [cutoff, limit],
    );
  }

  /** Conversations without a message since `cutoff`, and their messages. */
  async idleSince(cutoff: Date): Promise<Due> {
    const due = await this.database.one<Due>(
      `SELECT count(*) FILTER (WHERE NOT is_held)::int AS objects, coalesce(sum(messages) FILTER (WHERE NOT is_held), 0)::int AS parts,
              count(*) FILTER (WHERE is_held)::int AS held,
              min(updated_at) FILTER (WHERE NOT is_held) AS oldest, max(updated_at) FILTER (WHERE NOT is_held) AS newest
         FROM (SELECT updated_at, chat.conversation_is_held(id, owner_id) OR auth.is_restricted(owner_id) AS is_held,
                      (SELECT count(*) FROM chat.message WHERE conversation_id = c.id) AS messages
                 FROM chat.conversation c WHERE updated_at < $1) idle`,
      [cutoff],
    );
    return due!;
  }

  /** How many had their last message on each day, in UTC. */
  lastMessagesBetween(from: Date, to: Date): Promise<DayCount[]> {
    return this.database.query<DayCount>(
      `SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS objects
         FROM chat.conversation WHERE updated_at >= $1 AND updated_at < $2 GROUP BY 1 ORDER BY 1`,
      [from, to],
    );
  }

  /** Gives a title to a conversation that has none yet; then says when it was begun, else null. */
  async entitle(tx: Tx, sealer: Sealer, id: string, title: string): Promise<Date | null> {
    const [[row]] = await tx.query<[{ createdAt: Date }[], number]>(
      `UPDATE chat.conversation SET title = $2 WHERE id = $1 AND title IS NULL AND deleted_at IS NULL
       RETURNING created_at AS "createdAt"`,
      [id, sealer.seal(recordContext(ConversationRow, 'title', id), title)],
    );
    return row?.createdAt ?? null;
  }

  private async records(stored: readonly StoredConversation[]): Promise<ConversationRecord[]> {
    const rows = await this.rows.shown(ConversationRow, stored);
    return rows.map(({ ownerId: _known, isDamaged, title, tags, ...row }) => {
      return { ...row, title: title ?? '', tags: tags ?? [], ...(isDamaged && { damaged: true }) };
    });
  }
}

/** What is empty is not kept at all. */
function emptied({ title, tags }: ConversationChanges): Pick<Partial<ConversationRow>, 'title' | 'tags'> {
  return { ...(title === '' && { title: null }), ...(tags?.length === 0 && { tags: null }) };
}
