import { displayNameFault, usernameFault, type NameFault } from '#contracts/names.js';

const unseen = 'This contains a character that cannot be seen or that turns the direction of writing. Type it anew.';

/** What is wrong with a name to sign in with; null where nothing is, or nothing is typed yet. */
export function usernameWords(typed: string): string | null {
  return wordsFor(typed, usernameFault(typed), {
    'too-short': 'A username has at least 3 characters.',
    'too-long': 'A username has at most 64 characters.',
    characters: 'Only letters, digits and . _ @ + -',
    unseen,
  });
}

/** The same for what a person is called. */
export function displayNameWords(typed: string): string | null {
  return wordsFor(typed, displayNameFault(typed), {
    'too-short': 'Please enter a name.',
    'too-long': 'A name has at most 100 characters.',
    characters: 'A name cannot begin with an accent alone.',
    unseen,
  });
}

function wordsFor(typed: string, fault: NameFault | null, words: Record<NameFault, string>): string | null {
  return fault === null || typed === '' ? null : words[fault];
}
