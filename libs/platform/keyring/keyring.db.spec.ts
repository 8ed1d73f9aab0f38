import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CannotOpen } from '#sealing/cannot-open.js';
import { uuidv7 } from '../ids.js';
import { asRole } from '../postgres/roles/roles.js';
import { subjectOwner, type Owner } from './keys/owner.js';
import { aDatabase } from '../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../test/support/keyring.js';

const database = await aDatabase();
const aUser = (): string => uuidv7(Date.now());
const place = { table: 'chat.message', column: 'content', row: aUser() };

let now = 1_000_000;
let here: TestInstance;
let elsewhere: TestInstance;

beforeAll(async () => {
  here = await aKeyringInstance({ runtimeUrl: database.runtimeUrl, now: () => now });
  elsewhere = await aKeyringInstance({ runtimeUrl: database.runtimeUrl, now: () => now });
});
afterAll(() => Promise.all([here.close(), elsewhere.close()]));

describe('keys', () => {
  it('are created on first use, one for each owner', async () => {
    const user = aUser();
    await here.keyring.forSubject(user);
    await here.keyring.forSubject(user);
    expect(await versionsOf(subjectOwner(user))).toEqual([{ version: 1, state: 'active' }]);
  });

  it('are one for any number of concurrent callers', async () => {
    const user = aUser();
    const asked = Array.from({ length: 24 }, (_, index) => {
      const instance = index % 2 ? here : elsewhere;
      return index % 3
        ? instance.transactions.run((tx) => instance.keyring.forSubject(user, tx))
        : instance.keyring.forSubject(user);
    });
    const sealers = await Promise.all(asked);
    const sealed = sealers.map((sealer) => sealer.seal(place, 'x'));
    expect(sealers.flatMap((sealer) => sealed.map((one) => sealer.openText(place, one)))).toEqual(Array(24 * 24).fill('x'));
    expect(await versionsOf(subjectOwner(user))).toHaveLength(1);
  });

  it('of many are read with one question, and open what each of them sealed', async () => {
    const users = Array.from({ length: 20 }, aUser);
    const sealed = await Promise.all(users.map(async (user) => (await here.keyring.forSubject(user)).seal(place, user)));
    await elsewhere.keyring.loadSubjects([...users, ...users]);
    for (const [at, user] of users.entries())
      expect((await elsewhere.keyring.forSubject(user)).openText(place, sealed[at]!)).toBe(user);
  });

  it('that one of many has lost are missing for that one alone', async () => {
    const [kept, gone] = [aUser(), aUser()];
    const sealed = (await here.keyring.forSubject(kept)).seal(place, 'kept');
    await here.keyring.forSubject(gone);
    await here.transactions.run((tx) => here.keyring.destroy(tx, subjectOwner(gone)));
    await elsewhere.keyring.loadSubjects([kept, gone]);
    expect((await elsewhere.keyring.forSubject(kept)).openText(place, sealed)).toBe('kept');
    await expect(elsewhere.keyring.forSubject(gone)).rejects.toMatchObject({ code: 'key-destroyed' });
  });

  it('open on every instance what one of them sealed', async () => {
    const user = aUser();
    const sealed = (await here.keyring.forSubject(user)).seal(place, 'everywhere');
    expect((await elsewhere.keyring.forSubject(user)).openText(place, sealed)).toBe('everywhere');
  });

  it('of one owner do not open what is of another', async () => {
    const sealed = (await here.keyring.forSubject(aUser())).seal(place, 'mine');
    const other = await here.keyring.forSubject(aUser());
    expect(() => other.open(place, sealed)).toThrow(CannotOpen);
  });

  it('made in a transaction that rolls back are not used afterwards', async () => {
    const user = aUser();
    const rolledBack = here.transactions.run(async (tx) => {
      await here.keyring.forSubject(user, tx);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    const sealed = (await here.keyring.forSubject(user)).seal(place, 'kept');
    expect((await elsewhere.keyring.forSubject(user)).openText(place, sealed)).toBe('kept');
  });

  it('created in a transaction can be used in it immediately', async () => {
    const user = aUser();
    const opened = await here.transactions.run(async (tx) => {
      const sealed = (await here.keyring.forSubject(user, tx)).seal(place, 'at once');
      return (await here.keyring.forSubject(user, tx)).openText(place, sealed);
    });
    expect(opened).toBe('at once');
  });

  it('requested outside the transaction that creates them fail soon, instead of a deadlock', async () => {
    const user = aUser();
    const forgotten = here.transactions.run(async (tx) => {
      await here.keyring.forSubject(user, tx);
      await here.keyring.forSubject(user);
    });
    await expect(forgotten).rejects.toThrow(/lock timeout/);
  });

  it('are refused for ids that have more than one spelling', () => {
    expect(() => here.keyring.forSubject(aUser().toUpperCase())).toThrow(RangeError);
    expect(() => here.keyring.forCollection('not a uuid')).toThrow(RangeError);
    expect(() => here.keyring.forPurpose('secret.pepper')).toThrow(RangeError);
  });

  it('do not open in the row of another owner', async () => {
    const [thief, victim] = [aUser(), aUser()];
    await Promise.all([thief, victim].map((user) => here.keyring.forSubject(user)));
    await asRole(database.ownerUrl, (client) =>
      client.query(
        `UPDATE keyring.data_key SET wrapped = (SELECT wrapped FROM keyring.data_key WHERE owner_name = $1) WHERE owner_name = $2`,
        [victim, thief],
      ),
    );
    await expect(elsewhere.keyring.forSubject(thief)).rejects.toThrow(CannotOpen);
  });
});

describe('destroying a key', () => {
  it('leaves nothing that opens what it sealed, and no way to a new key', async () => {
    const user = aUser();
    await here.keyring.forSubject(user);
    expect(await here.transactions.run((tx) => here.keyring.destroy(tx, subjectOwner(user)))).toBe(1);
    expect(await versionsOf(subjectOwner(user))).toEqual([]);
    await expect(here.keyring.forSubject(user)).rejects.toMatchObject({ code: 'key-destroyed', status: 410 });
    await expect(here.transactions.run((tx) => here.keyring.forSubject(user, tx))).rejects.toMatchObject({
      code: 'key-destroyed',
    });
  });

  it('stops writers on other instances immediately', async () => {
    const user = aUser();
    await elsewhere.keyring.forSubject(user);
    await here.transactions.run((tx) => here.keyring.destroy(tx, subjectOwner(user)));
    const write = elsewhere.transactions.run((tx) => elsewhere.keyring.forSubject(user, tx));
    await expect(write).rejects.toMatchObject({ code: 'key-destroyed' });
    await expect(elsewhere.keyring.forSubject(user)).rejects.toMatchObject({ code: 'key-destroyed' });
  });

  it('stops readers on other instances after a minute', async () => {
    const user = aUser();
    await elsewhere.keyring.forSubject(user);
    await here.transactions.run((tx) => here.keyring.destroy(tx, subjectOwner(user)));
    now += 61_000;
    await expect(elsewhere.keyring.forSubject(user)).rejects.toMatchObject({ code: 'key-destroyed' });
  });

  it('does not happen when the transaction rolls back', async () => {
    const user = aUser();
    const sealed = (await here.keyring.forSubject(user)).seal(place, 'still here');
    const rolledBack = here.transactions.run(async (tx) => {
      await here.keyring.destroy(tx, subjectOwner(user));
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect((await here.keyring.forSubject(user)).openText(place, sealed)).toBe('still here');
  });

  it('of an owner without a key keeps that owner from getting one', async () => {
    const user = aUser();
    expect(await here.transactions.run((tx) => here.keyring.destroy(tx, subjectOwner(user)))).toBe(0);
    await expect(here.keyring.forSubject(user)).rejects.toMatchObject({ code: 'key-destroyed' });
  });

  it('waits for a transaction that seals under it', async () => {
    const user = aUser();
    const steps: string[] = [];
    const writer = gate();
    const writing = here.transactions.run(async (tx) => {
      await here.keyring.forSubject(user, tx);
      writer.arrive();
      await writer.opened;
      steps.push('written');
    });
    await writer.arrived;
    const destroying = elsewhere.transactions
      .run((tx) => elsewhere.keyring.destroy(tx, subjectOwner(user)))
      .then(() => steps.push('destroyed'));
    await someoneWaits();
    writer.open();
    await Promise.all([writing, destroying]);
    expect(steps).toEqual(['written', 'destroyed']);
  });

  it('makes a writer wait that comes while it is not committed, and then refuses it', async () => {
    const user = aUser();
    await elsewhere.keyring.forSubject(user);
    const destroyer = gate();
    const destroying = here.transactions.run(async (tx) => {
      await here.keyring.destroy(tx, subjectOwner(user));
      destroyer.arrive();
      await destroyer.opened;
    });
    await destroyer.arrived;
    const writing = elsewhere.transactions.run((tx) => elsewhere.keyring.forSubject(user, tx)).catch((error: unknown) => error);
    await someoneWaits();
    destroyer.open();
    await destroying;
    expect(await writing).toMatchObject({ code: 'key-destroyed' });
  });
});

describe('the runtime role', () => {
  it.each([
    ['give a key to another owner', "UPDATE keyring.data_key SET owner_name = 'x'"],
    ['forget that an owner was destroyed', 'DELETE FROM keyring.destroyed_owner'],
    ['date back a destruction', "INSERT INTO keyring.destroyed_owner VALUES ('subject', 'x', '2001-01-01')"],
    ['empty the keyring', 'TRUNCATE keyring.data_key'],
  ])('cannot %s', async (_, statement) => {
    await expect(asRole(database.runtimeUrl, (client) => client.query(statement))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('secrets and blind indexes', () => {
  it('are the same on every instance', async () => {
    const [one, other] = await Promise.all([here, elsewhere].map(({ keyring }) => keyring.secretFor('pepper')));
    expect(one?.equals(other!)).toBe(true);
    expect(await here.keyring.blindIndex('auth.user.email', 'Anna@Example.org')).toEqual(
      await elsewhere.keyring.blindIndex('auth.user.email', ' anna@example.org'),
    );
  });

  it('differ by column', async () => {
    const [one, other] = await Promise.all(['a.b.c', 'a.b.d'].map((column) => here.keyring.blindIndex(column, 'same')));
    expect(one?.equals(other!)).toBe(false);
  });
});

async function versionsOf(owner: Owner): Promise<{ version: number; state: string }[]> {
  return here.database.query(
    'SELECT version, state FROM keyring.data_key WHERE owner_kind = $1 AND owner_name = $2 ORDER BY version',
    [owner.kind, owner.name],
  );
}

/** Resolves once a statement in this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  const waiting = async (): Promise<number> => {
    const rows = await here.database.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length;
  };
  await expect.poll(waiting, { timeout: 10_000, interval: 10 }).toBeGreaterThan(0);
}

/** A place in a transaction where the test decides when it goes on. */
function gate(): { arrived: Promise<void>; arrive: () => void; opened: Promise<void>; open: () => void } {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { arrived, arrive, opened, open };
}
