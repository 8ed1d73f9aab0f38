import { getMetadataArgsStorage } from 'typeorm';
import type { RecordContext } from '#sealing/record.js';

declare const generated: unique symbol;

/** A value for which the database has a default. */
export type Generated<Value> = Value & { readonly [generated]?: true };
export type IsGenerated<Value> = typeof generated extends keyof Value ? true : false;

/** The class of a table's rows. */
export type Entity<Row extends object> = abstract new () => Row;

export interface EntityColumn {
  readonly property: string;
  /** Its name in the database. */
  readonly name: string;
  /** Whether it is part of the primary key. */
  readonly isKey: boolean;
  /** Whether the driver must be given JSON text. */
  readonly isJson: boolean;
  /** Its type as PostgreSQL prints it, where TypeORM has no name for it. */
  readonly type: string | null;
  /** How it is read. */
  readonly read: (column: string) => string;
}

export interface EntityTable {
  /** Schema-qualified. */
  readonly name: string;
  readonly columns: readonly EntityColumn[];
}

const tables = new WeakMap<object, EntityTable>();
const asItIs = (column: string): string => column;
/** What TypeORM's decorators cannot say of a column. */
interface ColumnDetails {
  readonly type?: string;
  readonly read?: (column: string) => string;
}

const details = new WeakMap<object, Map<string, ColumnDetails>>();

/**
 * Of a column that the driver would hand over as something else than its property says: the type that it is cast to when it is read, or how
 * it is read.
 */
export function ReadAs(read: string | ((column: string) => string)): PropertyDecorator {
  return detailed({ read: typeof read === 'string' ? (column) => `${column}::${read}` : read });
}

/** A type that TypeORM has no name for, such as a domain of ours; `@Column` then says `text`. */
export function TypedAs(type: string): PropertyDecorator {
  return detailed({ type });
}

function detailed(more: ColumnDetails): PropertyDecorator {
  return (prototype, property) => {
    const known = details.get(prototype.constructor) ?? new Map<string, ColumnDetails>();
    details.set(prototype.constructor, known.set(String(property), { ...known.get(String(property)), ...more }));
  };
}

/** What an entity says of its table; read once. */
export function tableOf<Row extends object>(entity: Entity<Row>): EntityTable {
  const known = tables.get(entity);
  if (known) return known;
  const { tables: mapped, columns } = getMetadataArgsStorage();
  const mapping = mapped.find(({ target }) => target === entity);
  if (!mapping) throw new Error(`${entity.name} is no entity.`);
  const table: EntityTable = {
    name: `${mapping.schema}.${mapping.name}`,
    columns: columns
      .filter(({ target }) => target === entity)
      .map(({ propertyName, options: { name, primary, type } }) => ({
        property: propertyName,
        name: name ?? propertyName,
        isKey: primary === true,
        isJson: type === 'jsonb' || type === 'json',
        type: null,
        read: asItIs,
        ...details.get(entity)?.get(propertyName),
      })),
  };
  tables.set(entity, table);
  return table;
}

/**
 * The select list of hand-written SQL: every column under the name of its property.
 * @param alias of the table in the statement, where it has one
 */
export function columnsOf<Row extends object>(
  entity: Entity<Row>,
  alias?: string,
  { without = [] }: { readonly without?: readonly (keyof Row & string)[] } = {},
): string {
  const omitted: readonly string[] = without;
  return selected(
    tableOf(entity).columns.filter(({ property }) => !omitted.includes(property)),
    alias,
  );
}

/** As `columnsOf`, of some of the columns. */
export function someColumnsOf<Row extends object>(
  entity: Entity<Row>,
  properties: readonly (keyof Row & string)[],
  alias?: string,
): string {
  return selected(
    properties.map((property) => columnOf(entity, property)),
    alias,
  );
}

/** Where a sealed value belongs: it opens in this table, column and row alone. */
export function recordContext<Row extends object>(entity: Entity<Row>, property: keyof Row & string, key: string): RecordContext {
  return { table: tableOf(entity).name, column: columnOf(entity, property).name, row: key };
}

export function columnOf<Row extends object>(entity: Entity<Row>, property: string): EntityColumn {
  const column = tableOf(entity).columns.find((each) => each.property === property);
  if (!column) throw new Error(`${entity.name} has no column ${property}.`);
  return column;
}

function selected(columns: readonly EntityColumn[], alias?: string): string {
  const prefix = alias === undefined ? '' : `${alias}.`;
  return columns
    .map(({ name, property, read }) =>
      name === property && read === asItIs ? `${prefix}${name}` : `${read(`${prefix}${name}`)} AS "${property}"`,
    )
    .join(', ');
}
