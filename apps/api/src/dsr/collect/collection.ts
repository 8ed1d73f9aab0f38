import { Inject, Injectable } from '@nestjs/common';
import type { RequestType } from '#contracts/rights/requests.js';
import { personalDataFormat, personalDataVersion } from '#contracts/rights/package.js';
import { Clock } from '#platform/clock.js';
import type { TableDeclaration } from '#platform/database/declared/declarations.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { notFound } from '#platform/http/problem.js';
import { SUBJECT_ACCOUNTS, type SubjectAccount, type SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { SubjectDataProviders, type SubjectFile } from '#platform/rights/subject-data.js';
import { pageEnd, pageHead, tableEnd, tableHead, tableRow } from './package-page.rules.js';
import { collectedFor, plainValue } from './package-tables.rules.js';
import { SubjectRowsRepository } from './subject-rows.repository.js';

/** Everything about a person, as files: from the declarations of every table, and from the rooms that hold more. */
@Injectable()
export class Collection {
  constructor(
    private readonly schema: SchemaCheck,
    private readonly rows: SubjectRowsRepository,
    private readonly providers: SubjectDataProviders,
    private readonly clock: Clock,
    @Inject(SUBJECT_ACCOUNTS) private readonly accounts: SubjectAccounts,
  ) {}

  async *filesOf(subjectId: string, type: RequestType): AsyncGenerator<SubjectFile> {
    const account = await this.accounts.one(subjectId);
    if (account === null) throw notFound();
    const tables = collectedFor(type, this.schema.declarations());
    const at = this.clock.now();
    yield { path: 'data.json', parts: this.json(account, type, tables, at) };
    yield { path: 'index.html', parts: this.page(account, tables, at) };
    for (const { data } of this.providers.all()) if (data.files) yield* data.files(subjectId);
  }

  private async *json(
    { id, username, displayName }: SubjectAccount,
    right: RequestType,
    tables: readonly TableDeclaration[],
    at: Date,
  ): AsyncGenerator<string> {
    const subject = { id, username, displayName };
    const head = { format: personalDataFormat, version: personalDataVersion, right, collectedAt: at.toISOString(), subject };
    yield `${JSON.stringify(head).slice(0, -1)},"tables":[`;
    let beforeTable = '\n';
    for (const declaration of tables) {
      const { table, purpose, legalBasis, retention } = declaration;
      yield `${beforeTable}${JSON.stringify({ table, purpose, legalBasis, retention }).slice(0, -1)},"rows":[`;
      let before = '\n';
      for await (const row of this.rows.of(id, declaration)) {
        yield before + JSON.stringify(row, (_, value: unknown) => plainValue(value));
        before = ',\n';
      }
      yield ']}';
      beforeTable = ',\n';
    }
    yield '\n]}\n';
  }

  private async *page(account: SubjectAccount, tables: readonly TableDeclaration[], at: Date): AsyncGenerator<string> {
    yield pageHead(account, at);
    for (const declaration of tables) {
      let isBegun = false;
      for await (const row of this.rows.of(account.id, declaration)) {
        if (!isBegun) yield tableHead(declaration, Object.keys(row));
        isBegun = true;
        yield tableRow(Object.values(row).map(plainValue));
      }
      if (isBegun) yield tableEnd;
    }
    yield pageEnd;
  }
}
