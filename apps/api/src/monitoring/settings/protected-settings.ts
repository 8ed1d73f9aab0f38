import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { Approval } from '#contracts/auth/approvals.js';
import { needsSession } from '#platform/access/guard/access.errors.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import {
  SECOND_PERSON,
  STEP_UP,
  type Decision,
  type SecondPerson,
  type StepUpCheck,
  type TwoPersonAct,
} from '#platform/access/second-person.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { settingNeedsReason } from '../monitoring.errors.js';

export type SettingChanges = Readonly<Record<string, unknown>>;

const Parameters = z.strictObject({ changes: z.record(z.string(), z.unknown()) });
type Parameters = z.infer<typeof Parameters>;

/** Settings whose wrong value switches a protection off or locks everybody out: one person asks, another one decides, no token does either. */
@Injectable()
export class ProtectedSettings {
  private apply: (tx: Tx, changes: SettingChanges, decision: Decision) => Promise<void> = () => Promise.resolve();

  private readonly act: TwoPersonAct<Parameters> = {
    action: 'settings.change',
    parse: (parameters) => Parameters.parse(parameters),
    summary: ({ changes }) => `These settings will change: ${Object.entries(changes).map(changeWords).join('; ')}.`,
    run: (tx, { changes }, decision) => this.apply(tx, changes, decision),
  };

  constructor(
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(STEP_UP) private readonly stepUp: StepUpCheck,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {
    secondPerson.register(this.act);
  }

  /** The effect of a decision; described once, by the settings service. */
  onDecision(apply: (tx: Tx, changes: SettingChanges, decision: Decision) => Promise<void>): void {
    this.apply = apply;
  }

  areAmong(changes: SettingChanges): boolean {
    return this.settings.list().some(({ key, leaf }) => leaf.meta.protects === true && key in changes);
  }

  /** Returns the pending request, or null when it was done immediately because no one else could have decided. */
  async ask(actor: Actor, changes: SettingChanges, reason: string | undefined): Promise<Approval | null> {
    await this.requireSession(actor, changes);
    await this.stepUp.require(actor);
    if (reason === undefined) throw settingNeedsReason({ errors: [{ path: 'reason', message: 'is missing' }] });
    return this.transactions.run((tx) => this.secondPerson.ask(tx, actor, this.act, { parameters: { changes }, reason }));
  }

  private async requireSession(actor: Actor, changes: SettingChanges): Promise<void> {
    if (actor.sessionId !== null) return;
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor,
        action: 'access.denied',
        object: { type: 'settings', id: Object.keys(changes).sort().join(',').slice(0, 200) },
        outcome: 'denied',
        code: 'needs-session',
      }),
    );
    throw needsSession({ isRecorded: true });
  }
}

function changeWords([key, value]: readonly [string, unknown]): string {
  return value === null ? `${key} goes back to the value set on the host` : `${key} becomes ${JSON.stringify(shownValue(value))}`;
}
