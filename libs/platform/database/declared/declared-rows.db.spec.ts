import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../../test/support/keyring.js';
import { uuidv7 } from '../../ids.js';
import { asRole } from '../../postgres/roles/roles.js';
import { Declared, Personal, Technical } from './declarations.js';
import { DeclaredRows, type Stored } from './declared-rows.js';
import { columnsOf, ReadAs, someColumnsOf, type Generated } from './entity-columns.js';
import { SealedBytes, SealedJson, SealedText } from './sealed-columns.js';

const Findings = z.object({ pulse: z.number() });

@Entity({ schema: 'ward', name: 'visit' })
@Declared({
  purpose: 'For this spec',
  dataClass: 'content',
  subject: { kind: 'user', column: 'patient_id' },
  legalBasis: 'none',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
})
class Visit {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'patient_id' })
  @Personal()
  patientId!: string;

  @SealedText()
  reason!: string;

  @SealedJson(Findings, { nullable: true, instead: { pulse: 0 } })
  findings!: z.infer<typeof Findings> | null;

  @SealedBytes({ name: 'x_ray', nullable: true })
  xRay!: Buffer | null;

  @Column('jsonb', { nullable: true })
  @Technical()
  rooms!: readonly number[] | null;

  @Column('text', { array: true })
  @Technical()
  wards!: readonly string[];

  @SealedText({ nullable: true, instead: null })
  wishes!: string | null;

  @Column('bigint', { nullable: true })
  @ReadAs('float8')
  @Technical()
  beats!: number | null;

  @Column('uuid', { name: 'ward_id', nullable: true })
  @ReadAs((column) => `upper(${column}::text)`)
  @Technical()
  wardId!: string | null;

  @Column('boolean', { name: 'is_over' })
  @Technical()
  isOver!: Generated<boolean>;
}

let database: TestDatabase;
let instance: TestInstance;
let rows: DeclaredRows;

beforeAll(async () => {
  database = await aDatabase();
  instance = await aKeyringInstance(database);
  rows = new DeclaredRows(instance.keyring);
  return () => instance.close();
});

beforeEach(() =>
  asRole(database.ownerUrl, async (client) => {
    await client.query(`
      DROP SCHEMA IF EXISTS ward CASCADE;
      CREATE SCHEMA ward;
      CREATE TABLE ward.visit (
        id uuid PRIMARY KEY, patient_id uuid NOT NULL, reason bytea NOT NULL, findings bytea, x_ray bytea, rooms jsonb, wards text[] NOT NULL,
        wishes bytea, beats bigint, ward_id uuid, is_over boolean NOT NULL DEFAULT false);
      GRANT USAGE ON SCHEMA ward TO PUBLIC;
      GRANT ALL ON ward.visit TO PUBLIC`);
  }),
);

const aVisit = (change: Partial<Visit> = {}): Visit => ({
  id: uuidv7(Date.now()),
  patientId: uuidv7(Date.now()),
  reason: 'Fièvre, 39°',
  findings: { pulse: 92 },
  xRay: Buffer.from([0, 255, 7]),
  rooms: [4, 7],
  wards: ['north', 'east'],
  wishes: null,
  beats: 2 ** 40,
  wardId: '0197AA00-0000-7000-8000-0000000000FF',
  isOver: false,
  ...change,
});

const stored = (id: string) =>
  instance.database.one<Stored<Visit>>(`SELECT ${columnsOf(Visit, 'v')} FROM ward.visit v WHERE v.id = $1`, [id]);

async function kept(visit: Visit): Promise<Visit> {
  await instance.transactions.run((tx) => rows.insert(tx, Visit, visit));
  return visit;
}

describe('a declared row', () => {
  it('comes back as it was written, and is sealed in between', async () => {
    const visit = await kept(aVisit());
    const raw = (await stored(visit.id))!;
    expect(Buffer.from((raw as unknown as { reason: Buffer }).reason).includes('Fi')).toBe(false);
    expect(await rows.open(Visit, raw)).toEqual(visit);
  });

  it('may leave out what can be null and what the database gives', async () => {
    const { id, patientId, reason, wards } = aVisit();
    await instance.transactions.run((tx) => rows.insert(tx, Visit, { id, patientId, reason, wards }));
    const opened = await rows.open(Visit, (await stored(id))!);
    expect(opened).toEqual({
      id,
      patientId,
      reason,
      wards,
      findings: null,
      xRay: null,
      rooms: null,
      wishes: null,
      beats: null,
      wardId: null,
      isOver: false,
    });
  });

  it('is written together with many others, each sealed for its own subject', async () => {
    const visits = [aVisit(), aVisit(), aVisit({ findings: null })];
    await instance.transactions.run((tx) => rows.insertAll(tx, Visit, visits));
    await instance.transactions.run((tx) => rows.insertAll(tx, Visit, []));
    expect(await Promise.all(visits.map(async ({ id }) => rows.open(Visit, (await stored(id))!)))).toEqual(visits);
  });

  it('goes into as many statements as its parameters need', async () => {
    const sealer = await instance.keyring.forPurpose('wards');
    const visits = Array.from({ length: 6_000 }, () => ({ ...aVisit(), reason: 'x', findings: null, xRay: null }));
    await instance.transactions.run((tx) => rows.insertAll(tx, Visit, visits, { sealer }));
    expect(await instance.database.one('SELECT count(*)::int AS n FROM ward.visit')).toEqual({ n: visits.length });
  });

  it('is read without what is large', () => {
    expect(columnsOf(Visit, 'v', { without: ['reason', 'findings', 'xRay', 'rooms', 'wards', 'wishes'] })).toBe(
      'v.id, v.patient_id AS "patientId", v.beats::float8 AS "beats", upper(v.ward_id::text) AS "wardId", v.is_over AS "isOver"',
    );
  });

  it('is changed where all conditions hold, sealed again in its context', async () => {
    const visit = await kept(aVisit());
    const change = (where: Partial<Visit>) =>
      instance.transactions.run((tx) => rows.update(tx, Visit, where, { reason: 'Recovered', findings: null, wards: [] }));
    expect(await change({ id: visit.id, patientId: uuidv7(Date.now()) })).toBe(0);
    expect(await change({ id: visit.id, patientId: visit.patientId })).toBe(1);
    const opened = await rows.open(Visit, (await stored(visit.id))!);
    expect(opened).toEqual({ ...visit, reason: 'Recovered', findings: null, wards: [] });
  });

  it('does not open when its bytes were moved to another row or column', async () => {
    const [one, other] = [await kept(aVisit()), await kept(aVisit())];
    const [first, second] = [(await stored(one.id))!, (await stored(other.id))!];
    const moved = { ...first, reason: (second as unknown as { reason: Buffer }).reason } as Stored<Visit>;
    await expect(rows.open(Visit, moved)).rejects.toThrow();
    const swapped = { ...first, xRay: (first as unknown as { reason: Buffer }).reason } as Stored<Visit>;
    await expect(rows.open(Visit, swapped)).rejects.toThrow();
  });

  it('is shown as damaged beside others that open', async () => {
    const [one, other] = [await kept(aVisit()), await kept(aVisit({ xRay: null }))];
    const [first, second] = [(await stored(one.id))!, (await stored(other.id))!];
    const moved = { ...second, reason: (first as unknown as { reason: Buffer }).reason } as Stored<Visit>;
    const shown = await rows.shown(Visit, [moved, (await stored(other.id))!]);
    expect(shown.map(({ reason, findings, isDamaged }) => ({ reason, findings, isDamaged }))).toEqual([
      { reason: 'Damaged record', findings: other.findings, isDamaged: true },
      { reason: other.reason, findings: other.findings, isDamaged: false },
    ]);
  });

  it('is shown under a key that is at hand', async () => {
    const visit = aVisit({ wishes: 'Quiet' });
    const sealer = await instance.keyring.forPurpose('wards');
    await instance.transactions.run((tx) => rows.insert(tx, Visit, visit, { sealer }));
    const raw = (await stored(visit.id))!;
    const reader = await instance.keyring.readerOf(sealer.owner);
    expect(await rows.shown(Visit, [raw], { reader })).toEqual([{ ...visit, isDamaged: false }]);
    const damaged = { reason: 'Damaged record', xRay: null, wishes: null, isDamaged: true };
    expect(await rows.shownOne(Visit, raw)).toMatchObject(damaged);
    expect(reader.isDamaged).toBe(false);
  });

  it('is shown with the substitute for JSON of another shape', async () => {
    const { id } = await kept(aVisit({ findings: { pulse: 'fast' as unknown as number } }));
    expect(await rows.shownOne(Visit, await stored(id))).toMatchObject({ findings: { pulse: 0 }, isDamaged: true });
    expect(await rows.shownOne(Visit, null)).toBeNull();
  });

  it('opens in part, beside what the statement computes', async () => {
    const visit = await kept(aVisit());
    const part = await instance.database.one<Stored<Pick<Visit, 'id' | 'patientId' | 'reason'> & { isNorth: boolean }>>(
      `SELECT ${someColumnsOf(Visit, ['id', 'patientId', 'reason'], 'v')}, 'north' = ANY (wards) AS "isNorth"
         FROM ward.visit v WHERE id = $1`,
      [visit.id],
    );
    const opened = { id: visit.id, patientId: visit.patientId, reason: visit.reason, isNorth: true };
    expect(await rows.open(Visit, part!)).toEqual(opened);
    expect(await rows.shownOne(Visit, part)).toEqual({ ...opened, isDamaged: false });
  });

  it('takes the place of an earlier one of the same key, as long as that one may be replaced', async () => {
    const visit = await kept(aVisit());
    const put = (change: Partial<Visit>, replaces: Partial<Visit>) =>
      instance.transactions.run((tx) => rows.upsert(tx, Visit, { ...visit, ...change }, { replaces }));
    expect(await put({ reason: 'Cough', findings: null }, { rooms: null })).toBe(false);
    expect(await rows.open(Visit, (await stored(visit.id))!)).toEqual(visit);
    expect(await put({ reason: 'Cough', findings: null, rooms: null }, { patientId: visit.patientId })).toBe(true);
    expect(await put({ reason: 'Cold', findings: null, rooms: null }, { rooms: null })).toBe(true);
    expect(await rows.open(Visit, (await stored(visit.id))!)).toEqual({ ...visit, reason: 'Cold', findings: null, rooms: null });
    const other = aVisit();
    expect(await instance.transactions.run((tx) => rows.upsert(tx, Visit, other))).toBe(true);
    expect(await rows.open(Visit, (await stored(other.id))!)).toEqual(other);
  });

  it('is deleted where all conditions hold, null among them', async () => {
    const visit = await kept(aVisit({ xRay: null }));
    const remove = (where: Partial<Visit>) => instance.transactions.run((tx) => rows.delete(tx, Visit, where));
    expect(await remove({ id: visit.id, rooms: null })).toBe(0);
    await expect(remove({})).rejects.toThrow('Every row');
    expect(await remove({ id: visit.id, xRay: null })).toBe(1);
    expect(await stored(visit.id)).toBeNull();
  });

  it('does not open as JSON of another shape', async () => {
    const visit = await kept(aVisit({ findings: { pulse: 'fast' as unknown as number } }));
    await expect(stored(visit.id).then((raw) => rows.open(Visit, raw!))).rejects.toThrow();
  });

  it('is never changed without conditions, nor sealed without saying for whom', async () => {
    const visit = await kept(aVisit());
    await expect(instance.transactions.run((tx) => rows.update(tx, Visit, {}, { wards: [] }))).rejects.toThrow('Every row');
    await expect(instance.transactions.run((tx) => rows.update(tx, Visit, { id: visit.id }, { reason: 'x' }))).rejects.toThrow(
      'patientId',
    );
    await expect(
      instance.transactions.run((tx) => rows.update(tx, Visit, { patientId: visit.patientId }, { reason: 'x' })),
    ).rejects.toThrow('primary key');
  });

  it('is refused immediately in a database that would not have it', async () => {
    const visit = await kept(aVisit());
    await expect(kept(visit)).rejects.toThrow(/duplicate key/);
  });
});
