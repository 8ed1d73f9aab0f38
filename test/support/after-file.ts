/** What a spec file opened, in the order in which it did. */
const opened: (() => Promise<void>)[] = [];

/**
 * Closes something when the spec file is over, wherever in it that was opened: in a hook or a test vitest knows no file to wait for, and what
 * stays open keeps its connections for as long as the worker lives.
 */
export function afterFile(close: () => Promise<void>): void {
  opened.push(close);
}

/** Last opened, first closed: an application before its database. */
export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}
