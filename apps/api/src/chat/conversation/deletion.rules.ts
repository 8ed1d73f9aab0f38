/** What was deleted after this moment can still be brought back; the rest is to be removed. */
export function restorableSince(now: Date, undoSeconds: number): Date {
  return new Date(now.getTime() - undoSeconds * 1000);
}
