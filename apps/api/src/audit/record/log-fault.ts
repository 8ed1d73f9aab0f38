import type { Fault } from '#transparency/finding.js';

/** Why the tree must not grow: it would sign a history that contradicts what was signed before, or cannot sign at all. */
export type LogFault = Extract<Fault, 'stale' | 'forked'> | 'no-key' | 'damaged-key';

const texts: Readonly<Record<LogFault, string>> = {
  stale: 'the database holds an older state of the audit log than its anchor: it was put back, or lost committed data',
  forked: 'the audit log in the database contradicts its anchor',
  'no-key': 'the newest checkpoint of the audit log does not bear the signature of the key in the configuration directory',
  'damaged-key': 'the key in the configuration directory that signs checkpoints of the audit log is damaged',
};

/** Stops the sequencer until a person has looked. Events are still recorded. */
export class LogFaultError extends Error {
  override readonly name = 'LogFaultError';

  constructor(readonly fault: LogFault) {
    super(texts[fault]);
  }
}
