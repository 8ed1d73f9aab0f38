interface Migration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Whether this version can make the database that a backup was taken of. `newer`: the backup has migrations that this version does not
 * know. `changed`: it knows one under the same name and with another content.
 */
export type SchemaAge = { readonly kind: 'same' | 'older' } | { readonly kind: 'newer' | 'changed'; readonly migration: string };

export function schemaAge(own: readonly Migration[], applied: readonly Migration[]): SchemaAge {
  const known = new Map(own.map(({ name, checksum }) => [name, checksum]));
  const unknown = applied.find(({ name }) => !known.has(name));
  if (unknown !== undefined) return { kind: 'newer', migration: unknown.name };
  const changed = applied.find(({ name, checksum }) => known.get(name) !== checksum);
  if (changed !== undefined) return { kind: 'changed', migration: changed.name };
  return { kind: applied.length < own.length ? 'older' : 'same' };
}
