/** Where a file goes: into a collection, or as a new version of a document in it. */
export interface Destination {
  readonly collectionId: string;
  readonly documentId: string | null;
}

/**
 * `sent`: the API has it, and a job reads it. `refused`: the API has looked at it and doesn't want it. `failed`: it didn't arrive, or
 * nobody knows.
 */
export type UploadPhase = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'cancelled';

/** One file on its way into a collection. */
export interface Upload {
  readonly id: number;
  readonly to: Destination;
  readonly file: File;
  readonly name: string;
  readonly phase: UploadPhase;
  /** Bytes that have left. */
  readonly sent: number;
  readonly jobId: string | null;
  /** The document that it became. */
  readonly documentId: string | null;
  /** Why it was refused or failed. */
  readonly problem: string;
}
