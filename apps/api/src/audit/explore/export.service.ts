import { Injectable } from '@nestjs/common';
import type { AuditExportQuery } from '#contracts/audit/audit.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { AuditFacade } from '../audit.facade.js';
import { describeFilters } from './explorer.rules.js';
import { givenReason } from './explorer.service.js';
import { LogExport } from './log-export.js';

export interface StartedExport {
  readonly lines: AsyncIterable<string>;
  readonly mediaType: string;
  readonly fileName: string;
}

/** Exports take as long as their reader: announced before the first line, concluded after the last one or when it breaks off. */
@Injectable()
export class ExportService {
  constructor(
    private readonly exporter: LogExport,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
  ) {}

  async start(actor: Actor, query: AuditExportQuery, reason: string | undefined): Promise<StartedExport> {
    const { format, details, ...filters } = query;
    const act: Omit<AuditRecord, 'outcome'> = {
      actor: { id: actor.id, role: actor.role },
      action: 'audit.exported',
      reason: givenReason(reason),
      detail: { format, details, filters: describeFilters(filters) },
    };
    const lines = this.exporter.lines({ format, details, filters });
    const first = await lines.next();
    const announced = await this.audit.recordIntent(act);
    const conclude = (outcome: 'success' | 'failed') =>
      this.transactions.run((tx) =>
        this.audit.recordOutcome(tx, announced, { actor: act.actor, action: act.action, requestId: act.requestId, outcome }),
      );
    return {
      lines: concluded(first, lines, conclude),
      mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
      fileName: `audit.${format}`,
    };
  }
}

async function* concluded(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
  conclude: (outcome: 'success' | 'failed') => Promise<void>,
): AsyncGenerator<string> {
  let outcome: 'success' | 'failed' = 'failed';
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
    outcome = 'success';
  } finally {
    await conclude(outcome); // also when the reader went away in the middle
  }
}
