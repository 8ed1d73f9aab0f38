import { isAuditCode } from '#contracts/audit/audit-codes.js';
import type { AuditRecord } from './ports.js';

/**
 * Why, in a word that another part of the program chose, such as the code of a problem: in the open where the closed list has it, and sealed
 * like the words of a person where it does not. Never for what a person typed.
 */
export function why(word: string | null | undefined): Pick<AuditRecord, 'code' | 'reason'> {
  if (word === null || word === undefined) return {};
  return isAuditCode(word) ? { code: word } : { reason: word };
}
