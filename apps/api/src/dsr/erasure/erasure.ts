import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import type { Tx } from '#platform/database/transactions.js';
import { underHold } from '#platform/retention/under-hold.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { subjectOwner } from '#platform/keyring/keys/owner.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { PackageRepository } from '../collect/package.repository.js';
import { caseOwner } from '../requests/request.repository.js';
import { RetentionFacade } from '../../retention/retention.facade.js';
import type { ErasedRows, KeptRows } from './erasure.entity.js';
import { ErasureRepository } from './erasure.repository.js';
import { deletedTables } from './erasure.rules.js';

export interface Erased {
  readonly rows: ErasedRows;
  /** Versions of keys that were destroyed. */
  readonly keys: number;
  /** What a legal hold keeps; null where nothing stays. */
  readonly kept: KeptRows | null;
}

/**
 * Removes a person from the database, in one transaction: their rows in every table that declares them, their keys, what they wrote in
 * requests, collected data, and the details of the log. What remains is random ids that no name belongs to any more.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly schema: SchemaCheck,
    private readonly repository: ErasureRepository,
    private readonly packages: PackageRepository,
    private readonly keyring: Keyring,
    private readonly retention: RetentionFacade,
    private readonly log: AuditFacade,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /**
   * Conversations under a legal hold stay, with the account that says whose they are, the key that opens them, and the
   * details of audit events, which go with the key.
   * @throws Problem `under-hold` where a hold keeps the person as a whole; then nothing is erased
   */
  async erase(tx: Tx, subjectId: string, because: Pick<AuditRecord, 'code'> = {}): Promise<Erased> {
    const keeping = await this.retention.keptOf(tx, subjectId);
    if (keeping === 'everything') throw underHold();
    const requests = await this.repository.requestsOf(tx, subjectId);
    await this.repository.forgetWords(tx, subjectId, requests);
    const tables = deletedTables(this.schema.declarations());
    const { rows, kept } = await this.repository.deleteRows(tx, { subjectId, keeping }, tables);
    const isWhole = keeping.length === 0;
    let keys = isWhole ? await this.keyring.destroy(tx, subjectOwner(subjectId)) : 0;
    for (const id of requests) {
      await this.packages.remove(tx, id);
      keys += await this.keyring.destroy(tx, caseOwner(id));
    }
    if (isWhole) await this.log.eraseDetails(tx, subjectId, { actor: 'system' });
    await this.audit.record(tx, {
      actor: 'system',
      action: isWhole ? 'user.erased' : 'user.partly-erased',
      object: { type: 'user', id: subjectId },
      outcome: 'success',
      ...because,
    });
    return { rows, keys, kept: isWhole ? null : { conversations: [...keeping], rows: kept } };
  }

  /**
   * Erases again what a restored backup brought back of people of whom a hold keeps a part. Null where there is nothing of the kind.
   * @throws Problem `under-hold` where a hold keeps the person as a whole by now
   */
  async eraseAgain(tx: Tx, subjectId: string): Promise<Erased | null> {
    const keeping = await this.retention.keptOf(tx, subjectId);
    if (keeping === 'everything') throw underHold();
    const tables = deletedTables(this.schema.declarations());
    return (await this.repository.hasRows(tx, { subjectId, keeping }, tables)) ? this.erase(tx, subjectId) : null;
  }

  /** People of whom a legal hold keeps a part. */
  inPart(): Promise<string[]> {
    return this.repository.erasedInPart();
  }

  /** People who were erased and of whom a restored backup brought rows back. */
  leftBehind(): Promise<string[]> {
    return this.repository.leftBehind(deletedTables(this.schema.declarations()));
  }
}
