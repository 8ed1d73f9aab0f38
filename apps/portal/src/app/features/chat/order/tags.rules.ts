const mostTags = 20;
const longestTag = 40;

/** The tags in a line with commas: each once, in the order in which they are written. */
export function tagsIn(line: string): string[] {
  const tags = line
    .split(',')
    .map((tag) => tag.replace(/\s+/gu, ' ').trim().replace(/^#/u, ''))
    .filter((tag) => tag !== '');
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()];
}

/** What is wrong with them, or null. */
export function tagProblem(tags: readonly string[]): string | null {
  if (tags.length > mostTags) return $localize`Use at most ${String(mostTags)} tags.`;
  return tags.some((tag) => tag.length > longestTag) ? $localize`A tag has at most ${String(longestTag)} characters.` : null;
}
