import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { asRole } from '../../postgres/roles/roles.js';
import { Declared, Sealed, Technical, declareTable } from './declarations.js';
import { TypedAs } from './entity-columns.js';
import { SchemaCheck } from './schema-check.js';

const declaration = {
  purpose: 'For this spec',
  dataClass: 'content',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
} as const;

@Entity({ schema: 'ward', name: 'note' })
@Declared(declaration)
class Note {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'bytea' })
  @Sealed()
  content!: Buffer;

  @Column('text')
  @TypedAs('ward.mood')
  @Technical()
  mood!: string;
}

@Entity({ schema: 'ward', name: 'forgotten' })
class Forgotten {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
}

declareTable({ table: 'ward.visit', ...declaration, columns: { id: 'technical' } });

let database: TestDatabase;

beforeAll(async () => {
  database = await aDatabase();
});

beforeEach(() =>
  asOwner(
    'DROP SCHEMA IF EXISTS ward CASCADE',
    'DROP SCHEMA IF EXISTS attic CASCADE',
    'CREATE SCHEMA ward',
    "CREATE DOMAIN ward.mood AS text CHECK (value <> '')",
    'CREATE TABLE ward.note (id uuid PRIMARY KEY, content bytea NOT NULL, mood ward.mood NOT NULL)',
    'CREATE TABLE ward.visit (id uuid)',
  ),
);

function asOwner(...statements: readonly string[]): Promise<void> {
  return asRole(database.ownerUrl, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** What the check says about the schemas of this spec; the others' entities are not loaded here. */
async function faults(...entities: (new () => object)[]): Promise<string[]> {
  const source = await new DataSource({ type: 'postgres', url: database.runtimeUrl, entities: [Note, ...entities] }).initialize();
  try {
    return (await new SchemaCheck(source).faults()).filter((fault) => /^(ward|attic|public)\./.test(fault));
  } finally {
    await source.destroy();
  }
}

describe('the schema check', () => {
  it('finds nothing where everything is declared', async () => {
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['a table', 'CREATE TABLE ward.planted (secret text)', 'ward.planted is in the database and declared nowhere'],
    [
      'a column',
      'ALTER TABLE ward.note ADD COLUMN diagnosis text',
      'ward.note.diagnosis is in the database and declared nowhere',
    ],
    [
      'a table in a schema of its own',
      'CREATE SCHEMA attic; CREATE TABLE attic.box (x int)',
      'attic.box is in the database and declared nowhere',
    ],
    ['a table in no schema', 'CREATE TABLE public.box (x int)', 'public.box is in the database and declared nowhere'],
    ['a stored view', 'CREATE MATERIALIZED VIEW ward.copy AS SELECT 1 AS x', 'ward.copy is in the database and declared nowhere'],
    [
      'text in a sealed column',
      'ALTER TABLE ward.note ALTER COLUMN content DROP NOT NULL, ALTER COLUMN content TYPE text USING NULL',
      [
        'ward.note.content is declared sealed and is not bytea',
        'ward.note.content is declared bytea not null, and is text in the database',
      ],
    ],
    [
      'a column of another type',
      'ALTER TABLE ward.note ALTER COLUMN id TYPE text',
      'ward.note.id is declared uuid not null, and is text not null in the database',
    ],
    [
      'a column that is no longer of our own type',
      'ALTER TABLE ward.note ALTER COLUMN mood TYPE text',
      'ward.note.mood is declared ward.mood not null, and is text not null in the database',
    ],
    [
      'a value that may be missing',
      'ALTER TABLE ward.note ALTER COLUMN content DROP NOT NULL',
      'ward.note.content is declared bytea not null, and is bytea in the database',
    ],
    ['a missing column', 'ALTER TABLE ward.note DROP COLUMN content', 'ward.note.content is declared and not in the database'],
    ['a missing table', 'DROP TABLE ward.visit', 'ward.visit is declared and not in the database'],
  ])('names %s', async (_name, statement, fault) => {
    await asOwner(statement);
    expect(await faults()).toEqual([fault].flat());
    await asOwner('DROP TABLE IF EXISTS public.box');
  });

  it('names an entity without a declaration, and each of its columns', async () => {
    await asOwner('CREATE TABLE ward.forgotten (id uuid)');
    expect(await faults(Forgotten)).toEqual([
      'ward.forgotten.id carries no declaration',
      'ward.forgotten carries no declaration',
      'ward.forgotten is in the database and declared nowhere',
    ]);
  });

  it('takes no second declaration of the same table', async () => {
    expect(() => declareTable({ table: 'ward.visit', ...declaration, columns: {} })).toThrow('ward.visit is declared twice');
  });
});
