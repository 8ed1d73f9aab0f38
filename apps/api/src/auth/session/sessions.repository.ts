import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { unauthenticated } from '#platform/http/problem.js';
import type { FactorFacts } from '../step-up/factor-of-session.rules.js';
import { currentAccountColumns, type CurrentAccount } from '../account/actors.js';
import { ClearsItself } from '#platform/retention/expiry.js';

/** A session as it is kept. `key` is the hash of its secret id. */
export interface KeptSession {
  readonly id: string;
  readonly key: string;
  readonly device: string;
  readonly startedAt: Date;
  readonly lastActionAt: Date;
}

/** A session with the account as it is at this moment. */
export interface CurrentSession extends CurrentAccount {
  readonly id: string;
  readonly key: string;
  readonly startedAt: Date;
  readonly lastActionAt: Date;
}

const currentSessions = `SELECT s.id, s.sid AS key, s.started_at AS "startedAt", coalesce(s.last_action_at, s.started_at) AS "lastActionAt",
  ${currentAccountColumns}
  FROM auth.session s JOIN auth.user u ON u.id = s.user_id LEFT JOIN auth.totp m ON m.user_id = u.id`;

const keptColumns = 'id, sid AS key, device, started_at AS "startedAt", coalesce(last_action_at, started_at) AS "lastActionAt"';

@Injectable()
@ClearsItself({ tables: ['auth.session'], rule: 'at sign-out, or within an hour of its end' })
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async byKey(key: string): Promise<CurrentSession | null> {
    const [session] = await this.database.prepared<CurrentSession>('auth.standing', `${currentSessions} WHERE s.sid = $1`, [key]);
    return session ?? null;
  }

  /** How many have not expired: neither absolutely nor idle since then. */
  async countActive(now: Date, idleSince: Date): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM auth.session WHERE expire > $1 AND coalesce(last_action_at, started_at) > $2`,
      [now, idleSince],
    );
    return row!.count;
  }

  async byId(id: string): Promise<CurrentSession | null> {
    return this.database.one<CurrentSession>(`${currentSessions} WHERE s.id = $1`, [id]);
  }

  async kept(id: string): Promise<KeptSession | null> {
    return this.database.one<KeptSession>(`SELECT ${keptColumns} FROM auth.session WHERE id = $1`, [id]);
  }

  /**
   * For a new way into an account, whose row this transaction holds: a call that was let in may have waited while all sessions were ended.
   * @throws Problem `unauthenticated` when that of the actor is over
   */
  async requireActive(tx: Tx, { sessionId }: Pick<Actor, 'sessionId'>): Promise<void> {
    const rows: unknown[] = await tx.query('SELECT FROM auth.session WHERE id = $1', [sessionId]);
    if (rows.length === 0) throw unauthenticated();
  }

  /** Newest first. */
  async ofUser(userId: string): Promise<KeptSession[]> {
    return this.database.query<KeptSession>(
      `SELECT ${keptColumns} FROM auth.session WHERE user_id = $1 ORDER BY started_at DESC, id DESC`,
      [userId],
    );
  }

  /** Ends a session of this person. Returns whether it existed. */
  async end(tx: Tx, userId: string, id: string): Promise<boolean> {
    const { affected } = await ended(tx, 'user_id = $1 AND id = $2', [userId, id]);
    return affected > 0;
  }

  /** Ends all sessions of a person but one, or all. Returns how many there were. */
  async endOthers(tx: Tx, userId: string, except: string | null): Promise<number> {
    const { affected } = await ended(tx, 'user_id = $1 AND id IS DISTINCT FROM $2::uuid', [userId, except]);
    return affected;
  }

  /** Ends the sessions of all people but one. Returns how many there were. */
  async endAll(tx: Tx, except: string | null): Promise<number> {
    const { affected } = await ended(tx, 'id IS DISTINCT FROM $1::uuid', [except]);
    return affected;
  }

  async steppedUpAt(id: string): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>('SELECT stepped_up_at AS at FROM auth.session WHERE id = $1', [id]);
    return row?.at ?? null;
  }

  /** When a session began, when it gave a second factor last, and since when its account has one. */
  async factorFacts(id: string): Promise<FactorFacts | null> {
    return this.database.one<FactorFacts>(
      `SELECT s.started_at AS "startedAt", s.factor_at AS "givenAt", f.since AS "enrolledAt"
         FROM auth.session s, LATERAL (
           SELECT min(at) AS since FROM (
             SELECT confirmed_at AS at FROM auth.totp WHERE user_id = s.user_id AND confirmed_at IS NOT NULL
              UNION ALL SELECT created_at FROM auth.passkey WHERE user_id = s.user_id) AS factor) f
        WHERE s.id = $1`,
      [id],
    );
  }

  async noteFactor(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('UPDATE auth.session SET factor_at = $2 WHERE id = $1', [id, at]);
  }

  async stepUp(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('UPDATE auth.session SET stepped_up_at = $2, vouched_at = NULL WHERE id = $1', [id, at]);
  }

  /** When the provider gave its word, which waits for a second factor. */
  async vouchedAt(id: string): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>('SELECT vouched_at AS at FROM auth.session WHERE id = $1', [id]);
    return row?.at ?? null;
  }

  async vouch(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query('UPDATE auth.session SET vouched_at = $2 WHERE id = $1', [id, at]);
  }

  /** Stores a session under another key. Returns whether the old key existed. */
  async renew(tx: Tx, oldKey: string, newKey: string, at: Date): Promise<boolean> {
    const [, renewed]: [unknown, number] = await tx.query(
      'UPDATE auth.session SET sid = $2, last_action_at = greatest(last_action_at, $3) WHERE sid = $1',
      [oldKey, newKey, at],
    );
    return renewed > 0;
  }

  /** Moves the last action of each session forward, never back. */
  async markActive(tx: Tx, actions: ReadonlyMap<string, Date>): Promise<void> {
    // Losing the last seconds in a crash costs a person nothing but those seconds of idle time; waiting for the disk would cost more.
    await tx.query('SET LOCAL synchronous_commit = off');
    await tx.query(
      `UPDATE auth.session s SET last_action_at = a.at
         FROM (SELECT * FROM unnest($1::text[], $2::timestamptz[]) AS a (sid, at) ORDER BY sid) a
        WHERE s.sid = a.sid AND (s.last_action_at IS NULL OR s.last_action_at < a.at)`,
      [[...actions.keys()], [...actions.values()]],
    );
  }
}

async function ended(tx: Tx, condition: string, parameters: readonly unknown[]): Promise<{ affected: number }> {
  const [, affected]: [unknown, number] = await tx.query(`DELETE FROM auth.session WHERE ${condition}`, [...parameters]);
  return { affected };
}
