/**
 * With what `chatman` and the API end, and what it means: the one table of them. Service managers read it (`RestartPreventExitStatus=78`),
 * docs/deployment.md shows it, and test/faults/exit-codes.spec.ts holds every refusal to it.
 */
export const exitCodes = {
  done: { code: 0, meaning: 'Done, or what was checked is sound. `start`: Chat Man was asked to stop, and did.' },
  failed: {
    code: 1,
    meaning:
      'Failed, or what was checked is not sound. The cause may be temporary (a server that is down, a port in use), so a service manager may start it again.',
  },
  refused: {
    code: 78,
    meaning:
      'Refused: a setting, a file, a password or the command itself is not valid. Nothing was changed. Fix the cause before you start again.',
  },
} as const;

/** Something that an operator has to change first (`EX_CONFIG` of sysexits.h). The text says what; a stack trace would add nothing. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

export function exitCodeOf(error: unknown): number {
  return (error instanceof Refused ? exitCodes.refused : exitCodes.failed).code;
}
