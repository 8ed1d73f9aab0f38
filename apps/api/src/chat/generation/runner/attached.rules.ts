/** A file of the branch, as far as that decides how it is read. */
export interface AttachedText<Passage> {
  readonly id: string;
  /** In the order of the text. */
  readonly passages: readonly Passage[];
  readonly tokens: number;
}

/**
 * The files that go into the prompt whole: those of the question first, then those before it, each as long as it fits. The others are
 * searched.
 */
export function wholeFiles<Passage>(
  files: readonly AttachedText<Passage>[],
  budget: number,
): {
  readonly whole: readonly AttachedText<Passage>[];
  readonly tooLong: readonly AttachedText<Passage>[];
  readonly left: number;
} {
  let left = budget;
  const whole: AttachedText<Passage>[] = [];
  const tooLong: AttachedText<Passage>[] = [];
  for (const file of files) {
    if (file.tokens > left) tooLong.push(file);
    else {
      whole.push(file);
      left -= file.tokens;
    }
  }
  return { whole, tooLong, left };
}

/** The files of a branch, newest question first; each once. */
export function filesOfBranch(
  own: readonly string[],
  history: readonly { readonly attachmentIds?: readonly string[] | undefined }[],
): string[] {
  return [...new Set([...own, ...history.toReversed().flatMap(({ attachmentIds = [] }) => attachmentIds)])];
}

/** The first of `items` whose costs together stay within a budget. */
export function within<Item>(items: readonly Item[], budget: number, costOf: (item: Item) => number): Item[] {
  let left = budget;
  const kept: Item[] = [];
  for (const item of items) {
    left -= costOf(item);
    if (left < 0) break;
    kept.push(item);
  }
  return kept;
}
