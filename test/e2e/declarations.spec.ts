import { readdirSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { DataInventory, ProcessingRecord } from '../../libs/contracts/dsr.js';
import { declaredStores } from '../../libs/platform/inventory/stores.js';
import { SchemaCheck } from '../../libs/platform/database/declared/schema-check.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { undeclaredIn } from '../../libs/platform/http/reference/routes.js';
import { anApp, type TestApp } from '../support/app.js';
import { aPerson, theFirstAdmin } from '../support/inserted-people.js';

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
    const ofNobody = sealed.filter((table) => table.subject.kind === 'none' && table.dataClass === 'content');
    // A package holds what was collected about a person: collected by subject, it would hold itself.
    expect(ofNobody.map(({ table }) => table)).toEqual(['dsr.package_part']);
  });

  it('cover everything that is kept in files', async () => {
    await theFirstAdmin(subject);
    const written = [
      ...filesBelow(subject.configDir).map((path) => `config/${path}`),
      ...filesBelow(subject.dataDir).map((path) => `data/${path}`),
    ];
    expect(written.length).toBeGreaterThan(2);
    const places = declaredStores.flatMap((store) => store.places);
    const isDeclared = (path: string) =>
      places.some((place) => matchesGlob(path, place) || path.startsWith(place.replace(/\*$/, '')));
    expect(written.filter((path) => !isDeclared(path))).toEqual([]);
  });

  it('make the processing record, as JSON, CSV and HTML', async () => {
    const officer = await aPerson(subject, 'record.officer', { role: 'compliance_officer' });
    const record = async (query: string) => {
      const answer = await officer.send('GET', `/dsr/processing-record${query}`);
      return { type: answer.headers.get('Content-Type'), text: await answer.text() };
    };
    const json = await record('');
    const { items } = JSON.parse(json.text) as ProcessingRecord;
    expect(items.find(({ purpose }) => purpose.startsWith('Conversations that people hold'))?.retention).toBe(
      '90 days after the last message',
    );
    expect((await record('?format=csv')).text.split('\r\n').length).toBe(items.length + 2);
    const html = await record('?format=html');
    expect([html.type, html.text]).toEqual([expect.stringContaining('text/html'), expect.stringContaining('Article 30')]);
    expect((await officer.send('GET', '/dsr/processing-record?format=pdf')).status).toBe(400);
    const { stores } = await officer.ask<DataInventory>('GET', '/dsr/inventory');
    expect(new Set(stores.map(({ kind }) => kind))).toEqual(new Set(['file', 'index', 'cache', 'log', 'backup']));
  });
});

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}
