import { Injectable } from '@nestjs/common';
import { asSealed, type Sealed } from '#sealing/record.js';
import { Keyring } from '../keyring/keyring.js';
import { collectionOwner, ownerText, subjectOwner, type Owner } from '../keyring/owner.js';
import type { Reader } from '../keyring/reader.js';
import type { Sealer } from '../keyring/sealer.js';
import { subjectOf } from './declarations.js';
import { columnOf, recordContext, tableOf, type Entity } from './entity-columns.js';
import { sealedFormatsOf } from './sealed-columns.js';
import type { Tx } from './transactions.js';

declare const storedAs: unique symbol;

/** A row as a statement with `columnsOf` answers it: what is sealed still is. `DeclaredRows.open` makes the row of it. */
export interface Stored<Row> {
  readonly [storedAs]: Row;
}

/** A row to be made: what can be null may be left out. */
export type NewRow<Row> = { readonly [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  readonly [Key in keyof Row as null extends Row[Key] ? Key : never]?: Row[Key];
};

export interface SealingOptions {
  /** For rows that are sealed under another key than their declared subject's; and where it is at hand already. */
  readonly sealer?: Sealer;
}

/**
 * Reads and writes rows of declared tables. What an entity declares sealed is sealed under the key of the row's subject and opened on the
 * way, in the context of its table, column and primary key; callers see opened values alone.
 */
@Injectable()
export class DeclaredRows {
  constructor(private readonly keyring: Keyring) {}

  async insert<Row extends object>(tx: Tx, entity: Entity<Row>, row: NewRow<Row>, options: SealingOptions = {}): Promise<void> {
    const { names, values } = await this.written(
      tx,
      entity,
      row as unknown as Partial<Row>,
      row as unknown as Partial<Row>,
      options,
    );
    const places = values.map((_, index) => `$${index + 1}`);
    await tx.query(`INSERT INTO ${tableOf(entity).name} (${names.join(', ')}) VALUES (${places.join(', ')})`, values);
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
    const written = await this.written(tx, entity, changes, where, options);
    if (written.names.length === 0) throw new Error(`Nothing was said to change in ${tableOf(entity).name}.`);
    const conditions = Object.entries(where);
    if (conditions.length === 0) throw new Error(`Every row of ${tableOf(entity).name} would be changed.`);
    const set = written.names.map((name, index) => `${name} = $${index + 1}`);
    const which = conditions.map(([property], index) => `${columnOf(entity, property).name} = $${set.length + index + 1}`);
    const [, changed] = await tx.query<[unknown, number]>(
      `UPDATE ${tableOf(entity).name} SET ${set.join(', ')} WHERE ${which.join(' AND ')}`,
      [...written.values, ...conditions.map(([, value]) => value)],
    );
    return changed;
  }

  /**
   * @param tx to open under keys as this transaction sees them; without it from memory
   * @throws CannotOpen for a row that was tampered with or belongs elsewhere
   */
  async open<Row extends object>(
    entity: Entity<Row>,
    stored: Stored<Row>,
    { tx, ...options }: SealingOptions & { readonly tx?: Tx } = {},
  ): Promise<Row> {
    const row = { ...stored } as unknown as Record<string, unknown>;
    const formats = [...sealedFormatsOf(entity)].filter(([property]) => row[property] !== null && row[property] !== undefined);
    if (formats.length === 0) return row as Row;
    const sealer = options.sealer ?? (await this.sealerFor(entity, row as Partial<Row>, tx));
    const key = keyOf(entity, row as Partial<Row>);
    for (const [property, { fromBytes }] of formats) {
      const context = recordContext(entity, property as keyof Row & string, key);
      row[property] = fromBytes(sealer.open(context, asSealed(row[property] as Buffer)));
    }
    return row as Row;
  }

  /** As `open`, for rows that are shown beside others: what does not open is shown as damaged, and takes nothing else away. Bytes come as null. */
  async shown<Row extends object>(entity: Entity<Row>, stored: readonly Stored<Row>[]): Promise<Row[]> {
    const readers = new Map<string, Promise<Reader>>();
    return Promise.all(
      stored.map(async (each) => {
        const row = { ...each } as unknown as Record<string, unknown>;
        const owner = ownerOf(entity, row as Partial<Row>);
        const name = ownerText(owner);
        if (!readers.has(name)) readers.set(name, this.keyring.readerOf(owner));
        const reader = (await readers.get(name)!).another();
        for (const [property, { fromBytes, instead }] of sealedFormatsOf(entity)) {
          if (row[property] === null || row[property] === undefined) continue;
          const context = recordContext(entity, property as keyof Row & string, keyOf(entity, row as Partial<Row>));
          row[property] =
            instead === undefined
              ? null
              : reader.read(context, row[property] as Sealed, (text) => fromBytes(Buffer.from(text)), instead);
        }
        return row as Row;
      }),
    );
  }

  private async written<Row extends object>(
    tx: Tx,
    entity: Entity<Row>,
    values: Partial<Row>,
    identity: Partial<Row>,
    options: SealingOptions,
  ): Promise<{ readonly names: string[]; readonly values: unknown[] }> {
    const formats = sealedFormatsOf(entity);
    const given = Object.entries(values as Record<string, unknown>).filter(([, value]) => value !== undefined);
    const isSealing = given.some(([property, value]) => formats.has(property) && value !== null);
    const sealer = isSealing ? (options.sealer ?? (await this.sealerFor(entity, identity, tx))) : null;
    const inDatabase = ([property, value]: [string, unknown]): unknown => {
      const format = formats.get(property);
      if (value === null) return null;
      if (!format || !sealer) return columnOf(entity, property).isJson ? JSON.stringify(value) : value;
      return sealer.seal(recordContext(entity, property as keyof Row & string, keyOf(entity, identity)), format.toBytes(value));
    };
    return { names: given.map(([property]) => columnOf(entity, property).name), values: given.map(inDatabase) };
  }

  private sealerFor<Row extends object>(entity: Entity<Row>, row: Partial<Row>, tx: Tx | undefined): Promise<Sealer> {
    const { kind, name } = ownerOf(entity, row);
    return kind === 'collection' ? this.keyring.forCollection(name, tx) : this.keyring.forSubject(name, tx);
  }
}

/** Whose key seals a row, by what its table declares. */
function ownerOf<Row extends object>(entity: Entity<Row>, row: Partial<Row>): Owner {
  const subject = subjectOf(entity);
  if (subject?.kind !== 'user' && subject?.kind !== 'collection')
    throw new Error(`${tableOf(entity).name} says neither whose key seals its rows, nor was a key given.`);
  const property = tableOf(entity).columns.find(({ name }) => name === subject.column)?.property ?? subject.column;
  const id = (row as Record<string, unknown>)[property];
  if (typeof id !== 'string')
    throw new Error(`A row of ${tableOf(entity).name} is sealed for its ${property}, which is missing.`);
  return subject.kind === 'user' ? subjectOwner(id) : collectionOwner(id);
}

/** The primary key as it stands in the context of sealed values. */
function keyOf<Row extends object>(entity: Entity<Row>, row: Partial<Row>): string {
  const keys = tableOf(entity).columns.filter(({ isKey }) => isKey);
  const value = (row as Record<string, unknown>)[keys[0]?.property ?? ''];
  if (keys.length !== 1 || typeof value !== 'string')
    throw new Error(`A sealed value of ${tableOf(entity).name} needs the one primary key of its row.`);
  return value;
}
