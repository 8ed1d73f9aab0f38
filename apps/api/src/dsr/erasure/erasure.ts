import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { subjectOwner } from '#platform/keyring/keys/owner.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { PackageRepository } from '../collect/package.repository.js';
import { caseOwner } from '../requests/request.repository.js';
import type { ErasedRows } from './erasure.entity.js';
import { ErasureRepository } from './erasure.repository.js';
import { deletedTables } from './erasure.rules.js';

export interface Erased {
  readonly rows: ErasedRows;
  /** Versions of keys that were destroyed. */
  readonly keys: number;
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
    private readonly log: AuditFacade,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** The transaction ends in the problem `under-hold` where a legal hold keeps any of it; then nothing is erased. */
  async erase(tx: Tx, subjectId: string, because: Pick<AuditRecord, 'code'> = {}): Promise<Erased> {
    const requests = await this.repository.requestsOf(tx, subjectId);
    await this.repository.forgetWords(tx, requests);
    const rows = await this.repository.deleteRows(tx, subjectId, deletedTables(this.schema.declarations()));
    let keys = await this.keyring.destroy(tx, subjectOwner(subjectId));
    for (const id of requests) {
      await this.packages.remove(tx, id);
      keys += await this.keyring.destroy(tx, caseOwner(id));
    }
    await this.log.eraseDetails(tx, subjectId, { actor: 'system' });
    await this.audit.record(tx, {
      actor: 'system',
      action: 'user.erased',
      object: { type: 'user', id: subjectId },
      outcome: 'success',
      ...because,
    });
    return { rows, keys };
  }

  /** People who were erased and of whom a restored backup brought rows back. */
  leftBehind(): Promise<string[]> {
    return this.repository.leftBehind(deletedTables(this.schema.declarations()));
  }
}
