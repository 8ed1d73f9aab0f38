import type { Notice, NoticeKind } from '#contracts/auth/notices.js';

const words: Readonly<Record<NoticeKind, (about: string) => string>> = {
  'device.new': (about) => $localize`You signed in on a new device: ${about}`,
  'password.changed': () => $localize`Your password was changed`,
  'password.reset': () => $localize`Your password was set with a link from an administrator`,
  'password.reset-link-made': () => $localize`An administrator created a link to set your password`,
  'mfa.enrolled': () => $localize`Your second factor was turned on`,
  'mfa.removed': () => $localize`Your second factor was turned off`,
  'mfa.removed-by-administrator': () => $localize`An administrator turned off your second factor`,
  'mfa.recovery-code-used': () => $localize`A recovery code was used to sign in`,
  'mfa.recovery-codes-made': () => $localize`New recovery codes were created; the old ones no longer work`,
  'token.created': (about) => $localize`An API token was created: ${about}`,
  'token.revoked': (about) => $localize`An API token was revoked: ${about}`,
  'passkey.added': (about) => $localize`A passkey was added: ${about}`,
  'passkey.removed': (about) => $localize`A passkey was removed: ${about}`,
  'passkey.copied': (about) => $localize`A passkey may have been copied: ${about}`,
  'sso.linked': (about) => $localize`Your account was linked to single sign-on: ${about}`,
  'sso.unlinked': (about) => $localize`Your account was unlinked from single sign-on: ${about}`,
  'restriction.ends': (about) =>
    $localize`The restriction of your data will be lifted on ${about}; see your request under My data`,
  'restriction.kept': () => $localize`The restriction of your data stays in force`,
  'restriction.lifted': () => $localize`The restriction of your data was lifted`,
  'account.dormant': (about) => $localize`Your account had not been used for long and was to be disabled on ${about}`,
  'account.dormant-disabled': () => $localize`Your account was disabled because it had not been used for long`,
  'record.damaged': () => $localize`This notice can’t be opened`,
};

export function noticeWords(notice: Pick<Notice, 'kind' | 'about'>): string {
  return words[notice.kind](notice.about ?? $localize`no name`);
}
