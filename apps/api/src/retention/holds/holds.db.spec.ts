import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { isThorough } from '../../../../../test/support/thorough.js';

const database = await aDatabase();
const held = { code: 'CMH01' };
const uuid = (end: string): string => `01940000-0000-7000-8000-${end.padStart(12, '0')}`;

const run = async (url: string, ...statements: readonly string[]): Promise<void> =>
  asRole(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
const runtime = (...statements: readonly string[]) => run(database.runtimeUrl, ...statements);
const owner = (...statements: readonly string[]) => run(database.ownerUrl, ...statements);
const count = (sql: string): Promise<number> =>
  asRole(
    database.ownerUrl,
    async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]!.n,
  );

const hold = (kind: string, target: string, id = 'gen_random_uuid()') =>
  `WITH hold AS (
     INSERT INTO retention.hold (id, matter, reason, placed_by, placed_at, review_at)
     VALUES (${id}, 'x', 'x', gen_random_uuid(), now(), now()) RETURNING id
   ) INSERT INTO retention.hold_item (hold_id, kind, target) SELECT id, '${kind}', '${target}' FROM hold`;

const conversation = (id: string, ownerId: string) => [
  `INSERT INTO chat.conversation (id, owner_id, created_at, updated_at) VALUES ('${id}', '${ownerId}', now(), now())`,
  `INSERT INTO chat.message (id, conversation_id, owner_id, role, status, content, created_at)
   VALUES ('${id.replace(/^0194/, '0195')}', '${id}', '${ownerId}', 'user', 'completed', 'x', now())`,
];
const collection = (id: string) => [
  `INSERT INTO rag.collection (id, name, description, index_key, created_at) VALUES ('${id}', 'x', 'x', 'x', now())`,
  `INSERT INTO rag.document (id, collection_id, source, title, state, created_at, changed_at)
   VALUES ('${id}', '${id}', 'upload', 'x', 'ready', now(), now())`,
  `INSERT INTO rag.version (id, document_id, collection_id, number, state, file_name, media_type, size, chunks, created_at)
   VALUES ('${id}', '${id}', '${id}', 1, 'ready', 'x', 'x', 1, 1, now())`,
  `INSERT INTO rag.file_part (id, version_id, ordinal, data) VALUES ('${id}', '${id}', 0, 'x')`,
  `INSERT INTO rag.chunk (id, version_id, ordinal, start_at, end_at, content) VALUES ('${id}', '${id}', 0, 0, 1, 'x')`,
];
const account = (id: string) =>
  `INSERT INTO auth.user (id, username_index, username, display_name, password_changed_at, role, created_at)
   VALUES ('${id}', sha256('${id}'), 'x', 'x', now(), 'external_client', now())`;
const key = (kind: string, name: string) => [
  `INSERT INTO keyring.master_key (wrap_key_id, state) VALUES (repeat('a', 32), 'current') ON CONFLICT DO NOTHING`,
  `INSERT INTO keyring.data_key (id, version, owner_kind, owner_name, state, wrapped, wrap_key_id)
   VALUES (gen_random_uuid(), 1, '${kind}', '${name}', 'active', sha256('') || sha256('') || sha256('') || '123456789', repeat('a', 32))`,
];

const [ada, bea, cleo] = [uuid('a1'), uuid('b1'), uuid('c1')];
const [heldTalk, openTalk, talkOfAda] = [uuid('11'), uuid('12'), uuid('13')];
const [heldCollection, openCollection] = [uuid('21'), uuid('22')];

beforeAll(async () => {
  await owner(
    ...[ada, bea, cleo].flatMap((id) => [account(id), ...key('subject', id)]),
    ...conversation(talkOfAda, ada),
    ...conversation(heldTalk, bea),
    ...conversation(openTalk, bea),
    ...[heldCollection, openCollection].flatMap((id) => [...collection(id), ...key('collection', id)]),
  );
  await runtime(hold('subject', ada), hold('conversation', heldTalk), hold('collection', heldCollection));
});

describe.each([
  ['the role that Chat Man runs as', runtime],
  ['the owner', owner],
])('under a hold, %s', (_, act) => {
  it.each([
    ['a conversation of a held person', `DELETE FROM chat.conversation WHERE id = '${talkOfAda}'`],
    ['a message of a held person', `DELETE FROM chat.message WHERE owner_id = '${ada}'`],
    ['a held conversation', `DELETE FROM chat.conversation WHERE id = '${heldTalk}'`],
    ['a held conversation among others', 'DELETE FROM chat.conversation'],
    ['a message of a held conversation', `DELETE FROM chat.message WHERE conversation_id = '${heldTalk}'`],
    ['a held collection', `DELETE FROM rag.collection WHERE id = '${heldCollection}'`],
    ['a document of a held collection', `DELETE FROM rag.document WHERE collection_id = '${heldCollection}'`],
    ['a version of a document in it', `DELETE FROM rag.version WHERE collection_id = '${heldCollection}'`],
    ['a part of a file in it', `DELETE FROM rag.file_part WHERE version_id = '${heldCollection}'`],
    ['a passage of it', `DELETE FROM rag.chunk WHERE version_id = '${heldCollection}'`],
    ['the key of a held person', `DELETE FROM keyring.data_key WHERE owner_name = '${ada}'`],
    ['the key of the owner of a held conversation', `DELETE FROM keyring.data_key WHERE owner_name = '${bea}'`],
    ['the key of a held collection', `DELETE FROM keyring.data_key WHERE owner_name = '${heldCollection}'`],
  ])('cannot delete %s', async (_what, statement) => {
    await expect(act(statement)).rejects.toMatchObject(held);
  });

  it('cannot hide a held conversation', async () => {
    await expect(act(`UPDATE chat.conversation SET deleted_at = now() WHERE id = '${heldTalk}'`)).rejects.toMatchObject(held);
  });

  it('cannot delete in a snapshot that might be older than a hold', async () => {
    const inSnapshot = ['BEGIN ISOLATION LEVEL REPEATABLE READ', `DELETE FROM chat.conversation WHERE id = '${openTalk}'`];
    await expect(act(...inSnapshot)).rejects.toMatchObject({ code: '55000' });
  });
});

describe('what no hold names', () => {
  it('can be deleted', async () => {
    await runtime(
      `UPDATE chat.conversation SET deleted_at = now() WHERE id = '${openTalk}'`,
      `DELETE FROM chat.conversation WHERE id = '${openTalk}'`,
      `DELETE FROM rag.collection WHERE id = '${openCollection}'`,
      `DELETE FROM keyring.data_key WHERE owner_name IN ('${openCollection}', '${cleo}')`,
      `INSERT INTO keyring.destroyed_owner (owner_kind, owner_name) VALUES ('subject', '${cleo}')`,
    );
    expect(await count(`chat.conversation WHERE id = '${openTalk}'`)).toBe(0);
  });
});

describe('what a hold names', () => {
  it.each(['DELETE FROM retention.hold_item', `UPDATE retention.hold_item SET target = gen_random_uuid()`])(
    'never changes: %s',
    async (statement) => {
      await expect(runtime(statement)).rejects.toMatchObject({ code: '42501' });
      await expect(owner(statement)).rejects.toMatchObject({ code: '55000' });
    },
  );

  it('is known not to be there any more', async () => {
    const hold1 = uuid('f1');
    await runtime(hold('conversation', openTalk, `'${hold1}'`));
    expect(await count(`retention.hold_item item WHERE hold_id = '${hold1}' AND retention.is_gone(item)`)).toBe(1);
    expect(await count(`retention.hold_item item WHERE target = '${heldTalk}' AND retention.is_gone(item)`)).toBe(0);
  });

  it('is not destroyed by saying that its key was', async () => {
    await expect(
      runtime(`INSERT INTO keyring.destroyed_owner (owner_kind, owner_name) VALUES ('subject', '${ada}')`),
    ).rejects.toMatchObject(held);
  });
});

describe('a release', () => {
  const [officer, admin] = [uuid('e1'), uuid('e2')];
  const approval = (id: string, of: string, state = 'approved') =>
    `INSERT INTO auth.approval (id, action, parameters, reason, parameters_hash, requested_by, requested_at, expires_at, state, decided_by, decided_at)
     VALUES ('${id}', 'hold.release', 'x', 'x', sha256('{"action":"hold.release","parameters":{"id":"${of}"}}'), '${officer}', now(), now(),
             '${state}', ${state === 'approved' ? `'${admin}'` : 'NULL'}, now())`;
  const release = (of: string, by: string) => `SELECT retention.release_hold('${of}', '${by}')`;
  const event = (action: string, object: string) =>
    `INSERT INTO audit.event (id, role, action, outcome, object_id) VALUES (gen_random_uuid(), 'admin', '${action}', 'success', '${object}')`;
  const inOne = (...statements: readonly string[]) => runtime('BEGIN', ...statements, 'COMMIT');
  const denied = { code: '42501' };
  const [subject, approved] = [uuid('d1'), uuid('d2')];
  const both = [event('hold.released', subject), event('approval.approved', approved)];

  beforeAll(() =>
    owner(
      `INSERT INTO auth.second_person DEFAULT VALUES`,
      account(officer),
      `INSERT INTO retention.hold (id, matter, reason, placed_by, placed_at, review_at, release_delay)
       VALUES ('${subject}', 'x', 'x', '${officer}', now(), now(), 3600)`,
      `INSERT INTO retention.hold_item (hold_id, kind, target) VALUES ('${subject}', 'conversation', '${talkOfAda}')`,
    ),
  );

  it.each<[string, readonly string[]]>([
    ['without an approval', [release(subject, approved), ...both]],
    ['by the approval of another release', [approval(approved, uuid('d9')), release(subject, approved), ...both]],
    ['by one person where there are two', [approval(approved, subject, 'single-operator'), release(subject, approved), ...both]],
    ['without its own event', [approval(approved, subject), release(subject, approved), both[1]!]],
    ['without the event of the approval', [approval(approved, subject), release(subject, approved), both[0]!]],
    ['by writing it into the table', [approval(approved, subject), 'UPDATE retention.hold SET ends_at = now()', ...both]],
  ])('is refused %s', async (_, statements) => {
    await expect(inOne(...statements)).rejects.toMatchObject(denied);
  });

  it('is refused by an approval that was decided before', async () => {
    const earlier = uuid('d3');
    await runtime(approval(earlier, subject));
    await expect(inOne(release(subject, earlier), both[0]!, event('approval.approved', earlier))).rejects.toMatchObject(denied);
  });

  it('ends the hold after its delay, and can be withdrawn until then', async () => {
    await inOne(approval(approved, subject), release(subject, approved), ...both);
    expect(await count(`retention.hold WHERE id = '${subject}' AND ends_at = released_at + interval '1 hour'`)).toBe(1);
    expect(await count(`retention.hold_in_force WHERE hold_id = '${subject}'`)).toBe(1);
    await expect(runtime(`SELECT retention.withdraw_release('${subject}')`)).rejects.toMatchObject(denied);
    await inOne(`SELECT retention.withdraw_release('${subject}')`, event('hold.release-withdrawn', subject));
    expect(await count(`retention.hold WHERE id = '${subject}' AND released_at IS NULL AND ends_at IS NULL`)).toBe(1);
  });

  it('cannot be brought forward, not even by the owner', async () => {
    const again = uuid('d4');
    await inOne(approval(again, subject), release(subject, again), both[0]!, event('approval.approved', again));
    await expect(owner(`UPDATE retention.hold SET ends_at = now() WHERE id = '${subject}'`)).rejects.toMatchObject({
      code: '55000',
    });
    await expect(owner(`UPDATE retention.hold SET release_delay = 0 WHERE id = '${subject}'`)).rejects.toMatchObject({
      code: '55000',
    });
  });
});

describe('a hold against deletions at the same moment', () => {
  const rounds = isThorough ? 200 : 40;

  it(`never loses: ${rounds} races`, async () => {
    const outcomes = { kept: 0, gone: 0 };
    await asRole(database.runtimeUrl, (placing) =>
      asRole(database.runtimeUrl, async (deleting) => {
        for (let round = 0; round < rounds; round++) {
          const [talk, person] = [uuid(`e${round}00`), uuid(`e${round}01`)];
          await owner(...conversation(talk, person));
          const exists = async () =>
            (await placing.query(`SELECT FROM chat.conversation WHERE id = '${talk}' AND deleted_at IS NULL`)).rowCount === 1;
          const what = round % 2 === 0 ? hold('conversation', talk) : hold('subject', person);
          const deletion =
            round % 3 === 0
              ? `UPDATE chat.conversation SET deleted_at = now() WHERE id = '${talk}'`
              : `DELETE FROM chat.conversation WHERE id = '${talk}'`;
          const place = async (): Promise<boolean> => {
            await placing.query(`SELECT pg_sleep(${(round % 5) * 0.0004})`);
            await placing.query(what);
            return exists();
          };
          const remove = async (): Promise<boolean> => {
            await deleting.query(`SELECT pg_sleep(${(round % 7) * 0.0004})`);
            return deleting.query(deletion).then(
              () => true,
              (refused: { code: string }) => {
                expect(refused.code).toBe('CMH01');
                return false;
              },
            );
          };
          const [isThereUnderHold, isDeleted] = await Promise.all([place(), remove()]);
          expect(await exists()).toBe(isThereUnderHold);
          expect(isDeleted).toBe(!isThereUnderHold);
          outcomes[isDeleted ? 'gone' : 'kept']++;
        }
      }),
    );
    expect(outcomes.kept + outcomes.gone).toBe(rounds);
  });
});
