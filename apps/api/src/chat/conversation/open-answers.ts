/** Answers that are being written here, as conversations and messages need to know them. Generations provide it. */
export abstract class OpenAnswers {
  /** The text so far; undefined where the answer is not in this instance's memory. */
  abstract textOf(generationId: string): string | undefined;
  /** Nothing of a deleted conversation stays readable. */
  abstract forget(conversationId: string): void;
}
