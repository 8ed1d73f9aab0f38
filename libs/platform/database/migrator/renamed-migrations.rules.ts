interface Named {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Names of applied migrations that this version knows under another one, and that other name: its content says that it is the same. Numbers of
 * migrations were given anew while Chat Man was being developed.
 */
export function renamedMigrations(own: readonly Named[], applied: readonly Named[]): ReadonlyMap<string, string> {
  const names = new Set(own.map(({ name }) => name));
  const taken = new Set(applied.map(({ name }) => name));
  const renames = new Map<string, string>();
  for (const { name, checksum } of applied) {
    if (names.has(name)) continue;
    const now = own.find((each) => each.checksum === checksum && !taken.has(each.name));
    if (now) renames.set(name, now.name);
  }
  return renames;
}

/** The applied migrations under the names that they have now. */
export function underOwnNames<Each extends Named>(own: readonly Named[], applied: readonly Each[]): Each[] {
  const renames = renamedMigrations(own, applied);
  return applied.map((each) => ({ ...each, name: renames.get(each.name) ?? each.name }));
}
