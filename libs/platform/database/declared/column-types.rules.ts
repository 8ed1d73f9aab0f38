/** What an entity says of a column's type, in TypeORM's words. */
export interface DeclaredType {
  readonly type: unknown;
  readonly precision?: number | null;
  readonly isArray: boolean;
  readonly isNullable: boolean;
}

/** Short names that PostgreSQL prints in full. */
const inFull: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  int2: 'smallint',
  bool: 'boolean',
  varchar: 'character varying',
};

/** The type as PostgreSQL prints it (`format_type`), with `not null` where a value must be there. */
export function printedType({ type, precision, isArray, isNullable }: DeclaredType): string {
  const name = inFull[String(type)] ?? String(type);
  const exact = precision === null || precision === undefined ? name : name.replace(/^timestamp\b/, `timestamp(${precision})`);
  return `${exact}${isArray ? '[]' : ''}${isNullable ? '' : ' not null'}`;
}
