import { describe, expect, it } from 'vitest';
import driver from 'pg-connection-string';
import { isLibpqVariable, withLibpqVariables } from './libpq-variables.rules.js';

const owner = (url: string, variables: Record<string, string>) => withLibpqVariables({ DATABASE_URL: url, ...variables });

describe('libpq’s variables', () => {
  it.each([
    [
      'a mode',
      'postgres://o:p@db:5432/c',
      { PGSSLMODE: 'require' },
      'postgres://o:p@db:5432/c?sslmode=require&uselibpqcompat=true',
    ],
    [
      'a mode that the address has',
      'postgres://o:p@db/c?sslmode=disable',
      { PGSSLMODE: 'require' },
      'postgres://o:p@db/c?sslmode=disable',
    ],
    ['a port', 'postgres://o:p@db/c', { PGPORT: '6432' }, 'postgres://o:p@db/c?port=6432'],
    ['a port that the address has', 'postgres://o:p@db:5433/c', { PGPORT: '6432' }, 'postgres://o:p@db:5433/c'],
    ['a password', 'postgres://o@db/c', { PGPASSWORD: 'a b#c' }, 'postgres://o:a%20b%23c@db/c'],
    ['user and password', 'postgres://db/c', { PGUSER: 'o', PGPASSWORD: 'p' }, 'postgres://o:p@db/c'],
    ['a host', 'postgres://o:p@/c', { PGHOST: '/run/pg' }, 'postgres://o:p@/c?host=%2Frun%2Fpg'],
    ['a database', 'postgres://o:p@db', { PGDATABASE: 'c' }, 'postgres://o:p@db/c'],
    ['nothing', 'postgres://o:p@/c?host=%2Fs', {}, 'postgres://o:p@/c?host=%2Fs'],
  ])('give an address %s', (_, url, variables, completed) => {
    expect(owner(url, variables)).toEqual({ databaseUrl: completed, databaseRuntimeUrl: null, faults: [] });
  });

  it('mean to the driver what they mean to psql', () => {
    const { databaseUrl } = owner('postgres://o:p@db/c', { PGSSLMODE: 'require' });
    expect(driver.parse(databaseUrl!).ssl).toEqual({ rejectUnauthorized: false });
    const { databaseUrl: strict } = owner('postgres://o:p@db/c', { PGSSLMODE: 'verify-full' });
    expect(driver.parse(strict!).ssl).toEqual({});
    expect(driver.parse(owner('postgres://o:p@db/c', { PGPORT: '6432' }).databaseUrl!).port).toBe('6432');
  });

  it('reach the restricted role too, without the owner’s name and password', () => {
    const variables = { DATABASE_RUNTIME_URL: 'postgres://app:x@db/c', PGSSLMODE: 'verify-full', PGUSER: 'o', PGPASSWORD: 'p' };
    expect(owner('postgres://db/c', variables).databaseRuntimeUrl).toBe(
      'postgres://app:x@db/c?sslmode=verify-full&uselibpqcompat=true',
    );
  });

  it('are passed over with the embedded database', () => {
    expect(withLibpqVariables({ PGSSLMODE: 'prefer', PGHOST: 'db', PGSERVICE: 'x' })).toEqual({
      databaseUrl: null,
      databaseRuntimeUrl: null,
      faults: [],
    });
  });

  it.each([
    [
      { PGSSLMODE: 'prefer' },
      'PGSSLMODE: expected disable, require, verify-ca or verify-full, found prefer, which protects nothing',
    ],
    [{ PGSSLMODE: 'yes' }, 'PGSSLMODE: expected disable, require, verify-ca or verify-full, found something else'],
    [{ PGSERVICE: 'main' }, 'PGSERVICE: expected not to be set'],
    [{ PGCHANNELBINDING: 'require' }, 'PGCHANNELBINDING: expected any value except require'],
  ])('%o cannot be honoured, which is said', (variables, fault) => {
    expect(owner('postgres://o:p@db/c', variables).faults).toEqual([expect.stringContaining(fault) as string]);
  });

  it.each(['DATABASE_URL', 'DATABASE_RUNTIME_URL'])('an sslmode in %s that the driver would ignore is refused', (name) => {
    const faultsWith = (mode: string) =>
      withLibpqVariables({ DATABASE_URL: 'postgres://o:p@db/c', [name]: `postgres://o:p@db/c?sslmode=${mode}` }).faults;
    expect(faultsWith('requre')).toEqual([
      `${name}: expected sslmode to be one of disable, require, verify-ca, verify-full, prefer, no-verify`,
    ]);
    expect(faultsWith('verify-full')).toEqual([]);
  });

  it('are known by their name', () => {
    expect(['PGSSLMODE', 'PGHOST', 'PG_TEST', 'PATH'].map(isLibpqVariable)).toEqual([true, true, false, false]);
  });
});
