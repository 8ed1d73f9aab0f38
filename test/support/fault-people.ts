import { expect } from 'vitest';
import type { ChatMan } from './chat-man.js';
import { setUpByCode, type Person } from './people.js';
import { isThorough } from './thorough.js';

/** The first administrator of a new installation. */
export function theFirstPerson(chatMan: ChatMan): Promise<Person> {
  return setUpByCode(chatMan, chatMan.setUpCode);
}

/** Kills one process the hard way and waits until another has taken its place and the API answers again. */
export async function killAndRecover(chatMan: ChatMan, victim: 'API' | 'database'): Promise<void> {
  const pid = (): number => (victim === 'API' ? chatMan.apiPid : chatMan.postgresPid);
  const before = pid();
  process.kill(before, 'SIGKILL');
  // Readiness alone may be an answer from just before the blow.
  await expect.poll(() => pid(), { timeout: 90_000 }).not.toBe(before);
  await expect.poll(() => chatMan.answers(), { timeout: 90_000 }).toBe(true);
}

/** How often a fault is played: once by default, ten times with `--thorough`, or `CHAT_MAN_FAULT_ROUNDS` times. */
export const faultRounds = Number(process.env['CHAT_MAN_FAULT_ROUNDS'] ?? (isThorough ? 10 : 1));
