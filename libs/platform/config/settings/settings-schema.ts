import * as z from 'zod/mini';
import { environmentVariables } from '../environment/environment.js';
import { environmentName } from './settings-merge.js';
import { leavesOf, type SettingsSlice } from './settings-slice.js';

/** JSON Schema (2020-12) of `config/settings.json`, from which editors complete and explain. */
export function settingsJsonSchema(slices: readonly SettingsSlice<unknown>[]): Record<string, unknown> {
  const properties = Object.fromEntries(
    slices.map((slice) => {
      const { $schema: _, ...schema } = z.toJSONSchema(slice.schema, { io: 'input', unrepresentable: 'any' });
      return [slice.key, schema];
    }),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Chat Man settings',
    type: 'object',
    properties: { $schema: { type: 'string' }, ...properties },
    additionalProperties: false,
  };
}

/** The reference page of settings and environment variables, in Markdown. */
export function configurationReference(slices: readonly SettingsSlice<unknown>[]): string {
  return [
    '# Configuration',
    '',
    'Generated from the schemas (`npm run docs`). A later source wins: default < `config/settings.json` < environment < admin panel.',
    'An invalid value stops the start, with a message that names the file, the path, what was expected and what was found.',
    '',
    '## Settings',
    '',
    'Every setting can also be set with an environment variable `CHAT_MAN__SECTION__KEY`, as in',
    `\`${environmentName(['model', 'temperature'])}=0.2\`. "Live" settings take effect without a restart; those "on the host" cannot be changed in the admin panel.`,
    'A setting that protects people, data or the audit log takes two people in the admin panel: the one who requests the change, after a step-up, and someone else who approves it. An API token can never change it.',
    ...slices.flatMap(settingsTable),
    '',
    '## Environment variables',
    '',
    '| variable | meaning |',
    '| --- | --- |',
    ...Object.entries(environmentVariables).map(
      ([name, schema]) => `| \`${name}\` | ${z.globalRegistry.get(schema)?.description ?? ''} |`,
    ),
    '',
  ].join('\n');
}

function settingsTable(slice: SettingsSlice<unknown>): string[] {
  const rows = leavesOf(slice).map(({ path, byDefault, meta }) => {
    const name = `\`${path.slice(1).join('.')}\``;
    const also = meta.env ? ` Also \`${meta.env}\`.` : '';
    return `| ${name} | \`${JSON.stringify(byDefault)}\` | ${meta.live ? 'yes' : meta.onHost ? 'on the host' : 'no'} | ${meta.protects ? 'yes' : ''} | ${meta.describe.replaceAll('|', '\\|')}${also} |`;
  });
  return [
    '',
    `### ${slice.key}`,
    '',
    '| setting | default | live | takes two | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
}
