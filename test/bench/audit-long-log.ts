import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyExport } from '#transparency/export/export-verifier.js';
import type { AuditRoom } from './audit-room.js';
import { mebibytes, MemoryGrowth } from './memory-growth.js';

/** A long log: signed, and the requested part of the rest: `verification`, `export`, `proofs`, `pages`. */
export class LongLog {
  constructor(private readonly room: AuditRoom) {}

  async measure(events: number, parts: readonly string[]): Promise<object> {
    const signing = await this.grow(events);
    const [{ size, bytes } = { size: '0', bytes: '0' }] = await this.room.reads.query<{ size: string; bytes: string }>(
      `SELECT (SELECT size FROM audit.checkpoint ORDER BY no DESC LIMIT 1)::text AS size, sum(pg_total_relation_size(c.oid)) AS bytes
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'audit' AND c.relkind = 'r'`,
    );
    const figures = { events: Number(size), bytesPerEvent: Math.round(Number(bytes) / Number(size)), ...signing };
    if (parts.includes('verification')) Object.assign(figures, await this.verification());
    if (parts.includes('export')) Object.assign(figures, await this.export(Number(size)));
    if (parts.includes('proofs')) Object.assign(figures, await this.answers(Number(size)));
    if (parts.includes('pages')) Object.assign(figures, await this.pages(Number(size)));
    return figures;
  }

  /** Adds what a kept log lacks, and signs it. */
  private async grow(events: number): Promise<object> {
    const [{ count } = { count: '0' }] = await this.room.reads.query<{ count: string }>(
      'SELECT count(*)::text AS count FROM audit.event',
    );
    const added = Math.max(0, events - Number(count));
    await this.fill(added);
    process.stderr.write(`filled ${added}\n`);
    const sequencing = await timed(async () => {
      while ((await this.room.sequencer.step()).kind === 'grown');
    });
    if (added === 0) return {};
    process.stderr.write(`signed ${added} in ${Math.round(sequencing)} ms\n`);
    await this.room.asOwner('VACUUM ANALYZE audit.event, audit.leaf, audit.node');
    return { signedPerSecond: perSecond(added, sequencing) };
  }

  private async verification(): Promise<object> {
    const memory = new MemoryGrowth();
    let size = 0;
    const verifying = await timed(async () => {
      const verdict = await this.room.verifier.verify({ onProgress: ({ checked }) => memory.look(checked) });
      if (!verdict.valid) throw new Error(`the log is not sound: ${JSON.stringify(verdict.firstBad)}`);
      size = verdict.size;
    });
    process.stderr.write(`verified ${size} in ${Math.round(verifying)} ms\n`);
    return { verifiedPerSecond: perSecond(size, verifying), verifyMemory: memory.figures() };
  }

  private async export(size: number): Promise<object> {
    const file = join(this.room.home, 'export.jsonl');
    const exporting = await timed(() =>
      pipeline(
        Readable.from(this.room.exporter.lines({ format: 'jsonl', details: false, filters: {} })),
        createWriteStream(file),
      ),
    );
    const keys = await this.room.keys.trusted();
    const memory = new MemoryGrowth();
    const offline = await timed(async () => {
      const verdict = await verifyExport(createReadStream(file), { keys, onProgress: (checked) => memory.look(checked) });
      if (!verdict.valid) throw new Error(`the export is not sound: ${JSON.stringify(verdict.firstBad)}`);
    });
    return {
      exportedPerSecond: perSecond(size, exporting),
      exportMiB: mebibytes(statSync(file).size),
      verifiedOfflinePerSecond: perSecond(size, offline),
      offlineMemory: memory.figures(),
    };
  }

  private async answers(size: number): Promise<object> {
    const events = await this.someEvents(size);
    for (const { id } of events.slice(0, 20)) await this.room.proofs.ofEvent(id); // a warm server
    return {
      proofMs: await latency(events, ({ id }) => this.room.proofs.ofEvent(id)),
      consistencyMs: await latency(events, (_, at) => this.room.proofs.consistency(1 + at, size - at)),
    };
  }

  private async pages(size: number): Promise<object> {
    const events = await this.someEvents(size);
    return {
      pagesMs: {
        newest: await latency(events, () => this.room.explorer.newest({}, null, 51)),
        byActor: await latency(events, ({ actor }) => this.room.explorer.newest({ actor }, null, 51)),
        byObject: await latency(events, ({ object_id: object }) => this.room.explorer.newest({ object }, null, 51)),
        byAction: await latency(events, () => this.room.explorer.newest({ action: 'session' }, null, 51)),
        refused: await latency(events, () => this.room.explorer.newest({ outcome: 'denied' }, null, 51)),
      },
    };
  }

  /** 300 of them, all over the log. */
  private someEvents(size: number): Promise<{ id: string; actor: string; object_id: string }[]> {
    return this.room.reads.query(
      `SELECT id, actor, object_id FROM audit.event event JOIN audit.leaf leaf USING (seq) WHERE leaf.index % ${Math.max(1, Math.floor(size / 300))} = 7 LIMIT 300`,
    );
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

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count / milliseconds) * 1000);
}
