import * as z from 'zod/mini';
import type { SettingOrigin } from '#contracts/settings.js';
import { Refused } from '../../exit-codes.js';
import { expectationOf, foundOf } from '../environment/expectation.js';
import { leavesOf, type SettingLeaf, type SettingsSlice } from './settings-slice.js';

/** The four sources of a setting; a later one wins. */
export interface SettingSources {
  readonly file: unknown;
  /** How the file is called in error messages. */
  readonly fileName: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Dotted path → value, as changed in the admin panel. */
  readonly overrides: ReadonlyMap<string, unknown>;
}

export interface MergedSetting {
  readonly key: string;
  readonly value: unknown;
  readonly origin: SettingOrigin;
  readonly leaf: SettingLeaf;
}

/** An invalid setting: its source, the expected and the found value. */
export class InvalidSettings extends Refused {
  override readonly name = 'InvalidSettings';

  constructor(readonly faults: readonly string[]) {
    super(`The settings can’t be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Merges default < file < environment < override, setting by setting, and validates the whole. */
export function mergeSettings(slices: readonly SettingsSlice<unknown>[], sources: SettingSources): MergedSetting[] {
  const leaves = slices.flatMap(leavesOf);
  const faults = [...unknownKeys(leaves, sources), ...unknownVariables(leaves, sources.environment)];
  const merged = leaves.map((leaf) => {
    const { value, origin, where } = pick(leaf, sources);
    const parsed = z.safeParse(leaf.schema, value);
    if (!parsed.success) faults.push(faultOf(leaf, where, parsed.error.issues, value));
    return { key: leaf.path.join('.'), value: parsed.success ? parsed.data : value, origin, leaf };
  });
  if (faults.length > 0) throw new InvalidSettings(faults);
  return merged;
}

/** Which of these overrides are invalid, and why; described by rule, never by the value. Unknown keys are skipped. */
export function misfits(
  slices: readonly SettingsSlice<unknown>[],
  overrides: ReadonlyMap<string, unknown>,
): { readonly key: string; readonly message: string }[] {
  return slices.flatMap(leavesOf).flatMap((leaf) => {
    const key = leaf.path.join('.');
    const parsed = z.safeParse(leaf.schema, overrides.get(key));
    return parsed.success || !overrides.has(key)
      ? []
      : [{ key, message: `expected ${expectationOf(leaf.schema, parsed.error.issues)}` }];
  });
}

/** Environment text as a value: JSON where it is JSON (numbers, booleans, lists), the text itself elsewhere. */
export function environmentValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The general name of a setting's variable: `model.max_tokens` listens to `CHAT_MAN__MODEL__MAX_TOKENS`. */
export function environmentName(path: readonly string[]): string {
  return ['CHAT_MAN', ...path.map((part) => part.toUpperCase())].join('__');
}

function pick(leaf: SettingLeaf, sources: SettingSources): { value: unknown; origin: SettingOrigin; where: string } {
  const key = leaf.path.join('.');
  if (sources.overrides.has(key)) return { value: sources.overrides.get(key), origin: 'override', where: 'admin panel' };
  for (const name of [environmentName(leaf.path), leaf.meta.env]) {
    const text = name && sources.environment[name];
    if (text) return { value: asSchemaWants(leaf, text), origin: 'environment', where: `environment variable ${name}` };
  }
  const fromFile = at(sources.file, leaf.path);
  if (fromFile !== undefined) return { value: fromFile, origin: 'file', where: sources.fileName };
  return { value: undefined, origin: 'default', where: 'default' };
}

/** A password of digits stays text: JSON is tried only where the text itself does not fit. */
function asSchemaWants(leaf: SettingLeaf, text: string): unknown {
  return z.safeParse(leaf.schema, text).success ? text : environmentValue(text);
}

function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string, unknown>)[part];
  }
  return here;
}

function unknownKeys(leaves: readonly SettingLeaf[], sources: SettingSources): string[] {
  if (sources.file === undefined) return [];
  if (typeof sources.file !== 'object' || sources.file === null || Array.isArray(sources.file)) {
    return [`${sources.fileName}: expected an object of sections, found ${foundOf('', sources.file)}`];
  }
  const known = new Set(leaves.map((leaf) => leaf.path.join('.')));
  const groups = new Set(leaves.flatMap((leaf) => leaf.path.map((_, depth) => leaf.path.slice(0, depth).join('.'))));
  return strangers(sources.file as Record<string, unknown>, '', known, groups).map((text) => `${sources.fileName}: ${text}`);
}

/** A misspelt variable would otherwise be ignored in silence. */
function unknownVariables(leaves: readonly SettingLeaf[], environment: SettingSources['environment']): string[] {
  const known = new Set(leaves.map((leaf) => environmentName(leaf.path)));
  return Object.keys(environment)
    .filter((name) => name.startsWith('CHAT_MAN__') && !known.has(name))
    .map((name) => `environment variable ${name}: no such setting`);
}

function strangers(
  value: Record<string, unknown>,
  prefix: string,
  known: ReadonlySet<string>,
  groups: ReadonlySet<string>,
): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (prefix === '' && key === '$schema') return [];
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (known.has(path)) return [];
    if (!groups.has(path)) return [`${path}: no such setting`];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner))
      return [`${path}: expected a section, found ${foundOf(path, inner)}`];
    return strangers(inner as Record<string, unknown>, path, known, groups);
  });
}

function faultOf(leaf: SettingLeaf, where: string, issues: readonly z.core.$ZodIssue[], found: unknown): string {
  const key = leaf.path.join('.');
  return `${where}: ${key}: expected ${expectationOf(leaf.schema, issues)}, found ${foundOf(key, found)} (${leaf.meta.describe})`;
}
