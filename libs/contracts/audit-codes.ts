import { permissions } from './roles.js';

/**
 * Every word that may stand as the reason of an event in the open log, where nobody can take it out again. The list is closed, and it is
 * the program that chooses from it: what a person typed never comes here, however much it looks like a code.
 */
export const auditCodes = [
  // Refusals of access: the permission that was missing, or why nothing else was looked at.
  ...permissions,
  'unauthenticated',
  'needs-session',
  'forbidden',
  'not-found',
  'cross-site-request',
  'password-change-required',
  'own-approval',
  'own-role-request',
  'processing-restricted',
  'registration-closed',
  'already-set-up',
  'set-up-first',
  // What an administrator says of the first steps.
  'master-password-saved',
  'backup-elsewhere',
  // Sign-in, sessions and proofs.
  'invalid-credentials',
  'rate-limited',
  'mfa-required',
  'passkey-refused',
  'sign-in-busy',
  'disabled',
  'single-sign-on',
  'sso-not-started',
  'sso-cancelled',
  'sso-answer-refused',
  'sso-refused',
  'sso-step-up-not-begun',
  'sso-other-session',
  'sso-other-identity',
  'sso-not-linked',
  'sso-auth-time-missing',
  'sso-auth-time-old',
  'sso-auth-time-ahead',
  'counter-did-not-grow',
  'wrong-set-up-code',
  'username-taken',
  'username-alike',
  'display-name-alike',
  'owner-exists',
  'reset-link-used',
  'signed-out',
  'idle',
  'absolute',
  'clock',
  'forward',
  'back',
  'all-others',
  // Two people.
  'single-operator',
  // Answers of a model.
  'model-unreachable',
  'model-busy',
  'model-not-found',
  'model-refused',
  'model-name-refused',
  'model-failed',
  'model-out-of-memory',
  'model-cannot-load',
  'model-silent',
  'model-timeout',
  'prompt-too-long',
  'not-a-model-server',
  'answer-stays-here',
  'answer-cut',
  'answer-malformed',
  'answer-failed',
  'answer-interrupted',
  // The log itself: what a verification found, and how one ended.
  'altered',
  'missing',
  'inserted',
  'reordered',
  'truncated',
  'forked',
  'stale',
  'stopped',
  'interrupted',
  'failed',
  'webhook',
  // Backups: what failed, and which check did.
  'disk-full',
  'directory-not-writable',
  'log-not-signed',
  'restart-needed',
  'not-finished',
  'audit-log',
  'checkpoint',
  'contents',
  'keyring',
  'manifest',
  'parts',
  'signature',
  'load',
  'tables',
  'audit-root',
  'sealed-values',
  // What went because its time, or its turn, was over (the sealed detail has the figure), or for good after its owner had deleted it.
  'kept-long-enough',
  'newer-ones-kept',
  'deleted-by-owner',
] as const;

export type AuditCode = (typeof auditCodes)[number];

const known: ReadonlySet<string> = new Set(auditCodes);

export function isAuditCode(word: string): word is AuditCode {
  return known.has(word);
}
