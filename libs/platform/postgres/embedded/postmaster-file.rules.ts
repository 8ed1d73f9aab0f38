/** What `postmaster.pid` in a cluster directory says. */
export interface PostmasterFile {
  readonly pid: number;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly port: number;
  /** Empty when the server listens on TCP only. */
  readonly socketDirectory: string;
  /** Whether the server says that it accepts connections. */
  readonly isReady: boolean;
}

/**
 * Reads the lock file that a running server keeps: process, directory, start, port, socket directory, listen address, shared memory, status.
 * The server writes it line by line while it starts, so later lines may be missing.
 * @returns null when the first line holds no process.
 */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return {
    pid,
    startedAt: Number(lines[2] ?? 0),
    port: Number(lines[3] ?? 0),
    socketDirectory: lines[4] ?? '',
    isReady: lines[7] === 'ready',
  };
}
