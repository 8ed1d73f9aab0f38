import { expect, test } from 'vitest';
import { productionFaults } from './production.rules.js';

const safe = { publicUrl: 'https://chat.example.org', trustedProxies: ['loopback'], openFiles: [] };

test.each([
  ['TLS at a proxy that is trusted', safe],
  ['no public address', { ...safe, publicUrl: null, trustedProxies: [] }],
  ['http on this machine alone', { ...safe, publicUrl: 'http://localhost:3001', trustedProxies: [] }],
  ['http on loopback', { ...safe, publicUrl: 'http://127.0.0.1:3001' }],
])('production runs with %s', (_, facts) => {
  expect(productionFaults(facts)).toEqual([]);
});

test.each([
  ['http on the network', { ...safe, publicUrl: 'http://chat.example.org' }, 'PUBLIC_URL is http://chat.example.org'],
  ['a name that only begins like this machine’s', { ...safe, publicUrl: 'http://localhost.example.org' }, 'PUBLIC_URL is http'],
  ['TLS at a proxy that is not trusted', { ...safe, trustedProxies: [] }, 'http.trustedProxies names none'],
  ['secrets that others can read', { ...safe, openFiles: [{ file: '/etc/s', mode: 0o100644 }] }, '(mode 644): chmod 600 /etc/s'],
])('production does not run with %s', (_, facts, says) => {
  expect(productionFaults(facts)).toEqual([expect.stringContaining(says)]);
});
