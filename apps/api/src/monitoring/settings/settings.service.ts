import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { ChangeSettings, SettingList } from '#contracts/settings.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditActor, type AuditWriter } from '#platform/access/ports.js';
import { SettingOverrides } from '#platform/config/settings/setting-overrides.js';
import type { MergedSetting } from '#platform/config/settings/settings-merge.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { settingDoesNotFit, settingOnHost, unknownSetting } from '../monitoring.errors.js';
import { ProtectedSettings, type SettingChanges } from './protected-settings.js';
import { SettingHistoryService, type ChangedBy } from './setting-history.service.js';

@Injectable()
export class SettingsService {
  constructor(
    private readonly settings: Settings,
    private readonly overrides: SettingOverrides,
    private readonly guarded: ProtectedSettings,
    private readonly history: SettingHistoryService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {
    guarded.onDecision((tx, changes, decision) => this.apply(tx, changes, decision.actor, decision));
  }

  list(): SettingList {
    return { items: this.settings.list().map((setting) => asSetting(setting, this.settings.inForce(setting))) };
  }

  /** Where one of them protects, all of them wait for a second person. */
  async change(actor: Actor, { changes, reason }: ChangeSettings): Promise<SettingList | AwaitingApproval> {
    this.requireFitting(changes);
    if (this.guarded.areAmong(changes)) {
      const approval = await this.guarded.ask(actor, changes, reason);
      return approval ? { approval } : this.list();
    }
    const by = { requestedBy: actor.id, approvedBy: null, reason };
    await this.transactions.run((tx) => this.apply(tx, changes, actor, by));
    return this.list();
  }

  private requireFitting(changes: SettingChanges): void {
    refuse(Object.keys(changes), new Map(this.settings.list().map((setting) => [setting.key, setting])));
    const wanted = new Map(Object.entries(changes).filter(([, value]) => value !== null));
    const misfits = this.settings.misfits(wanted);
    if (misfits.length > 0)
      throw settingDoesNotFit({ errors: misfits.map(({ key, message }) => ({ path: `changes.${key}`, message })) });
  }

  private async apply(tx: Tx, changes: SettingChanges, actor: AuditActor, by: ChangedBy): Promise<void> {
    this.requireFitting(changes); // once more: a day may lie between asking and deciding, and an upgrade in it
    const changed = await this.overrides.change(tx, new Map(Object.entries(changes)), actor.id);
    const old = new Map(changed.before.map(({ key, value }) => [key, value]));
    await this.history.record(tx, changes, changed, by);
    await this.audit.record(tx, {
      actor,
      ...(by.reason === undefined ? {} : { reason: by.reason }),
      action: 'settings.changed',
      object: { type: 'settings', id: Object.keys(changes).sort().join(',').slice(0, 200) },
      outcome: 'success',
      detail: {
        changes: changed.after
          .filter(({ key }) => key in changes)
          .map(({ key, value }) => ({ key, from: shownValue(old.get(key)) ?? null, to: shownValue(value) })),
      },
    });
  }
}

function refuse(keys: readonly string[], known: ReadonlyMap<string, MergedSetting>): void {
  const pathsOf = (which: (key: string) => boolean, message: string) =>
    keys.filter(which).map((key) => ({ path: `changes.${key}`, message }));
  const unknown = pathsOf((key) => !known.has(key), 'no such setting');
  if (unknown.length > 0) throw unknownSetting({ errors: unknown });
  const onHost = pathsOf((key) => known.get(key)!.leaf.meta.onHost === true, 'can only be set on the host');
  if (onHost.length > 0) throw settingOnHost({ errors: onHost });
}

function asSetting({ key, value, origin, leaf }: MergedSetting, inForce: unknown): SettingList['items'][number] {
  return {
    key,
    value: shownValue(value),
    origin,
    description: leaf.meta.describe,
    live: leaf.meta.live === true,
    awaitsRestart: !isDeepStrictEqual(value, inForce),
    inForce: shownValue(inForce),
    onHost: leaf.meta.onHost === true,
    protects: leaf.meta.protects === true,
    accepts: z.toJSONSchema(leaf.schema, { io: 'input', unrepresentable: 'any' }),
  };
}
