import { expect, test } from 'vitest';
import { formerCookieName, sessionCookieName } from './session-cookie.js';

const production = { mode: 'production', port: 3001 } as const;
const development = { mode: 'development', publicUrl: null } as const;

test.each([
  [{ ...production, publicUrl: 'https://chat.example.org' }, '__Host-chatman.sid'],
  [{ ...production, publicUrl: 'https://chat.example.org:443/' }, '__Host-chatman.sid'],
  [{ ...production, publicUrl: 'https://chat.example.org:8443' }, '__Host-chatman-8443.sid'],
  [{ ...production, publicUrl: 'https://chat.example.org:3001' }, '__Host-chatman-3001.sid'],
  [{ ...production, publicUrl: null }, '__Host-chatman.sid'],
  [{ ...development, port: 3001 }, 'chatman.sid'],
  [{ ...development, port: 3002 }, 'chatman-3002.sid'],
  [{ ...development, port: 3002, publicUrl: 'http://localhost:4000' }, 'chatman-4000.sid'],
])('reached as %o, the session is in %s', (where, name) => {
  expect(sessionCookieName(where)).toBe(name);
});

test('before, the port was in no name', () => {
  expect(formerCookieName({ ...development, port: 3002 }, 'sid')).toBe('chatman.sid');
  expect(formerCookieName({ ...production, publicUrl: 'https://chat.example.org:8443' }, 'sid')).toBe('__Host-chatman.sid');
});
