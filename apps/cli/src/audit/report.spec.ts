import { describe, expect, it } from 'vitest';
import { inWords, type Report } from './report.js';

const sound: Report = { valid: true, size: 10, signedSize: 9, events: 8, pruned: 2, firstBad: null };

describe('the result in words', () => {
  it('says that a log is sound, and what that rests on', () => {
    expect(inWords(sound)).toBe('The audit log is sound.\n8 events in 10 places, 2 removed by retention; signed up to 9.\n');
  });

  it('names the place and what happened to it', () => {
    const text = inWords({ ...sound, valid: false, firstBad: { index: 4, upTo: 5, kind: 'altered', where: 'event' } });
    expect(text).toContain('NOT sound: altered');
    expect(text).toContain('The event at place 4 is not what the log committed to');
  });

  it('distinguishes a missing detail from a missing event', () => {
    const text = inWords({ ...sound, valid: false, firstBad: { index: 4, upTo: 5, kind: 'missing', where: 'detail' } });
    expect(text).toContain('The encrypted detail of the event at place 4 is missing, and no erasure explains it');
  });

  it('names a stretch where the place is not certain', () => {
    expect(inWords({ ...sound, valid: false, firstBad: { index: 4, upTo: 9, kind: 'forked', where: 'checkpoint' } })).toContain(
      'places 4 to 8 (checkpoint)',
    );
  });
});
