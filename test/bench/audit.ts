import { parseArgs } from 'node:util';
import { AuditCommits } from './audit-commits.js';
import { LongLog } from './audit-long-log.js';
import { AuditRoom } from './audit-room.js';

/**
 * What the audit log costs and how fast it is checked. docs/audit.md says what exactly is compared.
 * `--place` keeps the long log for the next run, which adds what it lacks, and `--parts proofs` measures only that part of it.
 * `--flush-ms 4` lets the server wait so long before each flush, for all kinds alike, as a disk without a cache of its own would.
 */
export default async function audit(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '4' },
      writers: { type: 'string', default: '1,8,32' },
      kinds: { type: 'string' },
      place: { type: 'string' },
      parts: { type: 'string', default: 'verification,export,proofs,pages' },
      'flush-ms': { type: 'string', default: '0' },
    },
  });
  const flushMs = Number(values['flush-ms']);
  const room = await AuditRoom.open(
    flushMs === 0 ? {} : { commit_delay: String(flushMs * 1000), commit_siblings: '0' },
    values.place,
  );
  try {
    const commits = await AuditCommits.in(room);
    const flush = { addedMs: flushMs, diskMs: commits.flushMs() };
    const rates: object[] = [];
    for (const writers of values.writers.split(',').filter(Boolean).map(Number))
      rates.push(await commits.measure(writers, Number(values.seconds), values.kinds?.split(',')));
    const long = values.events === '0' ? null : await new LongLog(room).measure(Number(values.events), values.parts.split(','));
    console.log(JSON.stringify({ flush, commits: rates, long }, null, 2));
  } finally {
    await room.close();
  }
}
