import '@angular/localize/init'; // for the portal's words
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sectionsInEnglish } from '../../apps/portal/src/app/features/admin/settings/words/sections.en.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

/** Every single setting by its dotted key, from the schema that the settings themselves write (`test/e2e/reference.spec.ts`). */
function settingsIn(schema: Schema, path: readonly string[] = []): [string, Schema][] {
  if (schema.properties === undefined) return [[path.join('.'), schema]];
  return Object.entries(schema.properties).flatMap(([key, inner]) =>
    key === '$schema' ? [] : settingsIn(inner, [...path, key]),
  );
}

const settings = new Map(settingsIn(JSON.parse(readFileSync('config/settings.schema.json', 'utf8')) as Schema));
const words = sectionsInEnglish.flatMap((section) => Object.entries(section.settings));

test('every setting has words on the settings page, once, and there are no words for others', () => {
  expect(words.map(([key]) => key).toSorted()).toEqual([...settings.keys()].toSorted());
});

test('labels distinguish the settings of a section, and are no keys', () => {
  for (const { settings: members } of sectionsInEnglish) {
    const labels = Object.values(members).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  }
  expect(words.filter(([, { label }]) => /[a-z][A-Z]|_|\w\.\w/.test(label.replaceAll('OpenAI', '')))).toEqual([]);
});

test('help is whole sentences', () => {
  const helps = [...sectionsInEnglish.map(({ help }) => help), ...words.map(([, { help }]) => help)];
  expect(helps.filter((help) => !/^[A-Z0-9].{8,}\.$/.test(help))).toEqual([]);
});

test('every value of a choice has a name', () => {
  const named = words.map(([key, { options }]) => [key, Object.keys(options ?? {}).toSorted()]);
  const valuesOf = (schema: Schema | undefined): readonly string[] => schema?.enum ?? schema?.anyOf?.flatMap(valuesOf) ?? [];
  const needed = words.map(([key]) => [key, [...valuesOf(settings.get(key))].toSorted()]);
  expect(named).toEqual(needed);
});
