import { describe, expect, it } from 'vitest';
import { reconcile, type UnresolvedAlert } from './reconcile.rules.js';
import { aFinding, anna, minutesBefore, noon } from './testing.js';

const none = new Set<never>();
const alert: UnresolvedAlert = {
  id: anna,
  rule: 'failed-logins',
  scope: '',
  severity: 'warning',
  state: 'open',
  count: 5,
  lastAt: minutesBefore(1),
};

describe('after a run of the rules', () => {
  it('opens what is new', () => {
    expect(reconcile([], [aFinding({})], none)).toMatchObject({ opened: [aFinding({})], continued: [], resolved: [] });
  });

  it('opens nothing twice, and carries on what happened again', () => {
    const finding = aFinding({ count: 9 });
    expect(reconcile([alert], [finding], none)).toEqual({
      opened: [],
      continued: [{ alert, finding, isWorse: false }],
      resolved: [],
    });
  });

  it('keeps an acknowledged alert instead of opening another one', () => {
    const acknowledged = { ...alert, state: 'acknowledged' } as const;
    expect(reconcile([acknowledged], [aFinding({})], none).opened).toEqual([]);
  });

  it('knows when it becomes worse', () => {
    const { continued } = reconcile([alert], [aFinding({ severity: 'critical' })], none);
    expect(continued[0]?.isWorse).toBe(true);
    expect(reconcile([{ ...alert, severity: 'critical' }], [aFinding({})], none).continued[0]?.isWorse).toBe(false);
  });

  it('changes nothing where nothing happened since', () => {
    const same = aFinding({ lastAt: alert.lastAt, firstAt: alert.lastAt });
    expect(reconcile([alert], [same], none)).toEqual({ opened: [], continued: [], resolved: [] });
  });

  it('resolves what is not found any more', () => {
    expect(reconcile([alert], [], none)).toEqual({ opened: [], continued: [], resolved: [alert] });
  });

  it('resolves nothing that could not be judged', () => {
    expect(reconcile([alert], [], new Set(['failed-logins']))).toEqual({ opened: [], continued: [], resolved: [] });
  });

  it('takes another scope for another alert', () => {
    const other = aFinding({ scope: anna, lastAt: noon });
    expect(reconcile([alert], [other], none)).toMatchObject({ opened: [other], resolved: [alert] });
  });
});
