import type { Conversation } from '#contracts/chat/chat.js';

/** Which conversations the rail shows: all but the archived ones, those in a folder or with a tag, or the archive. */
export interface ListView {
  readonly archived: boolean;
  readonly folder?: string;
  readonly tag?: string;
}

export function isInView({ archived, folder, tags }: Conversation, view: ListView): boolean {
  if (archived !== view.archived) return false;
  if (view.folder !== undefined && !alike(folder ?? '', view.folder)) return false;
  const { tag } = view;
  return tag === undefined || tags.some((each) => alike(each, tag));
}

/** What to call it where the rail shows a part; null for the whole list. */
export function viewName({ archived, folder, tag }: ListView): string | null {
  return folder ?? (tag === undefined ? null : `#${tag}`) ?? (archived ? $localize`Archived` : null);
}

/** As the API compares them. */
function alike(left: string, right: string): boolean {
  return left.normalize('NFKC').toLowerCase() === right.normalize('NFKC').toLowerCase();
}
