import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '#platform/database/database.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Reader } from '#platform/keyring/reader.js';
import type { Sealer } from '#platform/keyring/sealer.js';
import { places } from '../sealed-places.js';
import type { ListPosition } from './list-cursor.rules.js';
import { ConversationRow } from './conversation.entity.js';
import { announced } from '../events/generation-notices.rules.js';

/** A conversation as its owner sees it. */
export interface ConversationRecord {
  readonly id: string;
  /** Empty until the first question gives one. */
  readonly title: string;
  readonly model: string | null;
  readonly systemPrompt: string | null;
  readonly collections: string[] | null;
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly folder: string | null;
  readonly tags: string[];
  /** Whether something of it does not open. */
  readonly damaged?: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ConversationChanges = Partial<Omit<ConversationRecord, 'id' | 'damaged' | 'createdAt' | 'updatedAt'>>;

/** What a conversation says about how its questions are answered. */
export interface ConversationChoices extends Pick<ConversationRecord, 'id' | 'model' | 'systemPrompt' | 'collections'> {
  readonly hasTitle: boolean;
  /** Whether its system prompt does not open; then there is none. */
  readonly isDamaged: boolean;
}

type StoredConversation = Omit<ConversationRow, 'ownerId' | 'deletedAt'>;

const columns = `
  id, title, model, system_prompt AS "systemPrompt", collections, pinned, archived, folder, tags,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

@Injectable()
export class ConversationRepository {
  constructor(private readonly database: Database) {}

  /** One page of a person's conversations, pinned ones first, then by last message. */
  async page(
    reader: Reader,
    ownerId: string,
    options: { readonly archived: boolean; readonly limit: number; readonly after: ListPosition | null },
  ): Promise<ConversationRecord[]> {
    const { archived, limit, after } = options;
    const rows = await this.database.query<StoredConversation>(
      `SELECT ${columns}
         FROM chat.conversation
        WHERE owner_id = $1 AND archived = $2 AND deleted_at IS NULL
          AND ($4::boolean IS NULL OR (pinned, updated_at, id) < ($4, $5::timestamptz, $6::uuid))
        ORDER BY pinned DESC, updated_at DESC, id DESC
        LIMIT $3`,
      [ownerId, archived, limit, after?.pinned ?? null, after?.updatedAt ?? null, after?.id ?? null],
    );
    return rows.map((row) => opened(reader, row));
  }

  async find(reader: Reader, ownerId: string, id: string): Promise<ConversationRecord | null> {
    const row = await this.database.one<StoredConversation>(
      `SELECT ${columns} FROM chat.conversation WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL`,
      [ownerId, id],
    );
    return row && opened(reader, row);
  }

  /** Locks a conversation, so that one question at a time is put into it; null when this person has none of that id. */
  async lock(tx: Tx, reader: Reader, ownerId: string, id: string): Promise<ConversationChoices | null> {
    const [row] = await prepared<Pick<ConversationRow, 'model' | 'systemPrompt' | 'collections'> & { hasTitle: boolean }>(
      tx,
      'chat.lock',
      `SELECT model, system_prompt AS "systemPrompt", collections, title IS NOT NULL AS "hasTitle"
         FROM chat.conversation
        WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL
          FOR NO KEY UPDATE`,
      [ownerId, id],
    );
    if (!row) return null;
    const own = reader.another();
    const systemPrompt = row.systemPrompt && own.read(places.systemPrompt(id), row.systemPrompt, asItIs, null);
    return { ...row, id, systemPrompt, isDamaged: own.isDamaged };
  }

  async insert(tx: Tx, sealer: Sealer, ownerId: string, conversation: ConversationRecord): Promise<void> {
    const { id, createdAt, updatedAt } = conversation;
    await tx.insert(ConversationRow, { id, ownerId, createdAt, updatedAt, ...sealed(sealer, id, conversation) });
  }

  /** The conversation with the changes in it, or null when this person has none of that id. */
  async change(
    tx: Tx,
    { sealer, reader }: { readonly sealer: Sealer; readonly reader: Reader },
    ownerId: string,
    id: string,
    changes: ConversationChanges,
  ): Promise<ConversationRecord | null> {
    const set = sealed(sealer, id, changes);
    if (Object.keys(set).length > 0) await tx.update(ConversationRow, { id, ownerId, deletedAt: IsNull() }, set);
    return this.inTransaction(tx, reader, ownerId, id);
  }

  private async inTransaction(tx: Tx, reader: Reader, ownerId: string, id: string): Promise<ConversationRecord | null> {
    const [row] = await tx.query<StoredConversation[]>(
      `SELECT ${columns} FROM chat.conversation WHERE id = $2 AND owner_id = $1 AND deleted_at IS NULL`,
      [ownerId, id],
    );
    return row ? opened(reader, row) : null;
  }

  /**
   * Puts a conversation out of every reader's sight and ends what is being written for it; false when this person has none of that id.
   * Whoever puts a question into it holds the same lock, so none comes in meanwhile; its generations are locked in the order in which
   * the flusher locks.
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
       )
       SELECT id FROM open
        UNION SELECT id FROM chat.generation WHERE conversation_id = $1 AND finished_at > $2::timestamptz - interval '1 minute'`,
      [id, at],
    );
    const notices = announced(
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
  async restore(tx: Tx, reader: Reader, ownerId: string, id: string, since: Date): Promise<ConversationRecord | null> {
    await tx.query('UPDATE chat.conversation SET deleted_at = NULL WHERE id = $2 AND owner_id = $1 AND deleted_at > $3', [
      ownerId,
      id,
      since,
    ]);
    return this.inTransaction(tx, reader, ownerId, id);
  }

  /** Removes what was deleted up to `cutoff`, with everything in it, and answers the ids. */
  async removeDeletedBefore(tx: Tx, cutoff: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `WITH due AS (
         SELECT id FROM chat.conversation WHERE deleted_at <= $1 ORDER BY deleted_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM chat.conversation USING due WHERE conversation.id = due.id RETURNING conversation.id
       )
       SELECT id FROM removed`,
      [cutoff, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Removes conversations without a message since `cutoff`, oldest first; one that is being answered stays until the next run. */
  async removeIdleSince(tx: Tx, cutoff: Date, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `WITH expired AS (
         SELECT id FROM chat.conversation candidate
          WHERE updated_at < $1
            AND NOT EXISTS (SELECT FROM chat.generation WHERE conversation_id = candidate.id AND finished_at IS NULL)
          ORDER BY updated_at
          LIMIT $2
            FOR UPDATE SKIP LOCKED
       ), removed AS (
         DELETE FROM chat.conversation USING expired WHERE conversation.id = expired.id RETURNING conversation.id
       )
       SELECT id FROM removed`,
      [cutoff, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Gives a title to a conversation that has none yet. */
  async entitle(tx: Tx, sealer: Sealer, id: string, title: string): Promise<void> {
    await tx.query('UPDATE chat.conversation SET title = $2 WHERE id = $1 AND title IS NULL AND deleted_at IS NULL', [
      id,
      sealer.seal(places.title(id), title),
    ]);
  }
}

function sealed(sealer: Sealer, id: string, changes: ConversationChanges): Partial<ConversationRow> {
  const { title, systemPrompt, folder, tags, ...plain } = changes;
  return {
    ...plain,
    ...(title === undefined ? {} : { title: title === '' ? null : sealer.seal(places.title(id), title) }),
    ...(systemPrompt === undefined ? {} : { systemPrompt: systemPrompt && sealer.seal(places.systemPrompt(id), systemPrompt) }),
    ...(folder === undefined ? {} : { folder: folder && sealer.seal(places.folder(id), folder) }),
    ...(tags === undefined ? {} : { tags: tags.length === 0 ? null : sealer.seal(places.tags(id), JSON.stringify(tags)) }),
  } as Partial<ConversationRow>;
}

const asItIs = (text: string): string | null => text;

function opened(reader: Reader, row: StoredConversation): ConversationRecord {
  const { id, title, systemPrompt, folder, tags } = row;
  const own = reader.another();
  const record = {
    ...row,
    title: title ? own.text(places.title(id), title) : '',
    // Nothing, rather than words that would be saved in their place.
    systemPrompt: systemPrompt && own.read(places.systemPrompt(id), systemPrompt, asItIs, null),
    folder: folder && own.read(places.folder(id), folder, asItIs, null),
    tags: tags ? own.read(places.tags(id), tags, (json) => JSON.parse(json) as string[], []) : [],
  };
  return own.isDamaged ? { ...record, damaged: true } : record;
}
