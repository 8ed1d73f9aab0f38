import { Inject, Injectable } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import type {
  ChangeIncident,
  DecideIncident,
  Incident,
  IncidentEvent,
  IncidentForm,
  IncidentList,
  IncidentQuery,
  RecordIncident,
} from '#contracts/rights/incidents.js';
import type { AuditedCall } from '#platform/access/call.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { RightsSettings } from '../rights.settings.js';
import { awareInFuture, incidentClosed, noSuchAccount } from './incident.errors.js';
import { IncidentRepository, type KeptIncident } from './incident.repository.js';
import { basisWords, isOverdue, notifyBy } from './incident.rules.js';

/** The register of incidents: recorded, added to, decided, with the clock of Art. 33. Closing: `IncidentClosing`. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly audit: AuditReadingFacade,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
  ) {}

  async list(query: IncidentQuery): Promise<IncidentList> {
    const page = await readPage(query, byId, (after, most) => this.incidents.page(query.state, after, most));
    return shownPage(page, (incident) => this.shown(incident));
  }

  async one(id: string): Promise<Incident> {
    return this.shown(await this.kept(id));
  }

  async record(call: AuditedCall, { awareAt, accounts, from, to, ...words }: RecordIncident): Promise<Incident> {
    const now = this.clock.now();
    if (new Date(awareAt) > now) throw awareInFuture();
    const incident: KeptIncident = {
      id: this.ids.next(),
      ...words,
      state: 'open',
      awareAt: new Date(awareAt),
      notifyBy: notifyBy(new Date(awareAt), this.settings.of(RightsSettings).breachHours),
      recordedBy: call.actor.id,
      recordedAt: now,
      accounts: await this.idsOf(accounts ?? []),
      affectedFrom: from === undefined ? null : new Date(from),
      affectedTo: to === undefined ? null : new Date(to),
      notifiedAt: null,
      decidedNotToNotify: false,
      closedAt: null,
      closedBy: null,
    };
    await this.incidents.add(call.tx, incident);
    call.audit.add({ object: { type: 'incident', id: incident.id } });
    return this.noted(call, incident, 'recorded');
  }

  async change(call: AuditedCall, id: string, { accounts, from, to, ...words }: ChangeIncident): Promise<Incident> {
    const before = await this.held(call.tx, id);
    const changes = {
      ...words,
      ...(accounts === undefined ? {} : { accounts: await this.idsOf(accounts) }),
      ...(from === undefined ? {} : { affectedFrom: new Date(from) }),
      ...(to === undefined ? {} : { affectedTo: new Date(to) }),
    };
    await this.incidents.change(call.tx, id, changes);
    return this.noted(call, { ...before, ...changes }, 'changed');
  }

  async update(call: AuditedCall, id: string, text: string): Promise<Incident> {
    return this.noted(call, await this.held(call.tx, id), 'updated', text);
  }

  async decide(call: AuditedCall, id: string, { notify, reason }: DecideIncident): Promise<Incident> {
    const before = await this.held(call.tx, id);
    const changes = notify
      ? ({ state: 'notified', notifiedAt: this.clock.now(), decidedNotToNotify: false } as const)
      : { decidedNotToNotify: true };
    await this.incidents.change(call.tx, id, changes);
    call.audit.add({ reason });
    return this.noted(call, { ...before, ...changes }, notify ? 'notified' : 'decided-not-to-notify', reason);
  }

  async form(id: string): Promise<IncidentForm> {
    const incident = await this.kept(id);
    const { people, basis } = await this.affected(incident);
    const entries = await this.incidents.entriesOf(id);
    return {
      nature: `${incident.kind}: ${incident.title}. ${incident.description}`,
      categoriesOfPeople: 'People with an account of this installation',
      approximatePeople: people,
      basisOfTheNumber: basis,
      contact: '',
      likelyConsequences: '',
      measures: entries.filter(({ what }) => what === 'updated').map(({ note }) => note ?? ''),
      awareAt: incident.awareAt.toISOString(),
      notifyBy: incident.notifyBy.toISOString(),
      reasonsForDelay: isOverdue(incident, this.clock.now()) ? '' : null,
      furtherInformationFollows: incident.state !== 'closed',
    };
  }

  /** Locked until the transaction ends. @throws Problem `not-found`, `incident-closed` */
  async held(tx: Tx, id: string): Promise<KeptIncident> {
    const incident = await this.incidents.hold(tx, id);
    if (!incident) throw notFound();
    if (incident.state === 'closed') throw incidentClosed();
    return incident;
  }

  async kept(id: string): Promise<KeptIncident> {
    const incident = await this.incidents.byId(id);
    if (!incident) throw notFound();
    return incident;
  }

  async shown(incident: KeptIncident, tx?: Tx): Promise<Incident> {
    const entries = await this.incidents.entriesOf(incident.id, tx);
    const { id, title, kind, description, state, accounts } = incident;
    return {
      id,
      title,
      kind,
      description,
      state,
      accounts: [...accounts],
      people: await Promise.all(accounts.map((account) => this.people.of(account))),
      awareAt: incident.awareAt.toISOString(),
      notifyBy: incident.notifyBy.toISOString(),
      overdue: isOverdue(incident, this.clock.now()),
      notifiedAt: incident.notifiedAt?.toISOString() ?? null,
      decision: incident.notifiedAt !== null ? 'notify' : incident.decidedNotToNotify ? 'do-not-notify' : null,
      affected: await this.affected(incident),
      from: incident.affectedFrom?.toISOString() ?? null,
      to: incident.affectedTo?.toISOString() ?? null,
      closedAt: incident.closedAt?.toISOString() ?? null,
      timeline: await Promise.all(
        entries.map(async ({ at, what, byAccount, note }) => ({
          at: at.toISOString(),
          what,
          by: byAccount === null ? null : await this.people.of(byAccount),
          note,
        })),
      ),
    };
  }

  /** @throws Problem `no-such-account` for a name that nobody has */
  private async idsOf(accounts: readonly string[]): Promise<string[]> {
    const found = accounts.map(async (account) => {
      if (Id.safeParse(account).success) return account;
      const id = (await this.accounts.called(account))?.id;
      if (id === undefined) throw noSuchAccount();
      return id;
    });
    return [...new Set(await Promise.all(found))];
  }

  private async affected({ accounts, affectedFrom: from, affectedTo: to }: KeptIncident): Promise<Incident['affected']> {
    const found = accounts.length === 0 ? { people: 0, events: 0 } : await this.audit.peopleReachedBy(accounts, from, to);
    return { people: found.people, basis: basisWords({ accounts: accounts.length, from, to, events: found.events }) };
  }

  private async noted({ tx, actor }: AuditedCall, incident: KeptIncident, what: IncidentEvent, note?: string): Promise<Incident> {
    const entry = { incidentId: incident.id, at: this.clock.now(), what, byAccount: actor.id };
    await this.incidents.note(tx, note === undefined ? entry : { ...entry, note });
    return this.shown(incident, tx);
  }
}
