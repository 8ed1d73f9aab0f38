import { PassThrough } from 'node:stream';
import { DataSource } from 'typeorm';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { aDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Database } from '../../database/database.js';
import { Notices } from '../../database/notices.js';
import { Transactions } from '../../database/transactions.js';
import { Log } from '../../logging/log.js';
import { asRole } from '../../postgres/roles/roles.js';
import { SettingOverrides } from './setting-overrides.js';
import { InvalidSettings } from './settings-merge.js';
import { setting, settingsSlice } from './settings-slice.js';
import { Settings } from './settings.js';

const somebody = '01940000-0000-7000-8000-000000000001';
const model = settingsSlice('model', {
  name: setting(z.string(), 'small', { describe: 'Model.' }),
  temperature: setting(z.number().check(z.maximum(2)), 0.7, { describe: 'Temperature.' }),
});

interface Instance {
  readonly settings: Settings;
  readonly overrides: SettingOverrides;
  change(changes: Record<string, unknown>, then?: 'and fail'): Promise<unknown>;
  logged(): string;
  close(): Promise<void>;
}

let database: TestDatabase;
const instances: Instance[] = [];

beforeAll(async () => {
  database = await aDatabase();
});
beforeEach(() => asRole(database.ownerUrl, async (client) => void (await client.query('DELETE FROM platform.setting_override'))));
afterEach(async () => {
  await Promise.all(instances.splice(0).map((instance) => instance.close()));
});

async function anInstance(): Promise<Instance> {
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const log = new Log('debug', stream);
  const source = await new DataSource({ type: 'postgres', url: database.runtimeUrl }).initialize();
  const transactions = new Transactions(source, log);
  const notices = new Notices(database.runtimeUrl, log);
  const sources = {
    file: { model: { name: 'from the file' } },
    fileName: 'settings.json',
    environment: {},
    overrides: new Map(),
  };
  const settings = new Settings([model], sources);
  const overrides = new SettingOverrides(new Database(source), settings, notices, log);
  await overrides.onModuleInit();
  await notices.onApplicationBootstrap();
  const instance = {
    settings,
    overrides,
    change: (changes: Record<string, unknown>, then?: 'and fail') =>
      transactions.run(async (tx) => {
        const change = await overrides.change(tx, new Map(Object.entries(changes)), somebody);
        if (then) throw new Error('changed its mind');
        return change;
      }),
    logged: () => lines.join(''),
    close: async () => {
      await notices.onApplicationShutdown();
      await source.destroy();
    },
  };
  instances.push(instance);
  return instance;
}

const inForce = ({ settings }: Instance) => settings.of(model);

describe('an override', () => {
  it('wins over the file immediately, on the instance that took it', async () => {
    const here = await anInstance();
    await here.change({ 'model.name': 'large' });
    expect(inForce(here)).toEqual({ name: 'large', temperature: 0.7 });
    expect(here.settings.list().find(({ key }) => key === 'model.name')).toMatchObject({ origin: 'override' });
  });

  it('gives way to the file when it is taken back', async () => {
    const here = await anInstance();
    await here.change({ 'model.name': 'large' });
    await here.change({ 'model.name': null });
    expect(inForce(here).name).toBe('from the file');
  });

  it('is in force after a restart', async () => {
    await (await anInstance()).change({ 'model.temperature': 1.5 });
    expect(inForce(await anInstance()).temperature).toBe(1.5);
  });

  it('that does not fit changes nothing, in the database or in force, nor does what came with it', async () => {
    const here = await anInstance();
    await expect(here.change({ 'model.name': 'large', 'model.temperature': 9 })).rejects.toThrow(InvalidSettings);
    expect(inForce(here)).toEqual({ name: 'from the file', temperature: 0.7 });
    expect(inForce(await anInstance())).toEqual({ name: 'from the file', temperature: 0.7 });
  });

  it('reports the old and the new value', async () => {
    const here = await anInstance();
    await here.change({ 'model.temperature': 1 });
    expect(await here.change({ 'model.temperature': 2 })).toMatchObject({
      before: expect.arrayContaining([expect.objectContaining({ key: 'model.temperature', value: 1 })]) as unknown,
      after: expect.arrayContaining([expect.objectContaining({ key: 'model.temperature', value: 2 })]) as unknown,
    });
  });

  it('of an earlier version that does not fit any more is left out of force, by name, and the others stay', async () => {
    await (await anInstance()).change({ 'model.name': 'large', 'model.temperature': 1 });
    await asRole(database.ownerUrl, async (client) => {
      await client.query(`UPDATE platform.setting_override SET value = '"hot"' WHERE key = 'model.temperature'`);
    });
    const later = await anInstance();
    expect(inForce(later)).toEqual({ name: 'large', temperature: 0.7 });
    expect(later.logged()).toContain('model.temperature');
    expect(later.logged()).not.toContain('hot');
  });
});

describe('several instances', () => {
  it('learn of each other’s changes', async () => {
    const [here, there] = [await anInstance(), await anInstance()];
    await here.change({ 'model.temperature': 1.9 });
    await vi.waitFor(() => expect(inForce(there).temperature).toBe(1.9), { timeout: 5_000 });
    await there.change({ 'model.temperature': null });
    await vi.waitFor(() => expect(inForce(here).temperature).toBe(0.7), { timeout: 5_000 });
  });

  it('lose no change when they make two at the same moment', async () => {
    const [here, there] = [await anInstance(), await anInstance()];
    await Promise.all([here.change({ 'model.temperature': 1 }), there.change({ 'model.name': 'large' })]);
    const both = { name: 'large', temperature: 1 };
    await vi.waitFor(() => expect([inForce(here), inForce(there)]).toEqual([both, both]), { timeout: 5_000 });
  });

  it('catch up when they come back from a lost connection', async () => {
    const [here, there] = [await anInstance(), await anInstance()];
    await cutNotices();
    await here.change({ 'model.temperature': 0.1 });
    await vi.waitFor(() => expect(inForce(there).temperature).toBe(0.1), { timeout: 10_000 });
  });

  it('are not notified of a change that was rolled back', async () => {
    const [here, there] = [await anInstance(), await anInstance()];
    await expect(here.change({ 'model.temperature': 1.9 }, 'and fail')).rejects.toThrow('changed its mind');
    expect(inForce(here).temperature).toBe(0.7);
    await here.change({ 'model.name': 'marker' });
    await vi.waitFor(() => expect(inForce(there).name).toBe('marker'), { timeout: 5_000 });
    expect(inForce(there).temperature).toBe(0.7);
  });
});

/** Ends the connections on which instances listen to each other, as a restarted database does. The runtime role may end its own. */
function cutNotices(): Promise<void> {
  return asRole(database.runtimeUrl, async (client) => {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chat-man-notices' AND datname = current_database()`,
    );
  });
}
