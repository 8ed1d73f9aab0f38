import { PassThrough } from 'node:stream';
import { DataSource } from 'typeorm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Log } from '../logging/log.js';
import { asRole } from '../postgres/roles/roles.js';
import { Database } from './database.js';
import { isDatabaseOutage } from './pool/outage.js';
import type { ClosingStatement } from './closing-commit.js';
import { Transactions, type Tx } from './transactions.js';

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
let reads: Database;
let logged: string;

beforeAll(async () => {
  database = await aDatabase();
  await asOwner(
    'CREATE TABLE public.note (text text CHECK (length(text) <= 1000))',
    'GRANT SELECT, INSERT ON public.note TO chatman_runtime',
    `CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused at the end'; END $$`,
  );
  const url = database.runtimeUrl;
  source = await new DataSource({
    type: 'postgres',
    url,
    replication: { defaultMode: 'master', master: { url }, slaves: [{ url }] },
    extra: { max: 2, connectionTimeoutMillis: 2_000, pipeline: true },
    poolErrorHandler: () => undefined,
  }).initialize();
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  transactions = new Transactions(source, new Log('debug', stream));
  reads = new Database(source);
  return () => source.destroy();
});

beforeEach(async () => {
  logged = '';
  await asOwner('TRUNCATE public.note');
});

function asOwner(...statements: readonly string[]): Promise<void> {
  return asRole(database.ownerUrl, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

const write = (tx: Tx, text: string): Promise<unknown> => tx.query('INSERT INTO public.note (text) VALUES ($1)', [text]);
const closing = (text: string): ClosingStatement => ({
  name: 'note',
  text: 'INSERT INTO public.note (text) VALUES ($1)',
  values: [text],
});
const refusal = (cause: unknown): Error => new Error('not written', { cause });
const notes = async (): Promise<string[]> =>
  (await reads.query<{ text: string }>('SELECT text FROM public.note ORDER BY text')).map(({ text }) => text);

describe('a transaction', () => {
  it('keeps everything when its work resolves, and nothing when it rejects', async () => {
    await transactions.run(async (tx) => {
      await write(tx, 'kept');
    });
    const failing = transactions.run(async (tx) => {
      await write(tx, 'lost');
      throw new RangeError('changed its mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await notes()).toEqual(['kept']);
  });

  it('shows nothing to others before it commits', async () => {
    await transactions.run(async (tx) => {
      await write(tx, 'not yet');
      expect(await notes()).toEqual([]);
    });
    expect(await notes()).toEqual(['not yet']);
  });

  it('sends closing statements with the commit', async () => {
    await transactions.run(async (tx) => {
      tx.closeWith(closing('closed'), refusal);
      tx.closeWith(closing('closed too'), refusal);
      await write(tx, 'kept');
      expect(await tx.query('SELECT FROM public.note')).toHaveLength(1);
    });
    expect(await notes()).toEqual(['closed', 'closed too', 'kept']);
  });

  it.each(['the first time', 'and again'])(
    'keeps nothing when a closing statement is refused, and says what that means: %s',
    async () => {
      const tooLong: ClosingStatement = { name: 'note', text: closing('').text, values: ['x'.repeat(1001)] };
      for (const [before, after] of [
        [[closing('lost too')], []],
        [[], [closing('never sent')]],
      ]) {
        const failing = transactions.run(async (tx) => {
          for (const statement of [...before!, tooLong, ...after!]) tx.closeWith(statement, refusal);
          await write(tx, 'lost');
        });
        await expect(failing).rejects.toThrow('not written');
        expect(await notes()).toEqual([]);
      }
      await transactions.run(async (tx) => {
        tx.closeWith(closing('the connection serves on'), refusal);
        await write(tx, 'and keeps');
      });
      expect(await notes()).toEqual(['and keeps', 'the connection serves on']);
    },
  );

  it('keeps nothing when the commit itself is refused', async () => {
    await asOwner(
      'CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public.note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse()',
    );
    try {
      for (let time = 0; time < 2; time += 1) {
        const failing = transactions.run(async (tx) => {
          tx.closeWith(closing('lost'), refusal);
          await write(tx, 'lost too');
        });
        await expect(failing).rejects.toThrow('refused at the end');
        expect(await notes()).toEqual([]);
      }
    } finally {
      await asOwner('DROP TRIGGER late ON public.note');
    }
  });

  it('does not say that nothing was changed when the connection goes while closing', async () => {
    const closingWith = (word: string): Promise<unknown> =>
      transactions.run(async (tx) => {
        await write(tx, word);
        const text = "SELECT pg_terminate_backend(pg_backend_pid()) WHERE $1 = 'goes'";
        tx.closeWith({ name: 'goes', text, values: [word] }, refusal);
      });
    await expect(closingWith('goes')).rejects.toMatchObject({ code: 'outcome-unknown' });
    await closingWith('stays'); // planned now, so that it is sent together with the commit
    await expect(closingWith('goes')).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await notes()).toEqual(['stays']);
  });

  it('runs what waits for the commit after it, in order, and not at all after a rollback', async () => {
    const order: string[] = [];
    await transactions.run(async (tx) => {
      tx.afterCommit(() => order.push('first'));
      tx.afterCommit(() => order.push('second'));
      await write(tx, 'kept');
      order.push('work done');
    });
    await transactions
      .run(async (tx) => {
        tx.afterCommit(() => order.push('never'));
        await tx.query('SELECT 1 / 0');
      })
      .catch(() => undefined);
    expect(order).toEqual(['work done', 'first', 'second']);
  });

  it('stays committed when work after it fails, logs it, and runs the rest', async () => {
    const after: string[] = [];
    await transactions.run(async (tx) => {
      tx.afterCommit(() => {
        throw new TypeError('patient Miller');
      });
      tx.afterCommit(() => after.push('ran'));
      await write(tx, 'kept');
    });
    expect(await notes()).toEqual(['kept']);
    expect(after).toEqual(['ran']);
    expect(logged).toContain('TypeError');
    expect(logged).not.toContain('Miller');
  });

  it('reports an unknown outcome when the connection goes during the commit', async () => {
    await asOwner(
      `CREATE FUNCTION public.hang_up() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`,
      'CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON public.note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.hang_up()',
    );
    await expect(transactions.run((tx) => write(tx, 'perhaps'))).rejects.toMatchObject({ code: 'outcome-unknown', status: 503 });
    await asOwner('DROP TRIGGER at_commit ON public.note');
  });

  it('says nothing of the kind when the connection goes before the commit', async () => {
    const cut = transactions.run((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'));
    await expect(cut).rejects.toSatisfy(isDatabaseOutage);
    await transactions.run((tx) => write(tx, 'works again'));
    expect(await notes()).toEqual(['works again']);
  });

  it('cannot be opened inside another one, where it would commit independently', async () => {
    const nested = transactions.run(async (tx) => {
      await write(tx, 'outer');
      await transactions.run((inner) => write(inner, 'inner'));
    });
    await expect(nested).rejects.toThrow('inside another one');
    expect(await notes()).toEqual([]);
  });

  it('autonomous commits on its own, even while all connections for transactions are taken', async () => {
    const outer = async (tx: Tx, name: string): Promise<void> => {
      await write(tx, name);
      await transactions.autonomous((inner) => write(inner, `${name}, autonomous`));
      throw new RangeError('changed its mind');
    };
    await Promise.allSettled(['a', 'b'].map((name) => transactions.run((tx) => outer(tx, name))));
    expect(await notes()).toEqual(['a, autonomous', 'b, autonomous']);
  });

  it('may be followed by another one, also from what waited for its commit', async () => {
    let following: Promise<unknown> = Promise.resolve();
    await transactions.run(async (tx) => {
      tx.afterCommit(() => {
        following = transactions.run((next) => write(next, 'second'));
      });
      await write(tx, 'first');
    });
    await following;
    expect(await notes()).toEqual(['first', 'second']);
  });
});

it('handlers that read inside their transactions do not wait for each other, however many there are', async () => {
  let open = 0;
  let allOpen!: () => void;
  const everybodyIsIn = new Promise<void>((resolve) => (allOpen = resolve));
  const work = async (tx: Tx): Promise<void> => {
    await write(tx, 'x');
    open += 1;
    if (open === 2) allOpen(); // as many as there are connections for transactions
    await everybodyIsIn;
    await reads.query('SELECT 1');
  };
  await Promise.all([transactions.run(work), transactions.run(work)]);
  expect(await notes()).toEqual(['x', 'x']);
});
