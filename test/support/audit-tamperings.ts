import type { Client } from 'pg';
import { leafColumns } from '../../apps/api/src/audit/tree/tree.repository.js';
import { isStoredLevel } from '../../libs/transparency/tree/bands.js';
import { openCheckpoint, signCheckpoint } from '../../libs/transparency/note/checkpoint.js';
import type { Fault } from '../../libs/transparency/export/finding.js';
import { leafHash } from '../../libs/transparency/tree/hashing.js';
import { encodeLeaf, type LeafFields } from '../../libs/transparency/leaf.js';
import { NoteSigner } from '../../libs/transparency/note/note-key.js';
import { GrowingTree } from '../../libs/transparency/tree/tree.js';
import type { TestLog } from './audit-log.js';

/** What is done, what it must be called, and between which places: `first` bad one, or anywhere up to it where only stretches are signed. */
export interface Tampering {
  readonly name: string;
  readonly kinds: readonly Fault[];
  readonly first: number;
  /** Whether the bad place must be named exactly, since a second record of its hash survives. */
  readonly exact: boolean;
}

export type Tamperer = (client: Client, random: Random) => Promise<Tampering>;

/** mulberry32: small, and the same everywhere for a seed. */
export class Random {
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

/** Everything that a superuser can think of, by name. Each is played in a transaction with the guards off. */
export function tamperingsOf(log: TestLog, leaves: readonly LeafFields[], heartbeatNote: string): Record<string, Tamperer> {
  const size = leaves.length;

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

    'event with an absent field made empty': async (client, random) => {
      const index = random.of([...leaves.keys()].filter((each) => leaves[each]!.reason === null));
      await client.query('ALTER DOMAIN audit.token DROP CONSTRAINT token_check');
      await client.query(`UPDATE audit.event SET reason = '' WHERE id = $1`, [leaves[index]!.id]);
      return { name: 'made empty', kinds: ['altered'], first: index, exact: true };
    },

    'event with a field that nobody could have written': async (client, random) => {
      const index = random.below(size);
      await client.query('ALTER DOMAIN audit.token DROP CONSTRAINT token_check');
      const text = random.of([`repeat('x', 70000)`, `repeat('ü', 300000)`, `E'back\\\\slash'`, `E'\\u00e9'`]);
      await client.query(`UPDATE audit.event SET role = ${text} WHERE id = $1`, [leaves[index]!.id]);
      return { name: 'impossible field', kinds: ['altered'], first: index, exact: true };
    },

    'event out of all time': async (client, random) => {
      const index = random.below(size);
      await client.query(
        `CREATE TABLE audit.event_without_time PARTITION OF audit.event FOR VALUES FROM ('infinity') TO (MAXVALUE)`,
      );
      await client.query(`UPDATE audit.event SET recorded_at = 'infinity' WHERE id = $1`, [leaves[index]!.id]);
      return { name: 'out of time', kinds: ['altered'], first: index, exact: true };
    },

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

  async function cutTo(client: Client, first: number, { checkpoints }: { checkpoints: boolean }): Promise<void> {
    await client.query('DELETE FROM audit.event WHERE id = ANY ($1)', [leaves.slice(first).map(({ id }) => id)]);
    await client.query('DELETE FROM audit.leaf WHERE index >= $1', [first]);
    await client.query('DELETE FROM audit.node WHERE (index + 1) * 2 ^ level > $1', [first]);
    if (!checkpoints) return;
    await client.query('DELETE FROM audit.checkpoint WHERE size > $1', [first]);
    await client.query('DELETE FROM audit.heartbeat');
  }

  async function insertEvent(client: Client, transaction: string, after: string): Promise<void> {
    await client.query(
      `INSERT INTO audit.event (seq, xid, id, role, action, outcome) OVERRIDING SYSTEM VALUE
       VALUES ($1::bigint + 500000, $2::text::xid8, gen_random_uuid(), 'admin', 'settings.changed', 'success')`,
      [after, transaction],
    );
  }

  /** Everything made to agree again with the events, and signed with a key of the forger's own. */
  async function forgeTree(client: Client): Promise<void> {
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
        await client.query('UPDATE audit.node SET hash = $1 WHERE level = $2 AND index = $3', [
          node.hash,
          node.level,
          node.index,
        ]);
      }
      const checkpoint = checkpoints.find((row) => Number(row.size) === tree.size);
      if (checkpoint === undefined) continue;
      const note = signCheckpoint({ ...openCheckpoint(checkpoint.note, genuine), root: tree.root() }, forger);
      await client.query('UPDATE audit.checkpoint SET note = $1 WHERE no = $2', [note, checkpoint.no]);
    }
  }

  return tamperers;
}
