import { displayNameFault, usernameFault, type NameFault } from '#contracts/auth/people/names.js';

const unseen = $localize`This contains an invisible character or one that changes text direction. Type it again.`;

/** What is wrong with a username; null if nothing is, or nothing is typed yet. */
export function usernameWords(typed: string): string | null {
  return wordsFor(typed, usernameFault(typed), {
    'too-short': $localize`Use at least 3 characters.`,
    'too-long': $localize`Use at most 64 characters.`,
    characters: $localize`Use only letters, digits and . _ @ + -`,
    unseen,
  });
}

/** The same for a display name. */
export function displayNameWords(typed: string): string | null {
  return wordsFor(typed, displayNameFault(typed), {
    'too-short': $localize`Enter a name.`,
    'too-long': $localize`Use at most 100 characters.`,
    characters: $localize`A name can’t start with a combining accent.`,
    unseen,
  });
}

function wordsFor(typed: string, fault: NameFault | null, words: Record<NameFault, string>): string | null {
  return fault === null || typed === '' ? null : words[fault];
}
