import { Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import {
  AccessReason,
  readingActions,
  type AuditCounts,
  type AuditEventPage,
  type AuditEventQuery,
  type AuditEventWithDetail,
} from '#contracts/audit/audit.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { readPage, shownPage } from '#platform/http/paging.js';
import { CannotOpen } from '#sealing/cannot-open.js';
import { noSuchEvent, reasonRequired } from '../audit.errors.js';
import { DetailCheck } from '../verify/detail-check.js';
import { DetailRepository } from '../record/detail.repository.js';
import { byTime, decodedReason, describeFilters, inContract, type FoundEvent } from './explorer.rules.js';
import { ExplorerRepository } from './explorer.repository.js';
import { LogProofs } from '../tree/log-proofs.js';

const dayMs = 24 * 60 * 60 * 1000;

/** Opens the log to those who may read it, and records what they searched for and why. */
@Injectable()
export class ExplorerService {
  constructor(
    private readonly explorer: ExplorerRepository,
    private readonly details: DetailRepository,
    private readonly opener: DetailCheck,
    private readonly proofs: LogProofs,
    private readonly clock: Clock,
  ) {}

  async list({ audit }: AuditedCall, query: AuditEventQuery, reason: string | undefined): Promise<AuditEventPage> {
    const { limit, cursor, sort, reads, ...filters } = query;
    const wanted = { ...filters, without: reads ? [] : readingActions };
    audit.add({
      reason: givenReason(reason),
      detail: { filters: describeFilters(filters), continued: cursor !== undefined },
    });
    const page = await readPage({ limit, cursor }, byTime, (after, most) =>
      sort === 'recorded' ? this.explorer.oldest(wanted, after, most) : this.explorer.newest(wanted, after, most),
    );
    const roles = await this.rolesGiven(page.items);
    return shownPage(page, (event) => ({ ...inContract(event), newRole: roles.get(event.id) ?? null }));
  }

  async event({ audit }: AuditedCall, id: string, reason: string | undefined): Promise<AuditEventWithDetail> {
    audit.add({ reason: givenReason(reason) });
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

  /** Which role each of these events gave, as far as its detail is kept. */
  private async rolesGiven(page: readonly FoundEvent[]): Promise<ReadonlyMap<string, string>> {
    const ids = page.filter(({ action }) => action === 'user.role-changed').map(({ id }) => id);
    const roles = new Map<string, string>();
    for (const stored of ids.length === 0 ? [] : await this.details.of(ids)) {
      const to = await this.roleIn(stored);
      if (to !== null) roles.set(stored.eventId, to);
    }
    return roles;
  }

  /** Null where it was erased, or cannot be opened: the event itself and a verification say so, and the rest of the list stays readable. */
  private async roleIn(stored: Parameters<DetailCheck['open']>[0]): Promise<string | null> {
    try {
      const text = await this.opener.open(stored);
      const { to } = (text === null ? {} : JSON.parse(text)) as { readonly to?: unknown };
      return typeof to === 'string' ? to : null;
    } catch (cause) {
      if (cause instanceof CannotOpen) return null;
      throw cause;
    }
  }

  private async detailOf(id: string): Promise<AuditEventWithDetail['detail']> {
    const [stored] = await this.details.of([id]);
    return stored === undefined ? { state: 'erased' } : this.opener.shown(stored);
  }
}

/** The reason for looking, in words; required of everybody who sees more than a hash. */
export function givenReason(header: string | undefined): string {
  const parsed = z.safeParse(AccessReason, decodedReason(header ?? ''));
  if (!parsed.success) throw reasonRequired();
  return parsed.data;
}
