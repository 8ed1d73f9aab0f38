import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Setting, SettingHistory, SettingList } from '../../libs/contracts/settings.js';
import { Keyring } from '../../libs/platform/keyring/keyring.js';
import { afterFile } from '../support/after-file.js';
import { anApp, type TestApp } from '../support/app.js';
import { patience } from '../support/patience.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { elsewhere, type Person } from '../support/people.js';

let subject: TestApp;
let admin: Person;
let client: Person;
let superuser: pg.Client;

beforeAll(async () => {
  subject = await anApp({
    settings: { model: { temperature: 0.3 } },
    environment: { CHAT_MAN__MODEL__TOP_K: '50', OLLAMA_BASE_URL: 'http://gateway:hunter2@127.0.0.1:9/base' },
  });
  superuser = new pg.Client(subject.database.superuserUrl);
  afterFile(() => superuser.end());
  await superuser.connect();
  admin = await theFirstAdmin(subject);
  client = await aClient(subject, 'settings.client');
});

const settingsOf = async (person: Person): Promise<Map<string, Setting>> => {
  const { items } = await person.ask<SettingList>('GET', '/settings');
  return new Map(items.map((item) => [item.key, item]));
};
const change = (changes: Record<string, unknown>): Promise<Response> => admin.send('PATCH', '/settings', { changes });
const kept = async (): Promise<unknown[]> =>
  (await superuser.query<object>('SELECT key, value FROM platform.setting_override ORDER BY key')).rows;

describe('settings over HTTP', () => {
  it('say for each value where it comes from and what it means', async () => {
    const settings = await settingsOf(admin);
    expect(settings.get('model.temperature')).toMatchObject({ value: 0.3, origin: 'file', live: true, onHost: false });
    expect(settings.get('model.top_k')).toMatchObject({ value: 50, origin: 'environment' });
    expect(settings.get('model.top_p')).toMatchObject({ value: 0.9, origin: 'default' });
    expect([...settings.values()].filter(({ description }) => description.length < 10)).toEqual([]);
  });

  it('show an address without its user and password, as everything else does', async () => {
    expect((await settingsOf(admin)).get('provider.ollama.baseUrl')?.value).toBe('http://…@127.0.0.1:9/base');
    const places = ['/settings', '/health', '/health/detailed', '/models', '/audit/events?limit=50'];
    const texts = await Promise.all(places.map(async (place) => (await admin.send('GET', place)).text()));
    expect([...texts, subject.logged()].join('\n')).not.toMatch(/hunter2|gateway/);
  });

  it('say which values they take, so that a form can offer them', async () => {
    const settings = await settingsOf(admin);
    expect(settings.get('model.temperature')?.accepts).toMatchObject({ type: 'number', minimum: 0, maximum: 2, default: 0.7 });
    expect(settings.get('backup.autoBackupSchedule')?.accepts).toMatchObject({ enum: ['hourly', 'daily', 'weekly', 'monthly'] });
  });

  it('are changed by an administrator and set back', async () => {
    expect((await change({ 'model.temperature': 1.1, 'model.top_p': 0.7 })).status).toBe(200);
    expect((await settingsOf(admin)).get('model.temperature')).toMatchObject({ value: 1.1, origin: 'override' });
    expect((await change({ 'model.temperature': null, 'model.top_p': null })).status).toBe(200);
    expect((await settingsOf(admin)).get('model.temperature')).toMatchObject({ value: 0.3, origin: 'file' });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['a value that does not fit', { 'model.temperature': 987_654_321 }, 'setting-does-not-fit', 'changes.model.temperature'],
    [
      'one that does not fit among others that do',
      { 'model.top_p': 0.5, 'model.top_k': 'many' },
      'setting-does-not-fit',
      'changes.model.top_k',
    ],
    ['a setting that does not exist', { 'model.temprature': 1 }, 'unknown-setting', 'changes.model.temprature'],
    [
      'where prompts are sent',
      { 'provider.ollama.baseUrl': 'http://203.0.113.7' },
      'setting-on-host',
      'changes.provider.ollama.baseUrl',
    ],
    [
      'which file is read as a token',
      { 'provider.openai.tokenFile': '/etc/shadow' },
      'setting-on-host',
      'changes.provider.openai.tokenFile',
    ],
    [
      'whose word about addresses is believed',
      { 'http.trustedProxies': ['0.0.0.0/0'] },
      'setting-on-host',
      'changes.http.trustedProxies',
    ],
  ])('refuse %s with 422, name it, do not repeat it, and change nothing', async (_name, changes, code, path) => {
    const response = await change(changes);
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ code, errors: [{ path }] });
    expect(text).not.toMatch(/987654321|many|203\.0|shadow|0\.0\.0\.0/);
    expect(await kept()).toEqual([]);
    expect((await settingsOf(admin)).get('model.top_p')).toMatchObject({ value: 0.9 });
  });

  it('are closed to everybody else', async () => {
    expect((await client.send('GET', '/settings')).status).toBe(403);
    expect((await client.send('PATCH', '/settings', { changes: { 'model.top_k': 1 } })).status).toBe(403);
    expect(await kept()).toEqual([]);
  });

  it('leave an audit event that names them, with old and new sealed', async () => {
    expect((await change({ 'model.temperature': 1.25 })).status).toBe(200);
    const { rows } = await superuser.query<{ id: string; object_id: string; subject_id: string; detail: Buffer; row: string }>(
      `SELECT e.id, e.object_id, d.subject_id, d.detail, e::text || d::text AS row
         FROM audit.event e JOIN audit.event_detail d ON d.event_id = e.id
        WHERE e.action = 'settings.changed' ORDER BY e.seq DESC LIMIT 1`,
    );
    const event = rows[0]!;
    expect(event.object_id).toBe('model.temperature');
    expect(event.row).not.toContain('1.25');
    const sealer = await subject.app.get(Keyring).forSubject(event.subject_id);
    const detail = sealer.openText({ table: 'audit.event_detail', column: 'detail', row: event.id }, event.detail as never);
    expect(JSON.parse(detail)).toEqual({ changes: [{ key: 'model.temperature', from: 0.3, to: 1.25 }] });
    await change({ 'model.temperature': null });
  });

  it('are the same on a second instance shortly after', async () => {
    const other = await anApp({ beside: subject });
    try {
      await change({ 'monitoring.publicCheckpoint': true });
      const there = await fetch(`${other.url}/api/settings`, { headers: { Cookie: admin.cookie } });
      expect(there.status).toBe(200);
      await vi.waitFor(async () => {
        const answer = await fetch(`${other.url}/api/settings`, { headers: { Cookie: admin.cookie } });
        const { items } = (await answer.json()) as SettingList;
        expect(items.find(({ key }) => key === 'monitoring.publicCheckpoint')).toMatchObject({
          value: true,
          origin: 'override',
        });
      }, patience);
    } finally {
      await other.close();
    }
  });
});

describe('the history of settings', () => {
  const historyOf = (key: string, more = '') => admin.ask<SettingHistory>('GET', `/settings/history?key=${key}${more}`);

  it('says who changed one, from what to what and why, newest first and page by page', async () => {
    await admin.send('PATCH', '/settings', { changes: { 'model.top_p': 0.4 }, reason: 'Answers were too varied' });
    await change({ 'model.top_p': null, 'model.max_tokens': 700 });
    const { items, nextCursor } = await historyOf('model.top_p', '&limit=1');
    const requestedBy = { id: admin.id, username: 'first.admin' };
    expect(items).toEqual([expect.objectContaining({ key: 'model.top_p', from: 0.4, to: 0.9, isReset: true, reason: null })]);
    const older = await historyOf('model.top_p', `&limit=1&cursor=${nextCursor}`);
    expect(older.items).toMatchObject([
      { from: 0.9, to: 0.4, isReset: false, reason: 'Answers were too varied', requestedBy, approvedBy: null },
    ]);
    expect((await historyOf('model.max_tokens')).items).toMatchObject([{ to: 700, isReset: false }]);
    await change({ 'model.max_tokens': null });
  });

  it('keeps the reason sealed', async () => {
    const sealed = await superuser.query<{ row: string }>('SELECT c::text AS row FROM platform.setting_change c');
    expect(sealed.rows.map(({ row }) => row).join('\n')).not.toMatch(/too varied|746f6f20766172696564/);
  });

  it('is not written where the change was refused', async () => {
    const before = (await historyOf('model.top_k')).items.length;
    await change({ 'model.top_k': 'many' });
    expect((await historyOf('model.top_k')).items).toHaveLength(before);
  });

  it('is closed to everybody else, and refuses a key that is none', async () => {
    expect((await client.send('GET', '/settings/history')).status).toBe(403);
    expect((await admin.send('GET', '/settings/history?key=x')).status).toBe(400);
  });
});

describe('a setting that takes effect after a restart', () => {
  const largest = async (app: TestApp, person: Person) => {
    const { items } = await person.ask<SettingList>('GET', '/settings');
    return items.find(({ key }) => key === 'http.maxBodyBytes')!;
  };
  const bodyOf = (bytes: number) => ({ changes: { 'model.name': 'x'.repeat(bytes) } });

  it('says so until then, and takes effect with the next start, also where it is read before anything else', async () => {
    await change({ 'http.maxBodyBytes': 20_000 });
    expect(await largest(subject, admin)).toMatchObject({ value: 20_000, awaitsRestart: true, inForce: 1_000_000 });
    expect((await admin.send('PATCH', '/settings', bodyOf(30_000))).status).toBe(422);
    const again = await anApp({ beside: subject });
    const afterwards = elsewhere(admin, again.url);
    expect(await largest(again, afterwards)).toMatchObject({ value: 20_000, awaitsRestart: false, inForce: 20_000 });
    expect((await afterwards.send('PATCH', '/settings', bodyOf(30_000))).status).toBe(413);
    await change({ 'http.maxBodyBytes': null });
    expect(await largest(subject, admin)).toMatchObject({ value: 1_000_000, awaitsRestart: false });
  });
});
