import { describe, expect, it } from 'vitest';
import { RequestState, type RequestAct } from '#contracts/rights/requests.js';
import { actsFor, fittingActs, fulfilmentOf, isOpen, namesNames, runsAtOnce, type RequestFacts } from './request.rules.js';

const now = new Date('2026-06-10T00:00:00Z');
const request: RequestFacts = {
  type: 'access',
  state: 'received',
  bySubject: false,
  subjectId: 'ada',
  dueAt: new Date('2026-07-01T00:00:00Z'),
  extendedAt: null,
  liftsAt: null,
  liftedAt: null,
  namesNames: false,
};

describe('what fits a state', () => {
  it.each<[RequestState, RequestAct[]]>([
    ['received', ['verify-identity', 'refuse', 'extend', 'withdraw']],
    ['identity-confirmed', ['approve', 'refuse', 'extend', 'withdraw']],
    ['approved', ['complete', 'refuse', 'extend', 'withdraw']],
    ['in-progress', ['extend']],
    ['completed', []],
    ['refused', []],
    ['withdrawn', []],
  ])('%s: %o', (state, acts) => {
    expect(fittingActs({ ...request, state }, now)).toEqual(acts);
    expect(isOpen(state)).toBe(acts.length > 0);
  });

  it('is in force while a restriction or objection is approved and not lifted, and ends by the right people', () => {
    const facts: RequestFacts = { ...request, type: 'restriction', state: 'completed' };
    const [ada, officer] = [
      { id: 'ada', isOfficer: false },
      { id: 'olga', isOfficer: true },
    ];
    expect([actsFor(facts, ada, now), actsFor(facts, officer, now)]).toEqual([['lift'], ['lift']]);
    const announced = { ...facts, liftsAt: now };
    expect([actsFor(announced, ada, now), actsFor(announced, officer, now)]).toEqual([['lift'], ['keep']]);
    const objection: RequestFacts = { ...facts, type: 'objection' };
    expect([actsFor(objection, ada, now), actsFor(objection, officer, now)]).toEqual([['lift'], []]);
    expect(fittingActs({ ...facts, liftedAt: now }, now)).toEqual([]);
    expect(fittingActs({ ...facts, subjectId: null }, now)).toEqual([]);
  });

  it('covers every state', () => {
    for (const state of RequestState.options) expect(fittingActs({ ...request, state }, now)).toBeInstanceOf(Array);
  });

  it.each([
    ['in time', {}, true],
    ['in the last moment', { dueAt: now }, true],
    ['too late', { dueAt: new Date(now.getTime() - 1) }, false],
    ['for a second time', { extendedAt: new Date('2026-06-02T00:00:00Z') }, false],
  ])('an extension %s', (_when, facts, fits) => {
    expect(fittingActs({ ...request, ...facts }, now).includes('extend')).toBe(fits);
  });
});

describe('who may do what', () => {
  it.each<[string, { id: string; isOfficer: boolean }, RequestAct[]]>([
    ['the person', { id: 'ada', isOfficer: false }, ['withdraw']],
    ['an officer', { id: 'olga', isOfficer: true }, ['verify-identity', 'refuse', 'extend', 'withdraw']],
    ['an officer on a request of their own', { id: 'ada', isOfficer: true }, ['withdraw']],
    ['anybody else', { id: 'bob', isOfficer: false }, []],
  ])('%s: %o', (_who, reader, acts) => {
    expect(actsFor(request, reader, now)).toEqual(acts);
  });
});

describe('how it is carried out', () => {
  it.each<[Partial<RequestFacts>, ReturnType<typeof fulfilmentOf>, boolean]>([
    [{ type: 'access', bySubject: true }, 'package', true],
    [{ type: 'access' }, 'package', false],
    [{ type: 'portability', bySubject: true }, 'package', true],
    [{ type: 'rectification', bySubject: true, namesNames: true }, 'names', true],
    [{ type: 'rectification', bySubject: true }, 'by-hand', false],
    [{ type: 'rectification', namesNames: true }, 'names', false],
    [{ type: 'erasure', bySubject: true }, 'erasure', false],
    [{ type: 'restriction', bySubject: true }, 'restriction', false],
    [{ type: 'objection', bySubject: true }, 'objection', false],
    [{ type: 'erasure', subjectId: null }, 'by-hand', false],
    [{ type: 'access', subjectId: null }, 'by-hand', false],
  ])('%o: %s, at once: %s', (facts, fulfilment, atOnce) => {
    expect(fulfilmentOf({ ...request, ...facts })).toBe(fulfilment);
    expect(runsAtOnce({ ...request, ...facts })).toBe(atOnce);
  });

  it('names are to be corrected where one is given', () => {
    expect(namesNames({ text: 'My name changed', displayName: 'Ada K.' })).toBe(true);
    expect(namesNames({ text: 'My address changed' })).toBe(false);
    expect(namesNames(null)).toBe(false);
  });
});
