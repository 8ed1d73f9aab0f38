import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RecordContext } from '#sealing/record.js';
import { AUDIT_WRITER, type AuditWriter } from '../../access/ports.js';
import { Transactions } from '../../database/transactions.js';
import { errorName } from '../../logging/error-name.js';
import { Log } from '../../logging/log.js';
import { Keyring } from '../keyring.js';

/** Milliseconds for which a damaged record is not reported again. */
const quietFor = 3_600_000;

/** Says where a record does not open: a line in the log that alerts may hang on, and a security event. Each record once an hour. */
@Injectable()
export class Damage implements OnModuleInit {
  private readonly reported = new LRUCache<string, true>({ max: 10_000, ttl: quietFor });

  constructor(
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  onModuleInit(): void {
    this.keyring.onDamage((context) => this.report(context));
  }

  private report({ table, column, row }: RecordContext): void {
    const name = `${table}.${column}:${row}`;
    if (this.reported.has(name)) return;
    this.reported.set(name, true);
    this.log.error('a sealed record cannot be opened', { table, column, row });
    this.record(name).catch((error: unknown) => {
      this.reported.delete(name); // the next reader reports it again
      this.log.warn('a damaged record is not in the audit log yet', { table, column, row, error: errorName(error) });
    });
  }

  /** In an autonomous transaction: the surrounding work may be rolled back, the damage stays. */
  private record(name: string): Promise<void> {
    return this.transactions.autonomous((tx) =>
      this.audit.record(tx, {
        actor: 'system',
        action: 'record.damaged',
        object: { type: 'record', id: name },
        outcome: 'failed',
      }),
    );
  }
}
