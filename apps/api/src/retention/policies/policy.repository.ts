import { Injectable } from '@nestjs/common';
import type { RetentionClass } from '#contracts/retention/retention.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner } from '#platform/keyring/keys/owner.js';
import { PolicyVersionRow } from './policy-version.entity.js';

const columns = columnsOf(PolicyVersionRow);

/** What a decision is about: a class, or one collection of it. */
export interface PolicySubject {
  readonly class: RetentionClass;
  readonly collectionId: string | null;
}

/** Reasons are sealed under a key of the installation: they outlive the account of the person who decided. */
const purpose = 'retention-policies';

/** Decisions are added and never changed. */
@Injectable()
export class PolicyRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly rows: DeclaredRows,
  ) {}

  /** One decision about a class at a time. */
  async lock(tx: Tx, subject: PolicySubject): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('retention.policy'), hashtext($1))`, [subject.class]);
  }

  async add(tx: Tx, version: PolicyVersionRow): Promise<void> {
    const sealer = await this.keyring.forPurpose(purpose, tx);
    await this.rows.insert(tx, PolicyVersionRow, version, { sealer });
  }

  /** The newest decision about each class. */
  async newest(): Promise<PolicyVersionRow[]> {
    return this.shown(
      await this.database.query(
        `SELECT ${columns} FROM (
           SELECT DISTINCT ON (class) * FROM retention.policy_version WHERE collection_id IS NULL ORDER BY class, id DESC
         ) newest`,
      ),
    );
  }

  /** The newest decision about each collection. */
  async newestOfCollections(): Promise<PolicyVersionRow[]> {
    return this.shown(
      await this.database.query(
        `SELECT ${columns} FROM (
           SELECT DISTINCT ON (collection_id) * FROM retention.policy_version WHERE collection_id IS NOT NULL ORDER BY collection_id, id DESC
         ) newest`,
      ),
    );
  }

  /** Of one class with its collections, newest first. */
  async page(retention: RetentionClass, after: string | null, limit: number): Promise<PolicyVersionRow[]> {
    return this.shown(
      await this.database.query(
        `SELECT ${columns} FROM retention.policy_version
          WHERE class = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [retention, after, limit],
      ),
    );
  }

  private async shown(stored: readonly Stored<PolicyVersionRow>[]): Promise<PolicyVersionRow[]> {
    return this.rows.shown(PolicyVersionRow, stored, { reader: await this.keyring.readerOf(purposeOwner(purpose)) });
  }
}
