import type { Notice, NoticeKind } from '#contracts/auth/notices.js';

const words: Readonly<Record<NoticeKind, (about: string) => string>> = {
  'device.new': (about) => `You signed in on a new device: ${about}`,
  'password.changed': () => 'Your password was changed',
  'password.reset': () => 'Your password was set with a link from an administrator',
  'password.reset-link-made': () => 'An administrator created a link to set your password',
  'mfa.enrolled': () => 'Your second factor was turned on',
  'mfa.removed': () => 'Your second factor was turned off',
  'mfa.removed-by-administrator': () => 'An administrator turned off your second factor',
  'mfa.recovery-code-used': () => 'A recovery code was used to sign in',
  'mfa.recovery-codes-made': () => 'New recovery codes were created; the old ones no longer work',
  'token.created': (about) => `An API token was created: ${about}`,
  'token.revoked': (about) => `An API token was revoked: ${about}`,
  'passkey.added': (about) => `A passkey was added: ${about}`,
  'passkey.removed': (about) => `A passkey was removed: ${about}`,
  'passkey.copied': (about) => `A passkey may have been copied: ${about}`,
  'sso.linked': (about) => `Your account was linked to single sign-on: ${about}`,
  'sso.unlinked': (about) => `Your account was unlinked from single sign-on: ${about}`,
  'restriction.ends': (about) => `The restriction of your data will be lifted on ${about}; see your request under My data`,
  'restriction.kept': () => 'The restriction of your data stays in force',
  'restriction.lifted': () => 'The restriction of your data was lifted',
  'record.damaged': () => 'This notice can’t be opened',
};

export function noticeWords(notice: Pick<Notice, 'kind' | 'about'>): string {
  return words[notice.kind](notice.about ?? 'no name');
}
