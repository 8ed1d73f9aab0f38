import { Inject, Injectable } from '@nestjs/common';
import type { AlertRule } from '#contracts/monitoring/alerts.js';
import type { Role } from '#contracts/auth/people/roles.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AlertSources, type Condition } from '#platform/monitoring/alert-source.js';
import { AUDIT_ACTIVITY, type AuditActivity } from '#platform/monitoring/audit-activity.js';
import { AlertDeliveries } from '../delivery/alert-delivery.js';
import { MonitoringSettings } from '../monitoring.settings.js';
import { AlertsRepository } from './alerts.repository.js';
import { findingOf } from './rules/condition.rules.js';
import type { Finding, Thresholds } from './rules/finding.js';
import { accountsGranted, occurrences, occurrenceLasts, occurringActions } from './rules/occurrences.rules.js';
import { reconcile } from './rules/reconcile.rules.js';
import { countedActions, overThresholds } from './rules/thresholds.rules.js';

/** Milliseconds that a source has for its answer. */
const patience = 5_000;

interface Found {
  readonly findings: readonly Finding[];
  /** Rules that could not be judged. */
  readonly undecided: ReadonlySet<AlertRule>;
}

/** Runs the rules over what happened and what is wrong, and keeps the alerts in step with it. */
@Injectable()
export class AlertEvaluation {
  constructor(
    private readonly alerts: AlertsRepository,
    @Inject(AUDIT_ACTIVITY) private readonly activity: AuditActivity,
    @Inject(PEOPLE) private readonly people: People,
    private readonly deliveries: AlertDeliveries,
    private readonly sources: AlertSources,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const found = await Promise.all([this.fromThresholds(now), this.fromOccurrences(now), ...this.fromSources(now)]);
    const undecided = new Set(found.flatMap((each) => [...each.undecided]));
    const findings = found.flatMap((each) => each.findings);
    await this.transactions.run((tx) => this.keep(tx, findings, undecided, now));
  }

  private async keep(tx: Tx, findings: readonly Finding[], undecided: ReadonlySet<AlertRule>, now: Date): Promise<void> {
    const { opened, continued, resolved } = reconcile(await this.alerts.lockUnresolved(tx), findings, undecided);
    for (const finding of opened) {
      const id = this.ids.next();
      if (await this.alerts.open(tx, id, finding))
        await this.deliveries.announce(tx, { id, severity: finding.severity, state: 'open' });
    }
    for (const { alert, finding, isWorse } of continued) {
      await this.alerts.update(tx, alert.id, {
        severity: finding.severity,
        count: Math.max(alert.count, finding.count),
        lastAt: finding.lastAt > alert.lastAt ? finding.lastAt : alert.lastAt,
        facts: finding.facts,
      });
      if (isWorse) await this.deliveries.announce(tx, { ...alert, severity: finding.severity });
    }
    for (const alert of resolved) {
      await this.alerts.resolve(tx, alert.id, now);
      await this.deliveries.announce(tx, { ...alert, state: 'resolved' });
    }
    await this.alerts.noteRun(tx, now);
  }

  private async fromThresholds(now: Date): Promise<Found> {
    const thresholds = this.thresholds();
    const since = new Date(now.getTime() - thresholds.windowMinutes * 60_000);
    const counts = await this.activity.countsOf(countedActions, since);
    return { findings: overThresholds(counts, thresholds), undecided: new Set() };
  }

  private async fromOccurrences(now: Date): Promise<Found> {
    const events = await this.activity.eventsOf(occurringActions, new Date(now.getTime() - occurrenceLasts));
    const roleOf = new Map<string, Role>();
    for (const account of accountsGranted(events)) {
      const role = await this.people.roleOf(account);
      if (role !== null) roleOf.set(account, role);
    }
    const { officeHours } = this.settings.of(MonitoringSettings);
    return { findings: occurrences(events, { roleOf, officeHours }), undecided: new Set() };
  }

  private fromSources(now: Date): Promise<Found>[] {
    return this.sources.all().map(async ({ rules, source }) => {
      try {
        const conditions = await withinPatience((signal) => source.conditions(now, signal));
        return { findings: conditions.map((condition) => findingOf(condition, now)), undecided: new Set<AlertRule>() };
      } catch (error) {
        this.log.warn('a source of alerts failed', { rules: rules.join(' '), error: errorName(error) });
        return { findings: [], undecided: new Set(rules) };
      }
    });
  }

  private thresholds(): Thresholds {
    const settings = this.settings.of(MonitoringSettings);
    return {
      windowMinutes: settings.checkIntervalMinutes,
      failedLogins: settings.failedLoginThreshold,
      backupRestores: settings.backupRestoreThreshold,
      denials: settings.deniedRequestThreshold,
      reads: settings.massReadThreshold,
      exports: settings.massExportThreshold,
    };
  }
}

/** A source that hangs must not keep the others from being judged. */
async function withinPatience(ask: (signal: AbortSignal) => Promise<Condition[]>): Promise<Condition[]> {
  const signal = AbortSignal.timeout(patience);
  const silence = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([ask(signal), silence]);
}
