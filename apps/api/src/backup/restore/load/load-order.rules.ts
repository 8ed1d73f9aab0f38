/** A foreign key: rows of `table` name rows of `refersTo`. */
export interface Reference {
  readonly table: string;
  readonly refersTo: string;
}

/** Tables that refer to each other in a circle: none of them could be loaded first. */
export class CircleOfTables extends Error {
  override readonly name = 'CircleOfTables';

  constructor(readonly tables: readonly string[]) {
    super(`Tables refer to each other in a circle: ${tables.join(', ')}`);
  }
}

/**
 * The order in which tables can be loaded, each after those that it refers to; among equals by name. A table that refers to itself is no
 * circle: its references are checked when all of its rows are there.
 */
export function loadOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const order: string[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const isHeldUp = (table: string): boolean =>
      references.some(
        (reference) => reference.table === table && reference.refersTo !== table && waiting.has(reference.refersTo),
      );
    const ready = [...waiting].filter((table) => !isHeldUp(table)).sort();
    if (ready.length === 0) throw new CircleOfTables([...waiting].sort());
    for (const table of ready) waiting.delete(table);
    order.push(...ready);
  }
  return order;
}
