import { parseArgs } from 'node:util';
import { AuditCommits } from './audit-commits.js';
import { LongLog } from './audit-long-log.js';
import { AuditRoom } from './audit-room.js';

/**
 * What the audit log costs and how fast it is checked. docs/audit.md says what exactly is compared.
 * `--flush-ms 4` lets the server wait so long before each flush, for all kinds alike, as a disk without a cache of its own would.
 */
export default async function audit(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '4' },
      writers: { type: 'string', default: '1,8,32' },
      kinds: { type: 'string' },
      'flush-ms': { type: 'string', default: '0' },
    },
  });
  const flushMs = Number(values['flush-ms']);
  const room = await AuditRoom.open(flushMs === 0 ? {} : { commit_delay: String(flushMs * 1000), commit_siblings: '0' });
  try {
    const commits = await AuditCommits.in(room);
    const flush = { addedMs: flushMs, diskMs: commits.flushMs() };
    const rates: object[] = [];
    for (const writers of values.writers.split(',').filter(Boolean).map(Number))
      rates.push(await commits.measure(writers, Number(values.seconds), values.kinds?.split(',')));
    const long = values.events === '0' ? null : await new LongLog(room).measure(Number(values.events));
    console.log(JSON.stringify({ flush, commits: rates, long }, null, 2));
  } finally {
    await room.close();
  }
}
