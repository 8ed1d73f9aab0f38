/** What a text is embedded as: some models are told which of the two it is. */
export type TextRole = 'question' | 'passage';

/** Why nothing can be embedded at the moment. */
export type EmbeddingTrouble = 'memory' | 'failed' | 'server';

/** A vector of length 1 for each text; null for a text that the model refuses. */
export type Embedded = readonly (Float32Array | null)[];

/** Makes vectors of texts, of which those with a like meaning point a like way. */
export interface EmbeddingModel {
  /** Whether it reads no other language than English. */
  readonly isEnglishOnly: boolean;
  /** Whether its similarities are the ones that the signs of an answer are calibrated with (`libs/retrieval/ranking/support.ts`). */
  readonly isCalibrated: boolean;
  /** Below this, passages have nothing to do with a question: a nearest one there always is. */
  readonly leastSimilarity: number;
  readonly trouble: EmbeddingTrouble | null;
  /** Recorded beside each vector: another model, or another version of it, makes others of the same text. Null where it cannot be known now. */
  id(): Promise<string | null>;
  /** Null where the model cannot run or be reached; whoever asks goes on without. */
  embed(texts: readonly string[], role: TextRole): Promise<Embedded | null>;
}
