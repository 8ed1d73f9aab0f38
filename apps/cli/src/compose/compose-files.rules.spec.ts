import { expect, test } from 'vitest';
import { composeEnvironment, databaseAddress } from './compose-files.rules.js';

const plain = {
  publicUrl: 'https://chat.example.com/',
  httpPort: 80,
  hasOllama: false,
  hasMonitoring: false,
  isDiskEncrypted: false,
};
const valueIn = (text: string, name: string): string | undefined => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1];

test('the address says the port, and needs no path', () => {
  expect(valueIn(composeEnvironment(plain), 'PUBLIC_URL')).toBe('https://chat.example.com');
  expect(valueIn(composeEnvironment(plain), 'HTTPS_PORT')).toBe('443');
  expect(valueIn(composeEnvironment({ ...plain, publicUrl: 'https://chat.example.com:8443' }), 'HTTPS_PORT')).toBe('8443');
});

test('profiles are chosen, and with Ollama its address', () => {
  expect(valueIn(composeEnvironment(plain), 'COMPOSE_PROFILES')).toBeUndefined();
  const all = composeEnvironment({ ...plain, hasOllama: true, hasMonitoring: true });
  expect(valueIn(all, 'COMPOSE_PROFILES')).toBe('ollama,monitoring');
  expect(valueIn(all, 'OLLAMA_BASE_URL')).toBe('http://ollama:11434');
});

test('encryption of the disk is said by a person only', () => {
  expect(valueIn(composeEnvironment(plain), 'SKIP_ENCRYPTION_CHECK')).toBe('false');
  expect(valueIn(composeEnvironment({ ...plain, isDiskEncrypted: true }), 'SKIP_ENCRYPTION_CHECK')).toBe('true');
});

test('a password is escaped in the address', () => {
  expect(databaseAddress('a/b@c')).toBe('postgres://chatman_owner:a%2Fb%40c@postgres:5432/chatman');
});
