import type { Share, SharedConversation } from '#contracts/chat/shares.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { readerNames } from '../../../shared/readers/reader-words.rules.js';

/** For how long a snapshot may be read. `''` is for as long as nobody revokes it. */
export const durations: readonly { readonly days: string; readonly words: string }[] = [
  { days: '1', words: $localize`1 day` },
  { days: '7', words: $localize`7 days` },
  { days: '30', words: $localize`30 days` },
  { days: '90', words: $localize`90 days` },
  { days: '', words: $localize`Until I revoke it` },
];

export function daysOf(choice: string): { readonly expiresInDays?: number } {
  return choice === '' ? {} : { expiresInDays: Number(choice) };
}

/** What the readers will see, before it is shared. */
export const whatIsShared = [
  $localize`A snapshot of the questions and answers up to now, in their newest version. What you ask later is not added.`,
  $localize`Sources are left out. Answers may still quote documents that the readers can’t open themselves.`,
] as const;

export function addressOf({ id }: Pick<Share, 'id'>, origin: string): string {
  return `${origin}/chat/shared/${id}`;
}

export function revokeQuestion({ readers }: Pick<Share, 'readers'>): Question {
  return {
    heading: $localize`Revoke this share?`,
    consequences: [
      $localize`${readerNames(readers)} can’t open this snapshot from now on. What somebody copied from it stays with them.`,
    ],
    undo: $localize`A revoked share can’t be restored, but you can share the conversation again.`,
    act: $localize`Revoke share`,
    isDangerous: true,
  };
}

/** Who shares it; a name that does not open is not shown. */
export function ownerWords({ owner }: Pick<SharedConversation, 'owner'>): string {
  return owner.displayName ?? owner.username ?? $localize`Somebody`;
}
