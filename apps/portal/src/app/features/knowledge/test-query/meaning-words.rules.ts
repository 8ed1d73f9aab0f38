/** How near a passage is in meaning, as people say it; the figure beside it for those who compare. */
export function meaningWords(similarity: number): string {
  const words = similarity >= 0.5 ? 'near' : similarity >= 0.35 ? 'related' : 'distant';
  return `${words} (${similarity.toLocaleString(undefined, { maximumFractionDigits: 2 })})`;
}
