import { Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import {
  AccessReason,
  type AuditCounts,
  type AuditEventPage,
  type AuditEventQuery,
  type AuditEventWithDetail,
} from '#contracts/audit.js';
import type { AuditNote } from '#platform/access/parameters.js';
import { Clock } from '#platform/clock.js';
import { noSuchEvent, reasonRequired, unknownAuditCursor } from './audit.errors.js';
import { DetailCheck } from './detail-check.js';
import { DetailRepository } from './detail.repository.js';
import { decodedReason, describeFilters, inContract, readCursor, writeCursor } from './explorer.rules.js';
import { ExplorerRepository } from './explorer.repository.js';
import { LogProofs } from './log-proofs.js';

const dayMs = 24 * 60 * 60 * 1000;

/** Lets those who may look at the log, and keeps what they looked for and why. */
@Injectable()
export class ExplorerService {
  constructor(
    private readonly explorer: ExplorerRepository,
    private readonly details: DetailRepository,
    private readonly opener: DetailCheck,
    private readonly proofs: LogProofs,
    private readonly clock: Clock,
  ) {}

  async list(query: AuditEventQuery, reason: string | undefined, note: AuditNote): Promise<AuditEventPage> {
    const { limit, cursor, sort, ...filters } = query;
    note.reason = givenReason(reason);
    note.detail = { filters: describeFilters(filters), continued: cursor !== undefined };
    const after = cursor === undefined ? null : readCursor(cursor);
    if (cursor !== undefined && after === null) throw unknownAuditCursor();
    const events = await (sort === 'recorded'
      ? this.explorer.oldest(filters, after, limit + 1)
      : this.explorer.newest(filters, after, limit + 1));
    const page = events.slice(0, limit);
    return { items: page.map(inContract), nextCursor: events.length > limit ? writeCursor(page.at(-1)!) : null };
  }

  async event(id: string, reason: string | undefined, note: AuditNote): Promise<AuditEventWithDetail> {
    note.reason = givenReason(reason);
    const event = await this.explorer.byId(id);
    if (event === null) throw noSuchEvent();
    return { ...inContract(event), detail: event.detailCommitment === null ? null : await this.detailOf(id) };
  }

  async counts(): Promise<AuditCounts> {
    const state = await this.proofs.signedState();
    const lastDay = await this.explorer.countSince(new Date(this.clock.now().getTime() - dayMs));
    const signedAt = state === null ? null : new Date(state.checkpoint.signedAt).toISOString();
    return { size: state?.checkpoint.size ?? 0, signedAt, lastDay };
  }

  private async detailOf(id: string): Promise<AuditEventWithDetail['detail']> {
    const [stored] = await this.details.of([id]);
    const text = stored === undefined ? null : await this.opener.open(stored);
    return text === null ? { state: 'erased' } : { state: 'kept', values: JSON.parse(text) as Record<string, unknown> };
  }
}

/** Why somebody looks, in words; asked of everybody who sees more than a hash. */
export function givenReason(header: string | undefined): string {
  const parsed = z.safeParse(AccessReason, decodedReason(header ?? ''));
  if (!parsed.success) throw reasonRequired();
  return parsed.data;
}
