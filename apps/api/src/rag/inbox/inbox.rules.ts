/** A file as a look at the inbox finds it. */
export interface SeenFile {
  /** Within the folder of its collection, with `/` between names. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Look {
  /** Files to take in: seen like that in the look before, and not dealt with as they are now. */
  readonly settled: readonly SeenFile[];
  /** Paths that count as there: those of this look and of the one before. What is missing in two looks is gone. */
  readonly present: readonly string[];
}

/** Names that programs give to what they have not finished, and hidden files. */
const unfinished = /(^|\/)\.|(\.(draft|part|partial|tmp|temp|crdownload|download|swp)|~)$/i;

/**
 * What to do after a look.
 *
 * @param before the files of the look before; null at the first, after which nothing is done
 * @param done how each path was when it was dealt with
 */
export function lookAt(
  now: readonly SeenFile[],
  before: readonly SeenFile[] | null,
  done: ReadonlyMap<string, string>,
): Look | null {
  if (before === null) return null;
  const earlier = new Map(before.map((file) => [file.path, stateOf(file)]));
  const wanted = now.filter(({ path }) => !unfinished.test(path));
  return {
    settled: wanted.filter((file) => earlier.get(file.path) === stateOf(file) && done.get(file.path) !== stateOf(file)),
    present: [...new Set([...now, ...before].map(({ path }) => path).filter((path) => !unfinished.test(path)))],
  };
}

/** By which a change of a file is seen without reading it. */
export function stateOf({ size, mtimeMs }: SeenFile): string {
  return `${size}/${mtimeMs}`;
}
