import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { InvalidSettings, mergeSettings, type SettingSources } from './settings-merge.js';
import { setting, settingGroup, settingsSlice } from './settings-slice.js';

const model = settingsSlice('model', {
  name: setting(z.string(), 'llama3.2:3b', { describe: 'Model.' }),
  temperature: setting(z.number().check(z.minimum(0), z.maximum(2)), 0.7, { describe: 'Temperature.' }),
  kind: setting(z.nullable(z.enum(['auto', 'none'])), null, { describe: 'Kind.' }),
  address: setting(z.nullable(z.url({ protocol: /^https?$/ })), null, { describe: 'Address.' }),
  secretFile: setting(z.string(), '', { describe: 'File.' }),
  token: setting(z.string().check(z.minLength(20)), 'a token of twenty characters', { describe: 'Token.' }),
  ollama: settingGroup({
    baseUrl: setting(z.string(), 'http://localhost:11434', { describe: 'Ollama.', env: 'OLLAMA_BASE_URL' }),
  }),
});

function merge(sources: Partial<SettingSources>) {
  const merged = mergeSettings([model], {
    file: {},
    fileName: 'settings.json',
    environment: {},
    overrides: new Map(),
    ...sources,
  });
  return Object.fromEntries(merged.map(({ key, value, origin }) => [key, { value, origin }]));
}

function faults(sources: Partial<SettingSources>): readonly string[] {
  try {
    merge(sources);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('takes the default where nothing is set', () => {
    expect(merge({})['model.name']).toEqual({ value: 'llama3.2:3b', origin: 'default' });
  });

  it('lets the file win over the default, the environment over the file, and an override over all', () => {
    const file = { model: { temperature: 0.1 } };
    const environment = { CHAT_MAN__MODEL__TEMPERATURE: '0.2' };
    expect(merge({ file })['model.temperature']).toEqual({ value: 0.1, origin: 'file' });
    expect(merge({ file, environment })['model.temperature']).toEqual({ value: 0.2, origin: 'environment' });
    expect(merge({ file, environment, overrides: new Map([['model.temperature', 0.3]]) })['model.temperature']).toEqual({
      value: 0.3,
      origin: 'override',
    });
  });

  it('listens to the variable that the deployment guide names', () => {
    expect(merge({ environment: { OLLAMA_BASE_URL: 'http://gpu:11434' } })['model.ollama.baseUrl']).toEqual({
      value: 'http://gpu:11434',
      origin: 'environment',
    });
  });

  it('keeps a numeric text as text where text is wanted', () => {
    expect(merge({ environment: { CHAT_MAN__MODEL__NAME: '7' } })['model.name']!.value).toBe('7');
  });

  it('names file, path, expectation and finding of a wrong value', () => {
    const [fault] = faults({ file: { model: { temperature: 'hot' } } });
    expect(fault).toContain('settings.json: model.temperature:');
    expect(fault).toContain('found the text "hot"');
  });

  it.each([
    [{ temperature: 9 }, 'model.temperature: expected a number from 0 to 2, found 9'],
    [{ temperature: null }, 'model.temperature: expected a number from 0 to 2, found null'],
    [{ ollama: { baseUrl: 7 } }, 'model.ollama.baseUrl: expected a text, found 7'],
    [{ kind: 'other' }, 'model.kind: expected "auto" or "none" or null, found the text "other"'],
    [
      { address: 'ftp://ada:hunter2@files/key' },
      'expected an address that starts with http:// or https:// or null, found an address that starts with ftp://',
    ],
    [{ address: 'ada:hunter2@files' }, 'found text that is not shown here'],
    [{ secretFile: 4 }, 'expected a text, found 4'],
    [{ token: 'hunter2' }, 'found text that is not shown here'],
  ])('says of %o what is expected and found, and shows no secret', (values, text) => {
    const [fault] = faults({ file: { model: values } });
    expect(fault).toContain(text);
    expect(fault).not.toMatch(/hunter2|ada/);
  });

  it('refuses a misspelt setting instead of ignoring it', () => {
    expect(faults({ file: { model: { temprature: 1 } } })).toEqual(['settings.json: model.temprature: no such setting']);
    expect(faults({ file: { modle: {} } })).toEqual(['settings.json: modle: no such setting']);
  });

  it('misses no misspelt variable', () => {
    expect(faults({ environment: { CHAT_MAN__MODEL__TEMPRATURE: '1' } })).toEqual([
      'environment variable CHAT_MAN__MODEL__TEMPRATURE: no such setting',
    ]);
  });

  it('reports all faults together', () => {
    expect(faults({ file: { model: { temperature: 9, name: 3, other: 1 } } })).toHaveLength(3);
  });

  it('refuses a file that is no object, and a section that is no section', () => {
    expect(faults({ file: [] })[0]).toContain('expected an object');
    expect(faults({ file: { model: 3 } })[0]).toContain('expected a section');
  });

  it('lets an editor name the JSON Schema', () => {
    expect(faults({ file: { $schema: './settings.schema.json' } })).toEqual([]);
  });
});
