import { expect, test } from 'vitest';
import { masterPasswordWords } from './ready-message.js';

test.each([
  [null, 'was generated and is in /srv/chat-man/config/.master_password'],
  ['Quiet-River-Stone-42', 'is the one in CHAT_MAN_PASSWORD'],
])('the first start says where the master password is, never the password, and what its loss means', (masterPassword, place) => {
  const words = masterPasswordWords({ masterPassword, configDir: '/srv/chat-man/config' });
  expect(words).toContain(place);
  expect(words).toContain('nothing stored here can be decrypted again');
  expect(words).not.toContain('Quiet-River');
});
