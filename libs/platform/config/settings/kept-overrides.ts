import type { Log } from '../../logging/log.js';
import { asRole } from '../../postgres/roles/roles.js';
import type { Settings } from './settings.js';

export type Overrides = Map<string, unknown>;

export interface OverrideRow {
  readonly key: string;
  readonly value: unknown;
}

export const selectOverrides = 'SELECT key, value FROM platform.setting_override';

export function asOverrides(rows: readonly OverrideRow[]): Overrides {
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** An override of an earlier version may not fit any more. It alone is left out of force; the others stay. */
export function fittingOverrides(overrides: Overrides, settings: Settings, log: Log): Overrides {
  for (const { key } of settings.misfits(overrides)) {
    log.error('a setting override is not valid and is not in effect', { key });
    overrides.delete(key);
  }
  return overrides;
}

/**
 * Takes the overrides over before anything is constructed: what reads a setting once, at its start, would otherwise never see the value of the
 * admin panel.
 */
export async function startWithOverrides(settings: Settings, runtimeUrl: string, log: Log): Promise<void> {
  const { rows } = await asRole(runtimeUrl, (client) => client.query<OverrideRow>(selectOverrides));
  settings.override(fittingOverrides(asOverrides(rows), settings, log));
  settings.markStart();
}
