import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { SchemaCheck } from '../../libs/platform/database/declared/schema-check.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { undeclaredIn } from '../../libs/platform/http/reference/routes.js';
import { anApp, type TestApp } from '../support/app.js';

describe('declarations', () => {
  let subject: TestApp;
  beforeAll(async () => {
    subject = await anApp();
  });

  it('cover every table and column of the database, and nothing that is not there', async () => {
    expect(await subject.app.get(SchemaCheck).faults()).toEqual([]);
  });

  it('cover every route', () => {
    const routes = subject.app.get(RouteCheck).routes();
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.flatMap(undeclaredIn)).toEqual([]);
  });

  it('keep no secret for a call that is sent again', () => {
    const routes = subject.app.get(RouteCheck).routes();
    const answers = routes.flatMap(({ method, path, honoursKey, holdsSecret, answer }) =>
      honoursKey && answer?.kind === 'contract'
        ? [
            {
              route: `${method} ${path}`,
              holdsSecret,
              fields: JSON.stringify(z.toJSONSchema(answer.schema, { io: 'output', unrepresentable: 'any' })),
            },
          ]
        : [],
    );
    const withSecrets = answers.filter(({ fields }) => /"(token|secret|codes|link|url|otpauthUrl|password)":/i.test(fields));
    expect(withSecrets.length).toBeGreaterThan(4);
    expect(withSecrets.filter(({ holdsSecret }) => !holdsSecret).map(({ route }) => route)).toEqual([]);
  });

  it('seal nothing that is not bytes, and name a subject for everything that is sealed', () => {
    const tables = subject.app.get(SchemaCheck).declarations();
    const sealed = tables.filter((table) => Object.values(table.columns).includes('sealed'));
    expect(sealed.length).toBeGreaterThan(3);
    expect(
      sealed.filter((table) => table.subject.kind === 'none' && table.dataClass === 'content').map((table) => table.table),
    ).toEqual([]);
  });
});
