import { describe, expect, it } from 'vitest';
import { ServerSilent, isConnectionLoss, isDatabaseOutage, outageOf, refusedBy } from './outage.js';

describe('a database outage', () => {
  it.each([
    [{ code: 'ECONNREFUSED', syscall: 'connect' }],
    [{ code: '57P01' }],
    [{ code: '53300' }],
    [{ code: '40P01' }],
    [{ code: '55P03' }],
    [{ message: 'Connection terminated unexpectedly' }],
    [{ name: 'QueryRunnerAlreadyReleasedError' }],
    [{ name: 'QueryRunnerProviderAlreadyReleasedError' }],
    [{ driverError: { code: '08006' } }],
  ])('is %j', (error) => {
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it.each([
    [{ code: '23505' }],
    [{ code: 'ENOENT', syscall: 'open' }],
    [{ code: '42P01' }],
    [new Error('x')],
    [null],
    ['ECONNREFUSED'],
  ])('is not %j', (error) => {
    expect(isDatabaseOutage(error)).toBe(false);
  });
});

describe('the kind of an outage', () => {
  it.each([
    [{ driverError: { code: '57014' } }, 'slow'],
    [{ code: '55P03' }, 'locked'],
    [{ code: '40P01' }, 'collided'],
    [{ code: '53300' }, 'full'],
    [{ code: '25006' }, 'read-only'],
    [{ message: 'timeout exceeded when trying to connect' }, 'no-connection'],
    [{ driverError: new ServerSilent('') }, 'silent'],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'unreachable'],
  ])('of %j is %s', (error, kind) => expect(outageOf(error)).toBe(kind));
});

describe('a refused statement', () => {
  it('is described by its SQLSTATE and the name of the constraint', () => {
    expect(refusedBy({ driverError: { code: '23505', constraint: 'user_username_key' } })).toEqual({
      sqlState: '23505',
      constraint: 'user_username_key',
    });
  });

  it('is not made up for other errors', () => {
    expect(refusedBy(new Error('x'))).toBeNull();
    expect(refusedBy({ code: 'ECONNREFUSED' })).toBeNull();
  });
});

describe('a lost connection', () => {
  it.each([
    [{ code: 'ECONNRESET', syscall: 'read' }],
    [{ code: '57P01' }],
    [new ServerSilent('')],
    [{ message: 'Connection terminated unexpectedly' }],
  ])('leaves open what happened: %j', (error) => expect(isConnectionLoss(error)).toBe(true));

  it.each([[{ code: '40001' }], [{ code: '57014' }], [{ code: '53300' }], [{ code: '23505' }], [new Error('x')]])(
    'is not a refusal, after which nothing happened: %j',
    (error) => expect(isConnectionLoss(error)).toBe(false),
  );
});
