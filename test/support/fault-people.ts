import type { ChatMan } from './chat-man.js';
import { goodPassword, signedIn, type Person } from './people.js';

/** The first administrator of an installation that has nobody yet. */
export async function theFirstPerson(chatMan: ChatMan): Promise<Person> {
  const response = await fetch(`${chatMan.url}/api/auth/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: chatMan.setUpCode, username: 'first.admin', password: goodPassword }),
  });
  if (response.status >= 400) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
  return signedIn(chatMan, 'first.admin');
}

/** How often a fault is played: short by default, `CHAT_MAN_FAULT_ROUNDS` for a long run. */
export const faultRounds = Number(process.env['CHAT_MAN_FAULT_ROUNDS'] ?? 3);
