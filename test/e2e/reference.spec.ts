import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inventoryOf } from '../../apps/api/src/dsr/inventory.rules.js';
import { chatmanProgram, withSubcommands } from '../../apps/cli/src/program.js';
import { settingsSlices } from '../../apps/api/src/settings.js';
import { configurationReference, settingsJsonSchema } from '../../libs/platform/config/settings/settings-schema.js';
import { SchemaCheck } from '../../libs/platform/database/declared/schema-check.js';
import { openApiDocument } from '../../libs/platform/http/reference/openapi.js';
import { declaredProblems } from '../../libs/platform/http/problem.js';
import { RouteCheck } from '../../libs/platform/http/reference/route-check.js';
import { productVersion } from '../../libs/platform/version.js';
import { anApp, type TestApp } from '../support/app.js';
import { commandsPage, dataInventoryPage, permissionsPage, problemsPage, routesPage } from '../support/reference-pages.js';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const page = (name: string): string => resolve('docs/reference', name);

/** `npm run docs` writes these files; here they are compared, so that the reference is never older than the code. */
describe('the generated reference is current', () => {
  let subject: TestApp;
  beforeAll(async () => {
    subject = await anApp();
  });

  it('for OpenAPI', async () => {
    await expect(json(openApiDocument(subject.app.get(RouteCheck).routes(), { version: productVersion }))).toMatchFileSnapshot(
      page('openapi.json'),
    );
  });

  it('for routes', async () => {
    await expect(routesPage(subject.app.get(RouteCheck).routes())).toMatchFileSnapshot(page('routes.md'));
  });

  it('for permissions', async () => {
    await expect(permissionsPage(subject.app.get(RouteCheck).routes())).toMatchFileSnapshot(page('permissions.md'));
  });

  it('for errors', async () => {
    await expect(problemsPage(declaredProblems())).toMatchFileSnapshot(page('errors.md'));
  });

  it('for commands', async () => {
    const program = chatmanProgram({ run: () => Promise.resolve(), runAlone: () => Promise.resolve() });
    await expect(commandsPage(withSubcommands(program))).toMatchFileSnapshot(page('commands.md'));
  });

  it('for the data inventory', async () => {
    await expect(dataInventoryPage(inventoryOf(subject.app.get(SchemaCheck).declarations()))).toMatchFileSnapshot(
      page('data-inventory.md'),
    );
  });

  it('for the configuration', async () => {
    await expect(configurationReference(settingsSlices)).toMatchFileSnapshot(page('configuration.md'));
  });

  it('for the JSON Schema that editors read', async () => {
    await expect(json(settingsJsonSchema(settingsSlices))).toMatchFileSnapshot(resolve('config/settings.schema.json'));
  });

  it('for the version', () => {
    expect((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version).toBe(productVersion);
  });
});
