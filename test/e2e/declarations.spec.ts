import { beforeAll, describe, expect, it } from 'vitest';
import { SchemaCheck } from '../../libs/platform/database/schema-check.js';
import { RouteCheck } from '../../libs/platform/http/route-check.js';
import { undeclaredIn } from '../../libs/platform/http/routes.js';
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

  it('seal nothing that is not bytes, and name a subject for everything that is sealed', () => {
    const tables = subject.app.get(SchemaCheck).declarations();
    const sealed = tables.filter((table) => Object.values(table.columns).includes('sealed'));
    expect(sealed.length).toBeGreaterThan(3);
    expect(
      sealed.filter((table) => table.subject.kind === 'none' && table.dataClass === 'content').map((table) => table.table),
    ).toEqual([]);
  });
});
