import { expect, test } from 'vitest';
import { holdsSecret, isMadeUp, openDirectory, openFile } from './places.rules.js';

test.each([
  ['/proc', true],
  ['/proc/1/root/data', true],
  ['/sys/chatman', true],
  ['/dev/null', true],
  ['/dev/shm/chatman', false],
  ['/process/data', false],
  ['/var/lib/chatman', false],
])('%s lies where nothing can be kept: %s', (path, expected) => {
  expect(isMadeUp(path)).toBe(expected);
});

test.each([
  ['NODE_ENV=production\nCHAT_MAN_PASSWORD=x', true],
  [' export SESSION_SECRET = y', true],
  ['DATABASE_URL=postgres://a:b@c/d', true],
  ['OPENAI_API_KEY=z', true],
  ['CHAT_MAN_PASSWORD=\nPORT=3001', false],
  ['# CHAT_MAN_PASSWORD=x', false],
  ['CHAT_MAN_PASSWORD_FILE=/run/secrets/master', false],
])('%o holds a secret: %s', (text, expected) => {
  expect(holdsSecret(text)).toBe(expected);
});

test('what is open is named with its mode, and how to close it', () => {
  expect(openDirectory('/var/log', 0o40755, 'AUDIT_LOG_PATH')).toMatch(
    /^\/var\/log is open .*\(mode 755\).*chmod 700 \/var\/log.*AUDIT_LOG_PATH/,
  );
  expect(openFile('/opt/chatman/.env', 0o100644)).toContain('(mode 644). Close it: chmod 600 /opt/chatman/.env');
});
