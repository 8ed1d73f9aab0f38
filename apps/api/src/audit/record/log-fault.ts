import type { Fault } from '#transparency/export/finding.js';

/** Why the tree must not grow: it would sign a history that contradicts what was signed before, or cannot sign at all. */
export type LogFault = Extract<Fault, 'stale' | 'forked'> | 'no-key' | 'damaged-key';

const texts: Readonly<Record<LogFault, string>> = {
  stale: 'the audit log in the database is older than its anchor: it was restored to an older state, or lost committed data',
  forked: 'the audit log in the database doesn’t match its anchor',
  'no-key': 'the newest checkpoint of the audit log isn’t signed with the key in the configuration directory',
  'damaged-key': 'the audit signing key in the configuration directory is damaged',
};

/** Stops the sequencer until an operator has intervened. Events are still recorded. */
export class LogFaultError extends Error {
  override readonly name = 'LogFaultError';

  constructor(readonly fault: LogFault) {
    super(texts[fault]);
  }
}
