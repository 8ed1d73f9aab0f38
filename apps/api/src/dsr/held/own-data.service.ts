import { Inject, Injectable } from '@nestjs/common';
import type { DataAccess, OwnData } from '#contracts/dsr.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { notFound } from '#platform/http/problem.js';
import { SUBJECT_ACCOUNTS, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { AuditReadingFacade, type SubjectAccess } from '../../audit/audit-reading.facade.js';
import { HeldDataRepository } from './held-data.repository.js';
import { heldByClass, keptWithoutNumber, tablesAboutPeople } from './held-data.rules.js';

const mostAccesses = 100;

/** What people see of the data about themselves, without anybody's help. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly schema: SchemaCheck,
    private readonly held: HeldDataRepository,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
    private readonly audit: AuditReadingFacade,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async of(actor: Actor): Promise<OwnData> {
    const account = await this.accounts.one(actor.id);
    if (account === null) throw notFound();
    const tables = this.schema.declarations();
    const counts = await this.held.counts(actor.id, tablesAboutPeople(tables));
    const accesses = await this.audit.accessesTo(actor.id, mostAccesses);
    return {
      account,
      classes: heldByClass(tables, counts, keptWithoutNumber),
      accesses: await Promise.all(accesses.map((access) => this.shown(actor, access))),
    };
  }

  private async shown({ role: reader }: Actor, { at, action, role, actorId }: SubjectAccess): Promise<DataAccess> {
    const person = reader === 'external_client' ? null : await this.people.of(actorId);
    return { at: at.toISOString(), action, role, person };
  }
}
