/** Notes of the host's own history, with those that were brought from elsewhere in their places among them, by the size they speak of. */
export async function* withBrought(own: AsyncIterable<string>, brought: readonly string[]): AsyncGenerator<string> {
  const waiting = [...brought].sort((one, other) => sizeIn(one) - sizeIn(other));
  for await (const note of own) {
    while (waiting.length > 0 && sizeIn(waiting[0]!) <= sizeIn(note)) yield waiting.shift()!;
    yield note;
  }
  yield* waiting;
}

/** The second line of a checkpoint is its size. */
function sizeIn(note: string): number {
  return Number(note.split('\n', 2)[1]);
}
