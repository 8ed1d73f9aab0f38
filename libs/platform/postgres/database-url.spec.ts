import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseUrl, withLogin } from './database-url.js';

const login = { role: 'chat man', password: 'p@ss/w?rd#%' };

function asPgReadsIt(url: string): object {
  const { user, password, host, port, database } = new pg.Client({ connectionString: url });
  return { user, password, host, port, database };
}

test('a socket directory, a role and a password with every awkward character arrive as they are', () => {
  expect(asPgReadsIt(databaseUrl({ host: '/tmp/chat man-1', port: 5432 }, login, 'chatman'))).toEqual({
    user: 'chat man',
    password: 'p@ss/w?rd#%',
    host: '/tmp/chat man-1',
    port: 5432,
    database: 'chatman',
  });
});

test.each([
  ['postgres://owner:old@db.example:6543/chat?sslmode=disable', 'db.example', 6543],
  ['postgresql://db.example:6543/chat', 'db.example', 6543],
  ['postgres://owner@db.example:6543/chat?application_name=a@b', 'db.example', 6543],
])('%s keeps its server for another role', (url, host, port) => {
  expect(asPgReadsIt(withLogin(url, login))).toEqual({ user: 'chat man', password: 'p@ss/w?rd#%', host, port, database: 'chat' });
});

test('something else than a PostgreSQL URL is a mistake of ours', () => {
  expect(() => withLogin('mysql://a@b/c', login)).toThrow('invariant');
});
