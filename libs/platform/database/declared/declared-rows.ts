import { Injectable } from '@nestjs/common';
import { asSealed, type Sealed } from '#sealing/record.js';
import { Keyring } from '../../keyring/keyring.js';
import { ownerText, type Owner } from '../../keyring/keys/owner.js';
import type { Reader } from '../../keyring/keys/reader.js';
import type { Sealer } from '../../keyring/keys/sealer.js';
import { columnOf, recordContext, tableOf, type Entity, type IsGenerated } from './entity-columns.js';
import { keyOf, ownerOf, subjectColumnOf } from './row-identity.js';
import { sealedFormatsOf } from './sealed-columns.js';
import type { Tx } from '../transactions.js';

declare const storedAs: unique symbol;

/** The maximum that PostgreSQL accepts in one statement. */
const mostParameters = 65_535;

/**
 * A row as a statement with `columnsOf` or `someColumnsOf` answers it: what is sealed still is. `DeclaredRows.open` makes the row of it.
 * What the statement computes beside the columns passes through.
 */
export interface Stored<Row> {
  readonly [storedAs]: Row;
}

type IsOptional<Value> = null extends Value ? true : IsGenerated<Value>;

/** A row to be made: what can be null may be left out, and what the database gives. */
export type NewRow<Row> = { readonly [Key in keyof Row as IsOptional<Row[Key]> extends true ? never : Key]: Row[Key] } & {
  readonly [Key in keyof Row as IsOptional<Row[Key]> extends true ? Key : never]?: Row[Key];
};

/** A row shown beside others: a value that did not open is replaced by a substitute. */
export type Shown<Row> = Row & { readonly isDamaged: boolean };

export interface SealingOptions {
  /** For rows that are sealed under another key than their declared subject's; and where it is at hand already. */
  readonly sealer?: Sealer;
}

export interface ShowingOptions {
  readonly reader?: Reader;
}

/**
 * Reads and writes rows of declared tables. What an entity declares sealed is sealed under the key of the row's subject and opened on the
 * way, in the context of its table, column and primary key; callers see opened values alone.
 */
@Injectable()
export class DeclaredRows {
  constructor(private readonly keyring: Keyring) {}

  async insert<Row extends object>(tx: Tx, entity: Entity<Row>, row: NewRow<Row>, options: SealingOptions = {}): Promise<void> {
    await this.insertAll(tx, entity, [row], options);
  }

  /** Inserts rows that give the same columns, in as few statements as PostgreSQL allows. */
  async insertAll<Row extends object>(
    tx: Tx,
    entity: Entity<Row>,
    rows: readonly NewRow<Row>[],
    options: SealingOptions = {},
  ): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const atOnce = Math.floor(mostParameters / Object.keys(first).length);
    for (let from = 0; from < rows.length; from += atOnce) {
      const { statement, values } = await this.insertion(tx, entity, rows.slice(from, from + atOnce), options);
      await tx.query(statement, values);
    }
  }

  /**
   * Inserts the row, or puts it in the place of the one with the same primary key, which is of the same subject.
   * @param options.replaces what an earlier row must be like to be replaced
   * @returns whether the row was written; not where an earlier one stays
   */
  async upsert<Row extends object>(
    tx: Tx,
    entity: Entity<Row>,
    row: NewRow<Row>,
    { replaces, ...options }: SealingOptions & { readonly replaces?: Partial<Row> } = {},
  ): Promise<boolean> {
    const { statement, values } = await this.insertion(tx, entity, [row], options);
    const { name: table, columns } = tableOf(entity);
    const keys = columns.filter(({ isKey }) => isKey).map(({ name }) => name);
    const subject = subjectColumnOf(entity);
    const set = columns.filter(({ name, isKey }) => !isKey && name !== subject).map(({ name }) => `${name} = EXCLUDED.${name}`);
    const which = replaces && conditionsOf(entity, replaces, values.length);
    const rows: unknown[] = await tx.query(
      `${statement} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${set.join(', ')}
       ${which ? `WHERE ${which.conditions.map((each) => `${table}.${each}`).join(' AND ')}` : ''} RETURNING 1`,
      [...values, ...(which?.values ?? [])],
    );
    return rows.length > 0;
  }

  /**
   * Changes the rows that have these values; answers how many there were. Where a sealed column changes, `where` names the primary key and
   * the subject, since both are part of its context.
   */
  async update<Row extends object>(
    tx: Tx,
    entity: Entity<Row>,
    where: Partial<Row>,
    changes: Partial<Row>,
    options: SealingOptions = {},
  ): Promise<number> {
    const given = givenIn(changes);
    if (given.length === 0) throw new Error(`Nothing was said to change in ${tableOf(entity).name}.`);
    const values = await this.written(entity, given, changes, where, this.sealersIn(tx, entity, options));
    const set = given.map((property, index) => `${columnOf(entity, property).name} = $${index + 1}`);
    const which = conditionsOf(entity, where, set.length);
    const [, changed] = await tx.query<[unknown, number]>(
      `UPDATE ${tableOf(entity).name} SET ${set.join(', ')} WHERE ${which.conditions.join(' AND ')}`,
      [...values, ...which.values],
    );
    return changed;
  }

  /** Deletes the rows that have these values; answers how many there were. */
  async delete<Row extends object>(tx: Tx, entity: Entity<Row>, where: Partial<Row>): Promise<number> {
    const { conditions, values } = conditionsOf(entity, where);
    const [, deleted] = await tx.query<[unknown, number]>(
      `DELETE FROM ${tableOf(entity).name} WHERE ${conditions.join(' AND ')}`,
      values,
    );
    return deleted;
  }

  /**
   * @param tx to open under keys as this transaction sees them; without it from memory
   * @throws CannotOpen for a row that was tampered with or belongs elsewhere
   */
  async open<Row extends object, Part extends Partial<Row>>(
    entity: Entity<Row>,
    stored: Stored<Part>,
    { tx, ...options }: SealingOptions & { readonly tx?: Tx } = {},
  ): Promise<Part> {
    const row = { ...stored } as unknown as Record<string, unknown>;
    const formats = [...sealedFormatsOf(entity)].filter(([property]) => row[property] !== null && row[property] !== undefined);
    if (formats.length === 0) return row as Part;
    const sealer = await this.sealersIn(tx, entity, options)(row as Partial<Row>);
    const key = keyOf(entity, row as Partial<Row>);
    for (const [property, { fromBytes }] of formats) {
      const context = recordContext(entity, property as keyof Row & string, key);
      row[property] = fromBytes(sealer.open(context, asSealed(row[property] as Buffer)));
    }
    return row as Part;
  }

  /**
   * As `open`, for rows that are shown beside others: what does not open is shown as damaged, and takes nothing else away.
   * @param options.reader for rows that do not say whose key sealed them; and where it is at hand already
   */
  async shown<Row extends object, Part extends Partial<Row>>(
    entity: Entity<Row>,
    stored: readonly Stored<Part>[],
    options: ShowingOptions = {},
  ): Promise<Shown<Part>[]> {
    const { reader: given } = options;
    const readers = given
      ? stored.map(() => given.another())
      : await this.readersFor(entity, stored as readonly unknown[] as Partial<Row>[]);
    return stored.map((each, index) => {
      const row = { ...each } as unknown as Record<string, unknown>;
      const reader = readers[index]!;
      for (const [property, { fromBytes, instead }] of sealedFormatsOf(entity)) {
        if (row[property] === null || row[property] === undefined) continue;
        const context = recordContext(entity, property as keyof Row & string, keyOf(entity, row as Partial<Row>));
        row[property] = reader.bytes(context, row[property] as Sealed, fromBytes, instead);
      }
      return { ...(row as Part), isDamaged: reader.isDamaged };
    });
  }

  /** As `shown`, for the one row that a statement found, or none. */
  async shownOne<Row extends object, Part extends Partial<Row>>(
    entity: Entity<Row>,
    stored: Stored<Part> | null | undefined,
    options: ShowingOptions = {},
  ): Promise<Shown<Part> | null> {
    const [row] = await this.shown<Row, Part>(entity, stored ? [stored] : [], options);
    return row ?? null;
  }

  private async insertion<Row extends object>(
    tx: Tx,
    entity: Entity<Row>,
    rows: readonly NewRow<Row>[],
    options: SealingOptions,
  ): Promise<{ readonly statement: string; readonly values: unknown[] }> {
    const all = rows as unknown as readonly Partial<Row>[];
    const sealerOf = this.sealersIn(tx, entity, options);
    const given = givenIn(all[0] ?? {});
    const values: unknown[] = [];
    const tuples: string[] = [];
    for (const row of all) {
      const written = await this.written(entity, given, row, row, sealerOf);
      tuples.push(`(${written.map((value) => `$${values.push(value)}`).join(', ')})`);
    }
    const names = given.map((property) => columnOf(entity, property).name);
    return { statement: `INSERT INTO ${tableOf(entity).name} (${names.join(', ')}) VALUES ${tuples.join(', ')}`, values };
  }

  /** What the database keeps for these properties of a row. */
  private async written<Row extends object>(
    entity: Entity<Row>,
    properties: readonly string[],
    values: Partial<Row>,
    identity: Partial<Row>,
    sealerOf: (row: Partial<Row>) => Promise<Sealer>,
  ): Promise<unknown[]> {
    const formats = sealedFormatsOf(entity);
    const written: unknown[] = [];
    for (const property of properties) {
      const value = (values as Record<string, unknown>)[property] ?? null;
      const format = formats.get(property);
      if (value !== null && format) {
        const context = recordContext(entity, property as keyof Row & string, keyOf(entity, identity));
        written.push((await sealerOf(identity)).seal(context, format.toBytes(value)));
      } else written.push(value !== null && columnOf(entity, property).isJson ? JSON.stringify(value) : value);
    }
    return written;
  }

  /** The sealer of each row: the given one, or that of the declared subject, loaded once. */
  private sealersIn<Row extends object>(
    tx: Tx | undefined,
    entity: Entity<Row>,
    { sealer }: SealingOptions,
  ): (row: Partial<Row>) => Promise<Sealer> {
    const sealers = new Map<string, Promise<Sealer>>();
    return (row) => {
      if (sealer) return Promise.resolve(sealer);
      const owner = ownerOf(entity, row);
      const known = sealers.get(ownerText(owner)) ?? this.sealerOf(owner, tx);
      sealers.set(ownerText(owner), known);
      return known;
    };
  }

  private sealerOf({ kind, name }: Owner, tx: Tx | undefined): Promise<Sealer> {
    return kind === 'collection' ? this.keyring.forCollection(name, tx) : this.keyring.forSubject(name, tx);
  }

  /** One for each row, with the keys of many people loaded by one statement. */
  private async readersFor<Row extends object>(entity: Entity<Row>, rows: readonly Partial<Row>[]): Promise<Reader[]> {
    const owners = rows.map((row) => ownerOf(entity, row));
    await this.keyring.loadSubjects(owners.filter(({ kind }) => kind === 'subject').map(({ name }) => name));
    const readers = new Map<string, Promise<Reader>>();
    for (const owner of owners) {
      if (!readers.has(ownerText(owner))) readers.set(ownerText(owner), this.keyring.readerOf(owner));
    }
    return Promise.all(owners.map(async (owner) => (await readers.get(ownerText(owner))!).another()));
  }
}

function givenIn(row: object): string[] {
  return Object.entries(row).flatMap(([property, value]) => (value === undefined ? [] : [property]));
}

/** Conditions that rows with these values meet, and their parameters, numbered from the one after `before`. */
function conditionsOf<Row extends object>(entity: Entity<Row>, where: Partial<Row>, before = 0) {
  const conditions: string[] = [];
  const values: unknown[] = [];
  for (const [property, value] of Object.entries(where)) {
    const { name } = columnOf(entity, property);
    conditions.push(value === null ? `${name} IS NULL` : `${name} = $${before + values.push(value)}`);
  }
  if (conditions.length === 0) throw new Error(`Every row of ${tableOf(entity).name} would be affected: no condition was given.`);
  return { conditions, values };
}
