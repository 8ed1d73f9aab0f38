import { Column, Entity, PrimaryColumn } from 'typeorm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asSealed, sealedUnder } from '#sealing/record.js';
import { aDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../../test/support/keyring.js';
import { Clock } from '../../clock.js';
import { Declared, Personal, Technical } from '../../database/declared/declarations.js';
import { DeclaredRows, type Stored } from '../../database/declared/declared-rows.js';
import { columnsOf } from '../../database/declared/entity-columns.js';
import { SealedText } from '../../database/declared/sealed-columns.js';
import { uuidv7 } from '../../ids.js';
import { asRole } from '../../postgres/roles/roles.js';
import { KeyringRepository } from '../keyring.repository.js';
import { KeyTurnover, type Turnover, type TurnoverOptions, type TurnoverProgress } from './key-turnover.js';
import { Resealing } from './resealing.js';
import { TurnoverRepository } from './turnover.repository.js';

const ofAPatient = {
  dataClass: 'content',
  subject: { kind: 'user', column: 'patient_id' },
  legalBasis: 'none',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
} as const;

@Entity({ schema: 'clinic', name: 'note' })
@Declared({ ...ofAPatient, purpose: 'Notes of a test' })
class Note {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'patient_id' })
  @Personal()
  patientId!: string;

  @SealedText()
  finding!: string;

  @SealedText({ nullable: true, instead: null })
  remark!: string | null;
}

@Entity({ schema: 'clinic', name: 'chronicle' })
@Declared({ ...ofAPatient, purpose: 'What a test never rewrites' })
class Chronicle {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'patient_id' })
  @Personal()
  patientId!: string;

  @SealedText()
  line!: string;
}

const database = await aDatabase();
let instance: TestInstance;
let rows: DeclaredRows;
let turnover: KeyTurnover;

beforeAll(async () => {
  instance = await aKeyringInstance({ runtimeUrl: database.ownerUrl });
  rows = new DeclaredRows(instance.keyring);
  const repository = new TurnoverRepository(instance.database);
  const keys = new KeyringRepository(instance.database);
  const resealing = new Resealing(repository, keys, instance.keyring, instance.transactions);
  turnover = new KeyTurnover(instance.rotation, resealing, repository, instance.transactions, new Clock());
});
afterAll(() => instance.close());

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asRole(database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

beforeEach(async () => {
  await sql('DELETE FROM keyring.data_key');
  instance.keyring.forget({ kind: 'subject', name: '' });
  await sql(`
    DROP SCHEMA IF EXISTS clinic CASCADE;
    CREATE SCHEMA clinic;
    CREATE TABLE clinic.note (id uuid PRIMARY KEY, patient_id uuid NOT NULL, finding bytea NOT NULL, remark bytea);
    CREATE TABLE clinic.chronicle (id uuid PRIMARY KEY, patient_id uuid NOT NULL, line bytea NOT NULL);
    CREATE FUNCTION clinic.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never rewritten'; END $$;
    CREATE TRIGGER never BEFORE UPDATE ON clinic.chronicle FOR EACH ROW EXECUTE FUNCTION clinic.refuse()`);
});

async function aNote(change: Partial<Note> = {}): Promise<Note> {
  const note = { id: uuidv7(Date.now()), patientId: uuidv7(Date.now()), finding: 'Fever', remark: null, ...change };
  await instance.transactions.run((tx) => rows.insert(tx, Note, note));
  return note;
}

async function kept(id: string): Promise<{ raw: { finding: Buffer; remark: Buffer | null }; opened: Note }> {
  const raw = (await instance.database.one<Stored<Note>>(`SELECT ${columnsOf(Note)} FROM clinic.note WHERE id = $1`, [id]))!;
  return { raw: raw as never, opened: (await rows.open(Note, raw)) as Note };
}

const versionOf = (sealed: Buffer): number => sealedUnder(asSealed(sealed)).keyVersion;

const seen: TurnoverProgress[] = [];

/** The minutes that instances need pass at once. */
async function turned(
  options: Partial<TurnoverOptions> = {},
  onProgress: TurnoverOptions['onProgress'] = () => undefined,
): Promise<Turnover> {
  seen.length = 0;
  return turnover.run({
    ...{ olderThanDays: 0, continues: false, refusesOld: false, neverRewritten: [] },
    ...options,
    onProgress: (progress) => {
      seen.push(progress);
      if (progress.step === 'wait')
        void sql(
          `UPDATE keyring.data_key SET state_since = state_since - interval '10 minutes' WHERE state IN ('prepared', 'retired')`,
        );
      onProgress(progress);
    },
  });
}

it('gives every key a new version, and puts all that it sealed under it', async () => {
  const notes = [await aNote(), await aNote({ remark: 'Sleeps well' })];
  const pepper = (await instance.keyring.secretFor('pepper')).export();
  const result = await turned();
  expect(result).toEqual({ rotated: 2, resealed: 2, refused: 0, broken: 0, oldRefused: null, oldKept: 0 });
  for (const note of notes) {
    const { raw, opened } = await kept(note.id);
    expect(opened).toEqual(note);
    expect([raw.finding, raw.remark].filter((each) => each !== null).map(versionOf)).toEqual(note.remark === null ? [2] : [2, 2]);
  }
  expect((await instance.keyring.secretFor('pepper')).export()).toEqual(pepper);
  expect([...new Set(seen.map(({ step }) => step))]).toEqual(['prepare', 'wait', 'activate', 'reseal']);
  expect(await turnover.state()).toMatchObject({ owners: 2, prepared: 0, retired: 2, refused: 0 });
});

it('leaves young keys alone', async () => {
  const { id, patientId } = await aNote();
  await sql(`UPDATE keyring.data_key SET created_at = created_at - interval '400 days' WHERE owner_name = $1`, [patientId]);
  const young = await aNote();
  expect(await turned({ olderThanDays: 365 })).toMatchObject({ rotated: 1, resealed: 1 });
  expect([versionOf((await kept(id)).raw.finding), versionOf((await kept(young.id)).raw.finding)]).toEqual([2, 1]);
});

it('may be stopped anywhere, reads everything in between, and goes on', async () => {
  const patientId = uuidv7(Date.now());
  const notes = [await aNote({ patientId }), await aNote({ patientId }), await aNote({ patientId })];
  for (const step of ['prepare', 'activate', 'reseal'] as const) {
    const stop = new AbortController();
    const stopped = turned({ signal: stop.signal, continues: step !== 'prepare' }, (progress) => {
      if (progress.step === step) stop.abort();
    });
    await expect(stopped).rejects.toThrow('aborted');
    for (const note of notes) expect((await kept(note.id)).opened).toEqual(note);
    if (step === 'prepare') await expect(turned()).rejects.toMatchObject({ code: 'rotation-under-way' });
  }
  expect(await turned({ continues: true })).toMatchObject({ rotated: 0, resealed: 2 });
  for (const note of notes) expect(versionOf((await kept(note.id)).raw.finding)).toBe(2);
});

it('refuses old versions only where nothing is left under them', async () => {
  const free = await aNote();
  const bound = await aNote();
  const damaged = await aNote();
  await instance.transactions.run((tx) =>
    rows.insert(tx, Chronicle, { id: uuidv7(Date.now()), patientId: bound.patientId, line: 'On record' }),
  );
  const before = (await kept(free.id)).raw.finding;
  await sql('UPDATE clinic.note SET finding = set_byte(finding, 90, get_byte(finding, 90) # 1) WHERE id = $1', [damaged.id]);
  expect(await turned({ refusesOld: true })).toEqual({
    ...{ rotated: 3, resealed: 2, refused: 1, broken: 1 },
    ...{ oldRefused: 1, oldKept: 2 },
  });
  await sql('UPDATE clinic.note SET finding = $2 WHERE id = $1', [free.id, before]);
  await expect(kept(free.id)).rejects.toThrow();
  expect(await turned({ continues: true, neverRewritten: ['clinic.chronicle'] })).toMatchObject({ refused: 0 });
});

it('keeps what people write meanwhile', async () => {
  const note = await aNote();
  const result = await turned({}, ({ step }) => {
    if (step === 'activate')
      void instance.transactions.run((tx) =>
        rows.update(tx, Note, { id: note.id, patientId: note.patientId }, { finding: 'Recovered' }),
      );
  });
  expect(result.broken).toBe(0);
  await expect.poll(async () => (await kept(note.id)).opened.finding).toBe('Recovered');
  expect(versionOf((await kept(note.id)).raw.finding)).toBe(2);
});
