import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { SsoProvider } from '../sso/sso-provider.js';

/** Who may decide requests of others and can sign in to do it, by whatever way: `auth.can_sign_in` is the one place that says so. */
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

  /** Whether somebody can sign in, as things stand in this transaction. */
  async canSignIn(tx: Tx, id: string): Promise<boolean> {
    const [row]: [{ can: boolean }] = await tx.query('SELECT auth.can_sign_in($1, $2) AS can', [id, this.bySso]);
    return row.can;
  }

  /** Whether nobody else is an administrator who can sign in. */
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

  /** Whether there has been a second person since one was last said to be enough. The database notes it, whatever path the change takes. */
  async takeTwo(tx: Tx): Promise<boolean> {
    const rows: unknown[] = await tx.query('SELECT FROM auth.second_person LIMIT 1');
    return rows.length > 0;
  }

  /** One decision after the other: of two that demote each other's people, each would wait for the accounts that the other one holds. */
  async lockDecisions(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('auth.decisions'))`);
  }

  /** Nobody becomes a second person until the transaction ends; whoever is becoming one is waited for. */
  async holdSecondPerson(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('auth.second_person'))`);
  }

  /** From now on one person is enough, until there is a second one again: said by two people, or by whoever has the shell of the host. */
  async letOneBeEnough(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM auth.second_person');
  }

  private get bySso(): boolean {
    return this.provider.label !== null;
  }
}

const countOthers = 'SELECT count(*)::int AS count FROM auth.deciders($1) AS id WHERE NOT id = ANY ($2::uuid[])';
