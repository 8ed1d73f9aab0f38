import { describe, expect, it } from 'vitest';
import { byTime, decodedReason, describeFilters, inContract, isFiltered, type FoundEvent } from './explorer.rules.js';

const event: FoundEvent = {
  index: 12,
  leafHash: 'aGFzaA==',
  sequence: '13',
  id: '01940000-0000-7000-8000-00000000000d',
  transaction: '700',
  recordedAt: '2026-11-21T09:30:00.123456Z',
  actor: '01940000-0000-7000-8000-000000000001',
  role: 'admin',
  requestId: null,
  action: 'conversation.deleted',
  objectType: 'conversation',
  objectId: null,
  outcome: 'success',
  reason: null,
  intent: null,
  detailCommitment: 'aGFzaA==',
};

describe('a cursor', () => {
  it('comes back as it was given out', () => {
    expect(byTime.positionOf(byTime.cursorAt(event))).toEqual({ recordedAt: event.recordedAt, sequence: '13' });
  });

  it.each([
    { recordedAt: '2026-11-21T09:30:00.123Z', sequence: '1' },
    { recordedAt: event.recordedAt, sequence: '1'.repeat(19) },
    { recordedAt: event.recordedAt, sequence: "1' OR 1=1" },
  ])('is none of %j', (position) => expect(byTime.positionOf(byTime.cursorAt(position))).toBeNull());
});

describe('an event for readers', () => {
  it('states the object and whether there is a detail', () => {
    expect(inContract(event)).toMatchObject({ index: 12, object: { type: 'conversation', id: null }, hasDetail: true });
    expect(inContract({ ...event, objectType: null, detailCommitment: null })).toMatchObject({ object: null, hasDetail: false });
  });

  it('holds nothing that only the tree needs', () => {
    expect(Object.keys(inContract(event))).not.toEqual(expect.arrayContaining(['transaction']));
  });
});

describe('filters', () => {
  it('are recorded as far as they were given', () => {
    expect(describeFilters({ action: 'session', outcome: 'denied' })).toEqual({ action: 'session', outcome: 'denied' });
    expect(isFiltered({ actor: undefined })).toBe(false);
    expect(isFiltered({ from: '2026-11-21T00:00:00Z' })).toBe(true);
  });
});

describe('a reason', () => {
  it('may be percent-encoded, since headers know no umlauts', () => {
    expect(decodedReason('Pr%C3%BCfung 2026')).toBe('Prüfung 2026');
    expect(decodedReason('100% sure')).toBe('100% sure');
  });
});
