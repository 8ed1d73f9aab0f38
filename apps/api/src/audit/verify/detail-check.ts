import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuditEventWithDetail } from '#contracts/audit/audit.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Problem } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { isDamage } from '#platform/keyring/keys/reader.js';
import { CannotOpen } from '#sealing/cannot-open.js';
import { sameBytes } from '#transparency/tree/hashing.js';
import { EventDetailRow } from '../record/event.entity.js';
import { DetailRepository, type StoredDetail } from '../record/detail.repository.js';
import type { Verification } from './log-walk.js';

const pageSize = 500;

export type ShownDetail = NonNullable<AuditEventWithDetail['detail']>;

/** Opens the details of events, and compares them with what the log has committed to. */
@Injectable()
export class DetailCheck {
  constructor(
    private readonly details: DetailRepository,
    private readonly keyring: Keyring,
  ) {}

  /** The position of the first event whose detail is not the recorded one; null when there is none. Missing ones are checked separately. */
  async firstAltered({ signal, onProgress }: Verification = {}): Promise<number | null> {
    const size = await this.details.count();
    let checked = 0;
    let first: number | null = null;
    for (
      let page = await this.details.after(null, pageSize);
      page.length > 0;
      page = await this.details.after(page.at(-1)!, pageSize)
    ) {
      signal?.throwIfAborted();
      for (const detail of page) {
        if (detail.index === null || (first !== null && detail.index >= first)) continue;
        if (!(await this.isAsRecorded(detail))) first = detail.index;
      }
      checked += page.length;
      onProgress?.({ step: 'details', checked, size: Math.max(size, checked) });
    }
    return first;
  }

  /**
   * The position of the first event whose detail is gone without an erasure, or of the first erasure of other details than
   * its event commits to; null when there is none.
   */
  async firstMissing({ signal }: Verification = {}): Promise<number | null> {
    for (
      let page = await this.details.committedAfter(null, pageSize);
      page.length > 0;
      page = await this.details.committedAfter(page.at(-1)!, pageSize)
    ) {
      signal?.throwIfAborted();
      const missing = page.filter(({ isMissing, index }) => isMissing && index !== null).map(({ index }) => index!);
      if (missing.length > 0) return Math.min(...missing);
    }
    return this.details.firstFalseErasure();
  }

  /** What happened in detail; null when it was erased. Throws CannotOpen when it is not what was sealed for this event. */
  async open(detail: Pick<StoredDetail, 'eventId' | 'subjectId' | 'content'>): Promise<string | null> {
    try {
      const sealer =
        detail.subjectId === null ? await this.keyring.forPurpose('audit') : await this.keyring.forSubject(detail.subjectId);
      return sealer.openText(recordContext(EventDetailRow, 'content', detail.eventId), detail.content);
    } catch (cause) {
      if (cause instanceof Problem && cause.code === 'key-destroyed') return null;
      throw cause;
    }
  }

  /** As `open`, for display: an altered detail is reported as damaged. */
  async shown(detail: Pick<StoredDetail, 'eventId' | 'subjectId' | 'content'>): Promise<ShownDetail> {
    try {
      const text = await this.open(detail);
      return text === null ? { state: 'erased' } : { state: 'kept', values: JSON.parse(text) as Record<string, unknown> };
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      this.keyring.reportDamage(recordContext(EventDetailRow, 'content', detail.eventId));
      return { state: 'damaged' };
    }
  }

  private async isAsRecorded(detail: StoredDetail): Promise<boolean> {
    if (detail.commitment === null) return false;
    try {
      const text = await this.open(detail);
      const bytes = text === null ? null : Buffer.concat([detail.salt, Buffer.from(text, 'utf8')]);
      return bytes === null || sameBytes(hash('sha256', bytes, 'buffer'), detail.commitment);
    } catch (cause) {
      if (cause instanceof CannotOpen || cause instanceof RangeError) return false;
      throw cause;
    }
  }
}
