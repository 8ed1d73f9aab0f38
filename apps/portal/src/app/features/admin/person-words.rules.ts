import type { PersonRef } from '#contracts/auth/approvals.js';

/** How a person is named beside what they did; the account may be gone. */
export function personWords(person: PersonRef | null): string {
  return person?.displayName ?? person?.username ?? $localize`A former user`;
}
