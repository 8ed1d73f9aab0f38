import type { Prompt } from '#contracts/chat/prompts.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { readerNames } from '../../../shared/readers/reader-words.rules.js';

/** Who can use it, as far as the person may know. */
export function usersWords({ isOwn, readers }: Pick<Prompt, 'isOwn' | 'readers'>): string {
  if (!isOwn) return $localize`Shared with you`;
  return readers.length === 0 ? $localize`Only you` : $localize`You and ${readerNames(readers)}`;
}

/** What a command may be made of, as the API checks it; null where it is fine. */
export function commandProblem(entry: string): string | null {
  const command = commandOf(entry);
  if (command === '') return $localize`Enter a command.`;
  if (command.length > 40) return $localize`Use at most 40 characters.`;
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(command) ? null : $localize`Use letters, digits, - and _ only.`;
}

/** With or without the slash, in any case. */
export function commandOf(entry: string): string {
  return entry.trim().replace(/^\//, '').toLowerCase();
}

export function deletePromptQuestion({ command, title, readers }: Prompt): Question {
  return {
    heading: $localize`Delete “${title}”?`,
    consequences: [
      `/${command} no longer offers it.`,
      ...(readers.length === 0 ? [] : [$localize`${readerNames(readers)} can’t use it any more either.`]),
      $localize`Questions that were asked with it stay as they are.`,
    ],
    undo: $localize`This can’t be undone.`,
    act: $localize`Delete prompt`,
    isDangerous: true,
  };
}
