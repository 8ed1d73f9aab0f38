import type { ConversationFolders } from '#contracts/chat/chat.js';

/** What a list is narrowed to. */
export interface Narrowing {
  readonly folder?: string | undefined;
  readonly tag?: string | undefined;
}

interface Sorted {
  readonly folder: string | null;
  readonly tags: readonly string[];
}

export function isNarrowed({ folder, tag }: Narrowing): boolean {
  return folder !== undefined || tag !== undefined;
}

/** Upper and lower case, and the ways to encode an accent, do not tell folders or tags apart. */
export function isIn({ folder, tags }: Sorted, wanted: Narrowing): boolean {
  if (wanted.folder !== undefined && (folder === null || alike(folder) !== alike(wanted.folder))) return false;
  return wanted.tag === undefined || tags.some((tag) => alike(tag) === alike(wanted.tag!));
}

/** Folders and tags in use with the number of conversations in each, by name. The first spelling that is met is shown. */
export function foldersOf(conversations: readonly Sorted[]): ConversationFolders {
  return {
    folders: counted(conversations.flatMap(({ folder }) => (folder === null ? [] : [folder]))),
    tags: counted(conversations.flatMap(({ tags }) => tags)),
  };
}

function counted(names: readonly string[]): ConversationFolders['folders'] {
  const groups = [...Map.groupBy(names, alike).values()].map((same) => ({ name: same[0]!, conversations: same.length }));
  return groups.sort((left, right) => (alike(left.name) < alike(right.name) ? -1 : 1));
}

function alike(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
