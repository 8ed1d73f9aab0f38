import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Backup, BackupTestRestore, BackupVerification } from '../../libs/contracts/backup/backup.js';
import { build } from '../portal/support/product.js';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { inDatabaseOf } from '../support/long-log.js';
import { forgetPeak, residentMegabytes } from './process-figures.js';

/**
 * What a backup costs in a populated installation, while the API serves people: seconds and megabytes of rows a second to make, verify and
 * test-restore one, and the highest memory of the API during each. The messages are random bytes, as sealed ones look, so that
 * nothing can be compressed.
 */
export default async function backup(): Promise<void> {
  const { values } = parseArgs({
    options: { messages: { type: 'string', default: '200000' }, bytes: { type: 'string', default: '1000' } },
  });
  const [messages, bytes] = [Number(values.messages), Number(values.bytes)];
  const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  await build();
  const chatMan = await ChatMan.start({
    place,
    variables: { OLLAMA_BASE_URL: 'http://127.0.0.1:9', CHAT_MAN__AUTH__REQUIREMFA: 'none' },
  });
  try {
    const admin = await theFirstPerson(chatMan);
    await admin.ask<Backup>('POST', '/backup/create?wait=true', {}); // code and pools are warm then, and the high-water mark is that of a start
    await fill(chatMan, messages, bytes);
    const before = residentMegabytes(chatMan.apiPid, 'VmHWM');
    const megabytes = (messages * bytes) / 1e6;
    const peaks: Record<string, number | null> = { atStart: before };
    const measured = async <T>(name: string, work: () => Promise<T>): Promise<{ seconds: number; result: T }> => {
      forgetPeak(chatMan.apiPid);
      const done = await timed(work);
      peaks[name] = residentMegabytes(chatMan.apiPid, 'VmHWM');
      return done;
    };
    const idle = residentMegabytes(chatMan.apiPid);
    const made = await measured('make', () => admin.ask<Backup>('POST', '/backup/create?wait=true', {}));
    const { id } = made.result;
    const verified = await measured('verify', () => admin.ask<BackupVerification>('POST', `/backup/verify/${id}`));
    const tested = await measured('testRestore', () => admin.ask<BackupTestRestore>('POST', `/backup/test-restore/${id}`));
    const rate = (seconds: number): number => Number((megabytes / seconds).toFixed(1));
    console.log(
      JSON.stringify({
        ...{ megabytes, backupMegabytes: Number((made.result.bytes / 1e6).toFixed(1)) },
        make: { seconds: made.seconds, megabytesASecond: rate(made.seconds) },
        verify: { seconds: verified.seconds, megabytesASecond: rate(verified.seconds), valid: verified.result.valid },
        testRestore: {
          seconds: tested.seconds,
          megabytesASecond: rate(tested.seconds),
          matches: tested.result.tables.every(({ matches }) => matches),
        },
        memory: { idleMegabytes: idle, peakMegabytes: peaks },
      }),
    );
  } finally {
    await chatMan.kill();
    rmSync(place, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const startedAt = performance.now();
  const result = await work();
  return { seconds: Number(((performance.now() - startedAt) / 1000).toFixed(2)), result };
}

/** Random bytes come from hashes of different numbers, 32 at a time. */
async function fill(chatMan: ChatMan, messages: number, bytes: number): Promise<void> {
  await inDatabaseOf(chatMan, async (client) => {
    await client.query(
      `INSERT INTO chat.conversation (id, owner_id, title, created_at, updated_at)
       SELECT uuidv7(), gen_random_uuid(), decode(repeat('00', 120), 'hex'), now(), now() FROM generate_series(1, 100)`,
    );
    await client.query(
      `INSERT INTO chat.message (id, conversation_id, owner_id, role, status, content, created_at)
       SELECT uuidv7(), c.id, c.owner_id, 'user', 'completed',
              (SELECT string_agg(sha256(int8send(n * 1000 + part) || uuid_send(c.id)), ''::bytea) FROM generate_series(1, $2::int / 32) part), now()
         FROM chat.conversation c, generate_series(1, $1::int / 100) n`,
      [messages, bytes],
    );
    await client.query('ANALYZE chat.conversation, chat.message');
  });
}
