/** `EX_CONFIG` of sysexits.h: starting again without changing something is useless. */
export const refusedExitCode = 78;

/** Chat Man will not start like this. The text says why and what to do; a stack trace would say nothing more. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
