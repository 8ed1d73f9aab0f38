import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyExport } from '#transparency/export-verifier.js';
import type { AuditRoom } from './audit-room.js';

/** A long log: signed, verified, exported, searched. */
export class LongLog {
  constructor(private readonly room: AuditRoom) {}

  async measure(events: number): Promise<object> {
    await this.fill(events);
    process.stderr.write(`filled ${events}\n`);
    const sequencing = await timed(async () => {
      while ((await this.room.sequencer.step()).kind === 'grown');
    });
    process.stderr.write(`signed ${events} in ${Math.round(sequencing)} ms\n`);
    await this.room.asOwner('VACUUM ANALYZE audit.event, audit.leaf, audit.node');

    const before = memory();
    let peak = before;
    let size = 0;
    const verifying = await timed(async () => {
      const verdict = await this.room.verifier.verify({ onProgress: () => (peak = Math.max(peak, memory())) });
      if (!verdict.valid) throw new Error(`the log is not sound: ${JSON.stringify(verdict.firstBad)}`);
      size = verdict.size;
    });
    process.stderr.write(`verified ${size} in ${Math.round(verifying)} ms\n`);

    const file = join(this.room.home, 'export.jsonl');
    const exporting = await timed(() =>
      pipeline(
        Readable.from(this.room.exporter.lines({ format: 'jsonl', details: false, filters: {} })),
        createWriteStream(file),
      ),
    );
    const keys = await this.room.keys.trusted();
    const beforeOffline = memory();
    let offlinePeak = beforeOffline;
    const offline = await timed(async () => {
      const verdict = await verifyExport(createReadStream(file), {
        keys,
        onProgress: () => (offlinePeak = Math.max(offlinePeak, memory())),
      });
      if (!verdict.valid) throw new Error(`the export is not sound: ${JSON.stringify(verdict.firstBad)}`);
    });

    const ids = await this.room.reads.query<{ id: string; actor: string; object_id: string }>(
      `SELECT id, actor, object_id FROM audit.event event JOIN audit.leaf leaf USING (seq) WHERE leaf.index % ${Math.max(1, Math.floor(size / 300))} = 7 LIMIT 300`,
    );
    const pages = {
      newest: await latency(ids, () => this.room.explorer.newest({}, null, 51)),
      byActor: await latency(ids, ({ actor }) => this.room.explorer.newest({ actor }, null, 51)),
      byObject: await latency(ids, ({ object_id: object }) => this.room.explorer.newest({ object }, null, 51)),
      byAction: await latency(ids, () => this.room.explorer.newest({ action: 'session' }, null, 51)),
      refused: await latency(ids, () => this.room.explorer.newest({ outcome: 'denied' }, null, 51)),
    };
    const [{ bytes } = { bytes: '0' }] = await this.room.reads.query<{ bytes: string }>(
      `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'audit' AND c.relkind = 'r'`,
    );
    return {
      events: size,
      bytesPerEvent: Math.round(Number(bytes) / size),
      signedPerSecond: perSecond(events, sequencing),
      verifiedPerSecond: perSecond(size, verifying),
      verifyMemoryGrowthMiB: mebibytes(peak - before),
      exportedPerSecond: perSecond(size, exporting),
      exportMiB: mebibytes(statSync(file).size),
      verifiedOfflinePerSecond: perSecond(size, offline),
      offlineMemoryGrowthMiB: mebibytes(offlinePeak - beforeOffline),
      proofMs: await latency(ids, ({ id }) => this.room.proofs.ofEvent(id)),
      consistencyMs: await latency(ids, (_, at) => this.room.proofs.consistency(1 + at, size - at)),
      pagesMs: pages,
    };
  }

  private async fill(events: number): Promise<void> {
    for (let done = 0; done < events; done += 5_000) {
      await this.room.reads.query(
        `INSERT INTO audit.event (id, actor, role, request_id, action, object_type, object_id, outcome)
         SELECT uuidv7(), md5((n % 500)::text)::uuid, 'external_client', gen_random_uuid(),
                (ARRAY['conversation.started', 'message.sent', 'knowledge.searched', 'session.started', 'generation.finished'])[1 + n % 5],
                'conversation', md5((n % 20000)::text)::uuid::text, CASE WHEN n % 97 = 0 THEN 'denied' ELSE 'success' END
           FROM generate_series($1::int, $2::int) AS n`,
        [done, Math.min(events, done + 5_000) - 1],
      );
    }
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function latency<Of>(items: readonly Of[], work: (item: Of, at: number) => Promise<unknown>): Promise<object> {
  const times: number[] = [];
  for (const [at, item] of items.entries()) times.push(await timed(() => work(item, at)));
  times.sort((one, other) => one - other);
  const at = (share: number): number =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function memory(): number {
  return process.memoryUsage().rss;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count / milliseconds) * 1000);
}
