import type { Notice, NoticeKind } from '#contracts/auth/notices.js';

const words: Readonly<Record<NoticeKind, (about: string) => string>> = {
  'device.new': (about) => `You signed in on a device that was not seen before: ${about}`,
  'password.changed': () => 'Your password was changed',
  'password.reset': () => 'Your password was set with a link from an administrator',
  'password.reset-link-made': () => 'An administrator made a link with which your password can be set',
  'mfa.enrolled': () => 'Your second factor was turned on',
  'mfa.removed': () => 'Your second factor was turned off',
  'mfa.removed-by-administrator': () => 'An administrator turned your second factor off',
  'mfa.recovery-code-used': () => 'A recovery code was used to sign in',
  'mfa.recovery-codes-made': () => 'New recovery codes were made; the old ones no longer work',
  'token.created': (about) => `An API token was made: ${about}`,
  'token.revoked': (about) => `An API token was revoked: ${about}`,
  'passkey.added': (about) => `A passkey was added: ${about}`,
  'passkey.removed': (about) => `A passkey was removed: ${about}`,
  'passkey.copied': (about) => `A passkey seems to have been copied: ${about}`,
  'sso.linked': (about) => `Your account was linked to single sign-on: ${about}`,
  'sso.unlinked': (about) => `Your account was unlinked from single sign-on: ${about}`,
  'record.damaged': () => 'This notice can no longer be opened',
};

export function noticeWords(notice: Pick<Notice, 'kind' | 'about'>): string {
  return words[notice.kind](notice.about ?? 'no name');
}
