import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { ShareReaderRow, ShareRow } from './share.entity.js';

type Listed = Omit<ShareRow, 'messages'> & { readonly readers: string[] };
export type ShareRecord = Shown<Listed>;

const listed = `${columnsOf(ShareRow, 's', { without: ['messages'] })},
              ARRAY(SELECT r.reader FROM chat.share_reader r WHERE r.share_id = s.id ORDER BY r.reader) AS readers`;

/** Neither expired nor of a deleted conversation; others read nothing of people whose data is restricted (GDPR Art. 18). */
const inForce = `(s.expires_at IS NULL OR s.expires_at > $2)
          AND EXISTS (SELECT FROM chat.conversation c WHERE c.id = s.conversation_id AND c.deleted_at IS NULL)`;
const mayBeShown = 'NOT auth.is_restricted(s.owner_id)';
const mayRead = 'EXISTS (SELECT FROM chat.share_reader r WHERE r.share_id = s.id AND r.reader = ANY($1::text[]))';

@Injectable()
export class ShareRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, sealer: Sealer, share: ShareRow, readers: readonly string[]): Promise<void> {
    await this.rows.insert(tx, ShareRow, share, { sealer });
    await this.rows.insertAll(
      tx,
      ShareReaderRow,
      readers.map((reader) => ({ shareId: share.id, reader })),
    );
  }

  /** Shares of a conversation, for its owner; newest first. */
  async ofConversation(ownerId: string, conversationId: string, now: Date): Promise<ShareRecord[]> {
    const stored = await this.database.query<Stored<Listed>>(
      `SELECT ${listed} FROM chat.share s WHERE s.owner_id = $1 AND s.conversation_id = $3 AND ${inForce} ORDER BY s.id DESC`,
      [ownerId, now, conversationId],
    );
    return this.rows.shown(ShareRow, stored);
  }

  /** False where this person has no share of that id. */
  async remove(tx: Tx, ownerId: string, id: string): Promise<boolean> {
    const [, removed] = await tx.query<[unknown, number]>('DELETE FROM chat.share WHERE id = $2 AND owner_id = $1', [
      ownerId,
      id,
    ]);
    return removed > 0;
  }

  /** What others have opened to these readers, newest first. */
  async openTo(
    reader: { readonly id: string; readonly names: readonly string[] },
    now: Date,
    { before, limit }: { readonly before: string | null; readonly limit: number },
  ): Promise<ShareRecord[]> {
    const stored = await this.database.query<Stored<Listed>>(
      `SELECT ${listed} FROM chat.share s
        WHERE ${mayRead} AND ${mayBeShown} AND ${inForce} AND s.owner_id <> $3 AND ($4::uuid IS NULL OR s.id < $4)
        ORDER BY s.id DESC LIMIT $5`,
      [reader.names, now, reader.id, before, limit],
    );
    return this.rows.shown(ShareRow, stored);
  }

  /** One that is open to these readers, or their own. */
  async find(
    reader: { readonly id: string; readonly names: readonly string[] },
    id: string,
    now: Date,
  ): Promise<Shown<ShareRow> | null> {
    const stored = await this.database.one<Stored<ShareRow>>(
      `SELECT ${columnsOf(ShareRow, 's')} FROM chat.share s WHERE s.id = $3 AND (${mayRead} AND ${mayBeShown} OR s.owner_id = $4) AND ${inForce}`,
      [reader.names, now, id, reader.id],
    );
    return this.rows.shownOne<ShareRow, ShareRow>(ShareRow, stored);
  }

  async removeExpired(tx: Tx, now: Date, limit: number): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      'DELETE FROM chat.share WHERE id IN (SELECT id FROM chat.share WHERE expires_at <= $1 LIMIT $2) RETURNING id',
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }
}
