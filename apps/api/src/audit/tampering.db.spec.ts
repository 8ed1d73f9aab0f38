import type pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import type { Database } from '#platform/database/database.js';
import { asRole } from '#platform/postgres/roles.js';
import { isStoredLevel } from '#transparency/bands.js';
import { openCheckpoint, signCheckpoint } from '#transparency/checkpoint.js';
import type { Fault, Finding } from '#transparency/examiner.js';
import { leafHash } from '#transparency/hashing.js';
import { encodeLeaf, type LeafFields } from '#transparency/leaf.js';
import { NoteSigner } from '#transparency/note-key.js';
import { GrowingTree } from '#transparency/tree.js';
import { anAuditLog, leavesOf } from '../../../../test/support/audit-log.js';
import { DetailCheck } from './detail-check.js';
import { DetailRepository } from './detail.repository.js';
import { LogReaderRepository } from './log-reader.repository.js';
import { LogVerifier } from './log-verifier.js';
import { leafColumns, TreeRepository } from './tree.repository.js';

/** `AUDIT_TAMPERINGS=1000` plays the thousand of the acceptance test; a run in CI plays fewer, with other numbers each time. */
const rounds = Math.max(20, Number(process.env['AUDIT_TAMPERINGS'] ?? 80));
const seed = Number(process.env['AUDIT_TAMPER_SEED'] ?? Date.now() % 1_000_000);

/** What is done, what it must be called, and between which places: `first` bad one, or anywhere up to it where only stretches are signed. */
interface Tampering {
  readonly name: string;
  readonly kinds: readonly Fault[];
  readonly first: number;
  /** Whether the bad place must be named exactly, since a second record of its hash survives. */
  readonly exact: boolean;
}

type Tamperer = (client: pg.Client, random: Random) => Promise<Tampering>;

const log = await anAuditLog();
await fill();
const leaves = await leavesOf(log.reads);
const size = leaves.length;
const heartbeatNote = (await log.tree.heartbeat())!.note;

/** Six hundred events in some forty checkpoints, with details, rolled-back transactions, and several events to a transaction. */
async function fill(): Promise<void> {
  const actor = { id: '01940000-0000-7000-8000-000000000001', role: 'admin' };
  for (let batch = 0; batch < 40; batch += 1) {
    await log.transactions.run(async (tx) => {
      for (let n = 0; n < 1 + (batch % 29); n += 1) {
        const object = { type: 'settings', id: `setting-${n}` };
        const detail = n % 3 === 0 ? { was: n } : undefined;
        const reason = n % 4 === 0 ? 'routine' : undefined;
        const requestId = n % 5 === 0 ? actor.id : undefined;
        await log.audit.record(tx, { actor, action: 'settings.changed', outcome: 'success', object, detail, reason, requestId });
      }
    });
    await log.transactions
      .run((tx) => tx.query('SELECT nextval(pg_get_serial_sequence($1, $2))', ['audit.event', 'seq']))
      .catch(() => undefined);
    await log.sign();
  }
  log.clock.turn(60_000);
  await log.aSequencer().step();
}

/** mulberry32: small, and the same everywhere for a seed. */
class Random {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

const uuid = `gen_random_uuid()`;
const eventColumns: Record<string, string> = {
  seq: `seq + 100000`,
  xid: `(xid::text::bigint - 1)::text::xid8`,
  recorded_at: `recorded_at + interval '1 microsecond'`,
  id: uuid,
  actor: uuid,
  role: `'visitor'`,
  request_id: uuid,
  action: `'settings.read'`,
  object_type: `'other'`,
  object_id: `'other'`,
  outcome: `'failed'`,
  reason: `'other'`,
  intent: uuid,
  detail_commit: `sha256('x')`,
};

const tamperers: Record<string, Tamperer> = {
  ...Object.fromEntries(
    Object.entries(eventColumns).map(([column, value]): [string, Tamperer] => [
      `event.${column} altered`,
      async (client, random) => {
        const index = random.below(size);
        await client.query(`UPDATE audit.event SET ${column} = ${value} WHERE id = $1`, [leaves[index]!.id]);
        return { name: column, kinds: ['altered'], first: index, exact: true };
      },
    ]),
  ),

  'events deleted': async (client, random) => {
    const first = random.below(size - 10);
    await client.query('DELETE FROM audit.event WHERE id = ANY ($1)', [
      leaves.slice(first, first + 1 + random.below(5)).map(({ id }) => id),
    ]);
    return { name: 'deleted', kinds: ['missing'], first, exact: true };
  },

  'events deleted with their places': async (client, random) => {
    const first = random.below(size - 10);
    const gone = leaves.slice(first, first + 1 + random.below(5));
    await client.query('DELETE FROM audit.event WHERE id = ANY ($1)', [gone.map(({ id }) => id)]);
    await client.query('DELETE FROM audit.leaf WHERE seq = ANY ($1)', [gone.map(({ sequence }) => sequence)]);
    return { name: 'deleted with leaf', kinds: ['missing'], first, exact: true };
  },

  'events deleted, and all later places moved up': async (client, random) => {
    const first = random.below(size - 10);
    const { id, sequence } = leaves[first]!;
    await client.query('DELETE FROM audit.event WHERE id = $1', [id]);
    await client.query('DELETE FROM audit.leaf WHERE seq = $1', [sequence]);
    await client.query('UPDATE audit.leaf SET index = index + 1000000 WHERE index > $1', [first]);
    await client.query('UPDATE audit.leaf SET index = index - 1000001 WHERE index >= 1000000');
    return { name: 'closed up', kinds: ['forked', 'altered'], first, exact: false };
  },

  'tail of events cut off': async (client, random) => {
    const first = size - 1 - random.below(size - 1);
    await client.query('DELETE FROM audit.event WHERE id = ANY ($1)', [leaves.slice(first).map(({ id }) => id)]);
    return { name: 'tail', kinds: ['truncated'], first, exact: true };
  },

  'tail of events and places cut off': async (client, random) => {
    const first = size - 1 - random.below(size - 1);
    await cutTo(client, first, { checkpoints: false });
    return { name: 'tail with leaves', kinds: ['truncated'], first, exact: true };
  },

  'older copy put back': async (client, random) => {
    const { rows } = await client.query<{ size: string }>('SELECT size FROM audit.checkpoint ORDER BY no');
    const first = Number(rows[random.below(rows.length - 1)]!.size);
    await cutTo(client, first, { checkpoints: true });
    return { name: 'older copy', kinds: ['stale'], first, exact: true };
  },

  'event inserted between others': async (client, random) => {
    const index = 1 + random.below(size - 1);
    const { transaction } = leaves[index - 1]!;
    await insertEvent(client, transaction, leaves.at(-1)!.sequence);
    const first = leaves.findIndex((leaf) => BigInt(leaf.transaction) > BigInt(transaction));
    return { name: 'inserted', kinds: ['inserted'], first: first === -1 ? size : first, exact: true };
  },

  'event inserted before all others': async (client) => {
    await insertEvent(client, '3', leaves.at(-1)!.sequence);
    return { name: 'inserted first', kinds: ['inserted'], first: 0, exact: true };
  },

  'event inserted for a transaction to come': async (client) => {
    await insertEvent(client, '90000000000', leaves.at(-1)!.sequence);
    return { name: 'inserted last', kinds: ['inserted'], first: size, exact: true };
  },

  'event inserted with a place of its own': async (client) => {
    const { rows } = await client.query<{ seq: string; xid: string; leaf_hash: Buffer }>(
      `INSERT INTO audit.event AS event (id, role, action, outcome) VALUES (gen_random_uuid(), 'admin', 'settings.changed', 'success') RETURNING seq, xid::text, audit.leaf_hash(event) AS leaf_hash`,
    );
    const { seq, xid, leaf_hash: hash } = rows[0]!;
    await client.query('INSERT INTO audit.leaf (index, seq, xid, leaf_hash) VALUES ($1, $2, $3::text::xid8, $4)', [
      size,
      seq,
      xid,
      hash,
    ]);
    return { name: 'appended', kinds: ['inserted'], first: size, exact: true };
  },

  'contents of two events exchanged': async (client, random) => {
    const [one, two] = twoPlaces(random);
    await client.query(
      `UPDATE audit.event event SET id = other.id, object_id = other.object_id, detail_commit = other.detail_commit, recorded_at = other.recorded_at
         FROM audit.event other WHERE (event.id = $1 AND other.id = $2) OR (event.id = $2 AND other.id = $1)`,
      [leaves[one]!.id, leaves[two]!.id],
    );
    return { name: 'exchanged contents', kinds: ['altered'], first: one, exact: true };
  },

  'places of two events exchanged': async (client, random) => {
    const [one, two] = twoPlaces(random);
    await client.query('UPDATE audit.leaf SET index = index + 1000000 WHERE index IN ($1, $2)', [one, two]);
    await client.query('UPDATE audit.leaf SET index = $1::bigint + $2::bigint - (index - 1000000) WHERE index >= 1000000', [
      one,
      two,
    ]);
    return { name: 'exchanged places', kinds: ['reordered'], first: one, exact: false };
  },

  'leaf.seq altered': leafColumn('seq', 'seq + 100000', ['altered']),
  'leaf.xid altered': leafColumn('xid', `(xid::text::bigint - 1)::text::xid8`, ['altered']),
  'leaf.leaf_hash altered': leafColumn('leaf_hash', `sha256('x')`, ['altered']),
  'leaf.index altered': leafColumn('index', 'index + 1000000', ['missing', 'truncated']),

  'node.hash altered': nodeChange(`UPDATE audit.node SET hash = sha256('x') WHERE level = 4 AND index = $1`),
  'node deleted': nodeChange(`DELETE FROM audit.node WHERE level = 4 AND index = $1`),
  'node.index altered': nodeChange(`UPDATE audit.node SET index = 70000 WHERE level = 4 AND index = $1`),
  'node.level altered': nodeChange(`UPDATE audit.node SET level = 16 WHERE level = 4 AND index = $1`),

  'checkpoint.note altered': checkpointChange(
    `UPDATE audit.checkpoint SET note = replace(note, 'time 20', 'time 19') WHERE no = $1`,
    ['altered'],
  ),
  'checkpoint.note replaced by another': checkpointChange(
    `UPDATE audit.checkpoint SET note = (SELECT note FROM audit.checkpoint WHERE no = $1 - 1) WHERE no = $1`,
    ['altered'],
  ),
  'checkpoint.size altered': checkpointChange(`UPDATE audit.checkpoint SET size = size + 100000 WHERE no = $1`, ['altered']),
  'checkpoint.no altered': checkpointChange(`UPDATE audit.checkpoint SET no = 100000 WHERE no = $1`, ['missing']),
  'checkpoint deleted': checkpointChange(`DELETE FROM audit.checkpoint WHERE no = $1`, ['missing']),

  'heartbeat altered': async (client) => {
    await client.query(`UPDATE audit.heartbeat SET note = $1`, [heartbeatNote.replace('time 20', 'time 19')]);
    return { name: 'heartbeat', kinds: ['altered', 'forked'], first: size, exact: false };
  },

  'detail altered': async (client, random) => {
    const index = withDetail(random);
    const change = random.of([
      `salt = decode(repeat('00', 16), 'hex')`,
      `detail = set_byte(detail, 60, 255 - get_byte(detail, 60))`,
      `subject_id = gen_random_uuid()`,
    ]);
    await client.query(`UPDATE audit.event_detail SET ${change} WHERE event_id = $1`, [leaves[index]!.id]);
    return { name: `detail ${change}`, kinds: ['altered'], first: index, exact: true };
  },

  'detail exchanged with another': async (client, random) => {
    const one = withDetail(random);
    const two = leaves.findIndex(({ detailCommitment }, index) => detailCommitment !== null && index !== one);
    await client.query(
      `UPDATE audit.event_detail mine SET detail = other.detail, salt = other.salt FROM audit.event_detail other WHERE mine.event_id = $1 AND other.event_id = $2`,
      [leaves[one]!.id, leaves[two]!.id],
    );
    return { name: 'detail exchanged', kinds: ['altered'], first: one, exact: true };
  },

  'whole tree forged anew without the key': async (client, random) => {
    const index = random.below(size);
    await client.query(`UPDATE audit.event SET role = 'visitor' WHERE id = $1`, [leaves[index]!.id]);
    await forgeTree(client);
    return { name: 'forged', kinds: ['forked'], first: index, exact: false };
  },
};

function leafColumn(column: string, value: string, kinds: readonly Fault[]): Tamperer {
  return async (client, random) => {
    const index = random.below(size);
    await client.query(`UPDATE audit.leaf SET ${column} = ${value} WHERE index = $1`, [index]);
    return { name: column, kinds, first: index, exact: true };
  };
}

function nodeChange(statement: string): Tamperer {
  return async (client, random) => {
    const index = random.below(Math.floor(size / 16));
    await client.query(statement, [index]);
    return { name: statement, kinds: ['altered'], first: index * 16, exact: false };
  };
}

function checkpointChange(statement: string, kinds: readonly Fault[]): Tamperer {
  return async (client, random) => {
    const { rows } = await client.query<{ no: string; from: string }>(
      'SELECT no, lag(size, 1, 0::bigint) OVER (ORDER BY no) AS from FROM audit.checkpoint ORDER BY no',
    );
    const { no, from } = rows[2 + random.below(rows.length - 3)]!;
    await client.query(statement, [no]);
    return { name: statement, kinds, first: Number(from), exact: false };
  };
}

function twoPlaces(random: Random): [number, number] {
  const one = random.below(size - 1);
  return [one, one + 1 + random.below(size - one - 1)];
}

function withDetail(random: Random): number {
  return random.of(leaves.flatMap(({ detailCommitment }, index) => (detailCommitment === null ? [] : [index])));
}

async function cutTo(client: pg.Client, first: number, { checkpoints }: { checkpoints: boolean }): Promise<void> {
  await client.query('DELETE FROM audit.event WHERE id = ANY ($1)', [leaves.slice(first).map(({ id }) => id)]);
  await client.query('DELETE FROM audit.leaf WHERE index >= $1', [first]);
  await client.query('DELETE FROM audit.node WHERE (index + 1) * 2 ^ level > $1', [first]);
  if (!checkpoints) return;
  await client.query('DELETE FROM audit.checkpoint WHERE size > $1', [first]);
  await client.query('DELETE FROM audit.heartbeat');
}

async function insertEvent(client: pg.Client, transaction: string, after: string): Promise<void> {
  await client.query(
    `INSERT INTO audit.event (seq, xid, id, role, action, outcome) OVERRIDING SYSTEM VALUE
     VALUES ($1::bigint + 500000, $2::text::xid8, gen_random_uuid(), 'admin', 'settings.changed', 'success')`,
    [after, transaction],
  );
}

/** Everything made to agree again with the events, and signed with a key of the forger's own. */
async function forgeTree(client: pg.Client): Promise<void> {
  const { rows } = await client.query<LeafFields>(`SELECT ${leafColumns} FROM audit.event event ORDER BY event.xid, event.seq`);
  const { rows: checkpoints } = await client.query<{ no: string; size: string; note: string }>(
    'SELECT no, size, note FROM audit.checkpoint ORDER BY no',
  );
  const genuine = await log.keys.trusted();
  const forger = NoteSigner.of(genuine[0]!.name, Buffer.alloc(32, 66));
  const tree = GrowingTree.empty();
  for (const leaf of rows) {
    const hash = leafHash(encodeLeaf(leaf));
    await client.query('UPDATE audit.leaf SET leaf_hash = $1 WHERE index = $2', [hash, tree.size]);
    for (const node of tree.append(hash).filter(({ level }) => isStoredLevel(level))) {
      await client.query('UPDATE audit.node SET hash = $1 WHERE level = $2 AND index = $3', [node.hash, node.level, node.index]);
    }
    const checkpoint = checkpoints.find((row) => Number(row.size) === tree.size);
    if (checkpoint === undefined) continue;
    const note = signCheckpoint({ ...openCheckpoint(checkpoint.note, genuine), root: tree.root() }, forger);
    await client.query('UPDATE audit.checkpoint SET note = $1 WHERE no = $2', [note, checkpoint.no]);
  }
}

/** Verifies what the tampering transaction sees, so that it can be rolled back and the next one begins with a sound log. */
function verifierOn(client: pg.Client): LogVerifier {
  const database = {
    query: async (sql: string, parameters: unknown[] = []) => (await client.query(sql, parameters)).rows as unknown[],
    prepared: async (_name: string, sql: string, parameters: unknown[]) =>
      (await client.query(sql, parameters)).rows as unknown[],
    one: async (sql: string, parameters: unknown[] = []) => ((await client.query(sql, parameters)).rows[0] as unknown) ?? null,
  } as unknown as Database;
  const details = new DetailCheck(new DetailRepository(database), log.keyring);
  return new LogVerifier(new LogReaderRepository(database), new TreeRepository(database), log.keys, log.anchors, details);
}

async function playing(tamperer: Tamperer, random: Random): Promise<{ expected: Tampering; finding: Finding | null }> {
  const url = inject('cluster').superuserUrl.replace('/DATABASE?', `/${log.database.name}?`);
  return asRole(url, async (client) => {
    await client.query('BEGIN');
    for (const table of ['event', 'leaf', 'node', 'checkpoint'])
      await client.query(`ALTER TABLE audit.${table} DISABLE TRIGGER only_grows`);
    await client.query('ALTER TABLE audit.event_detail DISABLE TRIGGER is_never_rewritten');
    await client.query('ALTER TABLE audit.event ALTER COLUMN seq SET GENERATED BY DEFAULT');
    const expected = await tamperer(client, random);
    const { firstBad } = await verifierOn(client).verify();
    await client.query('ROLLBACK');
    return { expected, finding: firstBad };
  });
}

describe('a sound log', () => {
  it('is found sound, with events still waiting', async () => {
    await log.fill(2);
    const verdict = await asRole(log.database.runtimeUrl, (client) => verifierOn(client).verify());
    expect(verdict).toMatchObject({ valid: true, firstBad: null, size, events: size, signedSize: size, waiting: 2 });
  });
});

describe('a log that grows', () => {
  it('is found sound all the while', async () => {
    const growing = await anAuditLog();
    let isWriting = true;
    const writing = Promise.all([1, 2, 3].map(() => growing.fill(60)));
    const signing = (async () => {
      while (isWriting) await growing.sign();
    })();
    const verdicts: unknown[] = [];
    const reader = new LogReaderRepository(growing.reads);
    const details = new DetailCheck(new DetailRepository(growing.reads), growing.keyring);
    const verifier = new LogVerifier(reader, growing.tree, growing.keys, growing.anchors, details);
    for (let n = 0; n < 25; n += 1) verdicts.push((await verifier.verify()).firstBad);
    await writing;
    isWriting = false;
    await signing;
    await growing.sign();
    expect(verdicts).toEqual(Array.from({ length: 25 }, () => null));
    expect(await verifier.verify()).toMatchObject({ valid: true, events: 180, waiting: 0 });
  });
});

describe(`tampering as superuser (${rounds} times, AUDIT_TAMPER_SEED=${seed})`, () => {
  it.each(Object.keys(tamperers))(
    'is found and named: %s',
    async (name) => {
      const turns = Math.max(1, Math.round(rounds / Object.keys(tamperers).length));
      const random = new Random(seed + name.length);
      for (let turn = 0; turn < turns; turn += 1) {
        const { expected, finding } = await playing(tamperers[name]!, random);
        const told = JSON.stringify({ expected, finding });
        expect(finding, told).not.toBeNull();
        expect(expected.kinds, told).toContain(finding!.kind);
        if (expected.exact) expect(finding!.index, told).toBe(expected.first);
        else expect(finding!.index, told).toBeLessThanOrEqual(expected.first);
        expect(finding!.upTo, told).toBeGreaterThan(Math.min(expected.first, size - 1));
      }
    },
    600_000,
  );
});
