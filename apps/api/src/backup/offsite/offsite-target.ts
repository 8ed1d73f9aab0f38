/** A place for copies of backups outside this machine. Names are relative and have `/` between their parts. */
export interface OffsiteTarget {
  /** For the log and the audit event. */
  readonly kind: 'directory' | 's3';
  /** Names of everything below a prefix that ends in `/`. */
  list(prefix: string): Promise<string[]>;
  /** Puts a file of this machine there, whole or not at all. */
  put(name: string, path: string): Promise<void>;
  /** SHA-256 of what is there, read back from there; null where there is nothing. */
  sha256(name: string): Promise<string | null>;
  remove(name: string): Promise<void>;
}
