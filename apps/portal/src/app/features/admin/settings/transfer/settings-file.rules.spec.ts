import type { Setting } from '#contracts/settings.js';
import { readSettingsFile, settingsFile } from './settings-file.rules.js';

const setting = (key: string, value: unknown, accepts: object, more: Partial<Setting> = {}): Setting => ({
  key,
  value,
  origin: 'default',
  description: '',
  live: true,
  awaitsRestart: false,
  inForce: value,
  onHost: false,
  protects: false,
  accepts: { ...accepts },
  ...more,
});
const settings = [
  setting('model.top_k', 40, { type: 'integer', minimum: 1, maximum: 500 }),
  setting('model.name', 'llama3.2:3b', { type: 'string' }, { origin: 'override' }),
  setting('outbound.privateHosts', ['a'], { type: 'array', items: { type: 'string' } }, { onHost: true }),
];
const file = (overrides: object) => JSON.stringify({ format: 'chatman.settings', version: 1, overrides });

describe('a file of settings', () => {
  it('holds what was changed in the panel, and nothing else', () => {
    expect(JSON.parse(settingsFile(settings))).toEqual(JSON.parse(file({ 'model.name': 'llama3.2:3b' })));
  });

  it('becomes unsaved changes where it differs, and says what it leaves out and why', () => {
    const read = readSettingsFile(
      file({ 'model.top_k': 30, 'model.name': 'llama3.2:3b', 'outbound.privateHosts': ['b'], 'model.gone': 1 }),
      settings,
    );
    expect(read).toEqual({
      edits: [{ setting: settings[0], text: '30' }],
      same: 1,
      skipped: [
        { key: 'outbound.privateHosts', why: 'it can only be set on the server' },
        { key: 'model.gone', why: 'there is no such setting here' },
      ],
    });
  });

  it('is held to the ranges of this installation', () => {
    expect(readSettingsFile(file({ 'model.top_k': 5000 }), settings)).toMatchObject({
      edits: [],
      skipped: [{ key: 'model.top_k', why: 'its value is not accepted. A whole number from 1 to 500.' }],
    });
  });

  it.each(['', '{', 'null', '[]', '{"model":{}}', '{"format":"chatman.settings","version":2,"overrides":{}}', file([])])(
    'is none where it reads %o',
    (text) => {
      expect(readSettingsFile(text, settings)).toEqual({ problem: expect.stringContaining('not a file of settings') as string });
    },
  );
});
