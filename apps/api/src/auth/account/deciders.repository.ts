import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { SsoProvider } from '../sso/sso-provider.js';

/** Who may decide other people's requests and can sign in to do it, by any method: `auth.can_sign_in` is the single source of that. */
@Injectable()
export class DecidersRepository {
  constructor(
    private readonly database: Database,
    private readonly provider: SsoProvider,
  ) {}

  /** How many there are, but for these people. */
  async countOthers(tx: Tx, except: readonly string[]): Promise<number> {
    const [row]: [{ count: number }] = await tx.query(countOthers, [this.bySso, except]);
    return row.count;
  }

  /** As `countOthers`, outside a transaction. */
  async countOthersNow(except: readonly string[]): Promise<number> {
    return (await this.database.one<{ count: number }>(countOthers, [this.bySso, except]))!.count;
  }

  /** Whether a person can sign in, as this transaction sees it. */
  async canSignIn(tx: Tx, id: string): Promise<boolean> {
    const [row]: [{ can: boolean }] = await tx.query('SELECT auth.can_sign_in($1, $2) AS can', [id, this.bySso]);
    return row.can;
  }

  /** Whether no one else is an administrator who can sign in. */
  async isLastAdmin(tx: Tx, id: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT FROM auth.user WHERE role = 'admin' AND id <> $1 AND auth.can_sign_in(id, true) LIMIT 1`,
      [id],
    );
    return rows.length === 0;
  }

  /** As `isLastAdmin`, the other way round and outside a transaction: with single sign-on only where it is on. */
  async hasOtherAdmin(id: string): Promise<boolean> {
    const row = await this.database.one(
      `SELECT FROM auth.user WHERE role = 'admin' AND id <> $1 AND auth.can_sign_in(id, $2) LIMIT 1`,
      [id, this.bySso],
    );
    return row !== null;
  }

  /** Whether there has been a second person since one was last declared enough. The database notes it, whichever path made the change. */
  async takeTwo(tx: Tx): Promise<boolean> {
    const rows: unknown[] = await tx.query('SELECT FROM auth.second_person LIMIT 1');
    return rows.length > 0;
  }

  /** One decision after the other: of two that demote each other's people, each would wait for the accounts that the other one holds. */
  async lockDecisions(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('auth.decisions'))`);
  }

  /** Blocks everybody from becoming a second person until the transaction ends, and waits for those who are becoming one. */
  async holdSecondPerson(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('auth.second_person'))`);
  }

  /** From now on one person is enough, until there is a second one again: declared by two people, or by an operator with shell access to the host. */
  async letOneBeEnough(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM auth.second_person');
  }

  private get bySso(): boolean {
    return this.provider.label !== null;
  }
}

const countOthers = 'SELECT count(*)::int AS count FROM auth.deciders($1) AS id WHERE NOT id = ANY ($2::uuid[])';
