import { Injectable } from '@nestjs/common';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealed } from '#sealing/record.js';
import { GenerationRow } from '../generation.entity.js';
import { notifyPayloads } from '../../events/generation-notices.rules.js';

/** How long an instance that does not renew its lease counts as alive, in seconds. */
export const leaseSeconds = 10;

export interface Progress {
  readonly generationId: string;
  readonly messageId: string;
  readonly content: Sealed;
  readonly length: number;
  /** Null: leave what is there. */
  readonly provenance: Sealed | null;
}

export type ExpiredGeneration = Readonly<Pick<GenerationRow, 'id' | 'messageId' | 'status'>>;

/** The running generations of an instance, for as long as it renews their leases. */
@Injectable()
export class GenerationLeaseRepository {
  /**
   * Writes the growing answers of one instance and renews all its leases, in one statement, and notifies the
   * other instances which have grown. Returns what the database holds: a generation that is missing no longer
   * belongs to this instance, and one that is stopped must be stopped here too.
   */
  async flush(
    tx: Tx,
    instanceId: string,
    grown: readonly Progress[],
    held: readonly string[],
  ): Promise<ReadonlyMap<string, 'queued' | 'running' | 'stopped'>> {
    const rows = await prepared<{ id: string; status: 'queued' | 'running' | 'stopped' }>(
      tx,
      'chat.flush',
      `WITH grown AS (
         SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::int[], $9::bytea[])
                    AS g (generation_id, message_id, content, length, provenance)
       ), held AS (
         UPDATE chat.generation g
            SET lease_until = now() + make_interval(secs => $7),
                length = coalesce((SELECT length FROM grown WHERE generation_id = g.id), g.length),
                status = CASE WHEN g.status = 'queued' AND g.id IN (SELECT generation_id FROM grown) THEN 'running' ELSE g.status END
          WHERE g.id = ANY ($6::uuid[]) AND g.instance_id = $1 AND g.finished_at IS NULL
         RETURNING g.id, g.status
       ), written AS (
         UPDATE chat.message m
            SET content = grown.content, provenance = coalesce(grown.provenance, m.provenance),
                status = CASE WHEN m.status = 'queued' THEN 'generating' ELSE m.status END
           FROM grown JOIN held ON held.id = grown.generation_id
          WHERE m.id = grown.message_id
       )
       SELECT id, status, (SELECT count(pg_notify('chat', notice)) FROM unnest($8::text[]) AS notice) FROM held`,
      [
        instanceId,
        grown.map((one) => one.generationId),
        grown.map((one) => one.messageId),
        grown.map((one) => one.content),
        grown.map((one) => one.length),
        held,
        leaseSeconds,
        notifyPayloads(
          'grown',
          grown.map((one) => one.generationId),
        ),
        grown.map((one) => one.provenance),
      ],
    );
    return new Map(rows.map((row) => [row.id, row.status]));
  }

  /** Ends what belonged to instances whose leases have run out; the text so far stays. What a reader had stopped stays stopped. */
  async expire(tx: Tx, at: Date): Promise<ExpiredGeneration[]> {
    const expired = await tx.query<ExpiredGeneration[]>(
      `WITH due AS (
         SELECT id FROM chat.generation WHERE finished_at IS NULL AND lease_until < now()
          ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED
       ), ended AS (
         UPDATE chat.generation g
            SET status = CASE WHEN g.status = 'stopped' THEN g.status ELSE 'interrupted' END, finished_at = $1,
                error_code = CASE WHEN g.status = 'stopped' THEN NULL ELSE 'answer-interrupted' END
           FROM due WHERE g.id = due.id
         RETURNING g.id, g.message_id, g.owner_id, g.status, g.error_code
       ), written AS (
         UPDATE chat.message m SET status = ended.status, error_code = ended.error_code FROM ended WHERE m.id = ended.message_id
       ), not_indexed AS (
         INSERT INTO chat.search_backlog (id, owner_id) SELECT message_id, owner_id FROM ended ON CONFLICT DO NOTHING
       )
       SELECT ${someColumnsOf(GenerationRow, ['id', 'messageId', 'status'])} FROM ended`,
      [at],
    );
    const notices = notifyPayloads(
      'ended',
      expired.map((generation) => generation.id),
    );
    if (notices.length > 0) await tx.query("SELECT pg_notify('chat', notice) FROM unnest($1::text[]) AS notice", [notices]);
    return expired;
  }
}
