import { errorName } from '../../logging/error-name.js';
import type { Log } from '../../logging/log.js';
import type { OutageKind } from './outage-words.rules.js';
import { outageWords } from './outage-words.rules.js';

/** Milliseconds between two lines about the same kind of outage: during one, every request meets it. */
const quietMs = 30_000;

/** Reports outages of the database in one line with cause and cure, and not once a request. */
export class OutageLog {
  private readonly lines = new Map<OutageKind, { at: number; since: number }>();

  constructor(
    private readonly log: Log,
    private readonly now: () => number = () => performance.now(),
  ) {}

  report(kind: OutageKind, error: unknown): void {
    const line = this.lines.get(kind) ?? { at: -Infinity, since: 0 };
    this.lines.set(kind, line);
    line.since += 1;
    if (this.now() - line.at < quietMs) return;
    const { fact, cause, cure } = outageWords[kind];
    this.log.warn(fact, { cause, cure, error: errorName(error), requests: line.since });
    Object.assign(line, { at: this.now(), since: 0 });
  }
}
