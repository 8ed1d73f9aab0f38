import type { RetentionClass, RetentionPolicy } from '#contracts/retention/retention.js';
import { changeableClasses, rulesInWords, settingOf, shortestDays } from '#platform/retention/retention-classes.js';

export interface Periods {
  readonly inForce: ReadonlyMap<RetentionClass, number | null>;
  readonly byDefault: (retention: RetentionClass) => number | null;
}

/** One policy for each class that a table declares, or whose period is decided here. */
export function policiesOf(
  tables: readonly { readonly table: string; readonly retention: RetentionClass }[],
  { inForce, byDefault }: Periods,
): Omit<RetentionPolicy, 'decision'>[] {
  return ([...Object.keys(rulesInWords)] as RetentionClass[]).flatMap((each) => {
    const ofClass = tables.filter((table) => table.retention === each).map((table) => table.table);
    if (ofClass.length === 0) return [];
    return [
      {
        class: each,
        days: inForce.get(each) ?? null,
        defaultDays: byDefault(each),
        rule: rulesInWords[each],
        setting: settingOf(each),
        changeable: changeableClasses.includes(each),
        shortest: shortestDays(each),
        tables: ofClass.sort(),
      },
    ];
  });
}

/** Whether something would go earlier than by now. Null: never. */
export function isShorter(days: number | null, than: number | null): boolean {
  return days !== null && (than === null || days < than);
}

export function periodWords(days: number | null): string {
  if (days === null) return 'for ever';
  return days === 1 ? 'one day' : `${days} days`;
}
