import { describe, expect, it } from 'vitest';
import type { Colleagues } from '../../libs/contracts/auth/people/colleagues.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';

const subject = await anApp();
const admin = await theFirstAdmin(subject, 'root.one');
const nurse = await aPerson(subject, 'nina.nurse', { role: 'operations_team', displayName: 'Nina Berg' });
const auditor = await aPerson(subject, 'olaf.auditor', { role: 'compliance_officer', displayName: 'Olaf Bergman' });
const client = await aClient(subject, 'clara.berg');

const found = async (by: typeof nurse, q: string): Promise<string[]> =>
  (await by.ask<Colleagues>('GET', `/auth/colleagues?q=${encodeURIComponent(q)}`)).items.map(({ username }) => username);

describe('colleagues', () => {
  it('are found by staff in names and user names; clients, and whoever asks, are not', async () => {
    expect(await found(nurse, 'berg')).toEqual(['olaf.auditor']);
    expect(await found(auditor, 'BERG')).toEqual(['nina.nurse']);
    expect(await found(admin, 'n')).toEqual(expect.arrayContaining(['nina.nurse', 'olaf.auditor']));
    expect(await found(admin, 'clara')).toEqual([]);
    expect(await found(nurse, 'nobody')).toEqual([]);
  });

  it('are no longer found once their account is disabled', async () => {
    const other = await aPerson(subject, 'temp.worker', { role: 'operations_team' });
    expect(await found(nurse, 'temp.worker')).toEqual(['temp.worker']);
    const { id } = await other.ask<{ id: string }>('GET', '/auth/me');
    await admin.ask('POST', `/users/${id}/disable`, { reason: 'Has left' });
    expect(await found(nurse, 'temp.worker')).toEqual([]);
  });

  it('are not for clients, and need something to look for', async () => {
    expect((await client.send('GET', '/auth/colleagues?q=nina')).status).toBe(403);
    expect((await nurse.send('GET', '/auth/colleagues?q=')).status).toBe(400);
    expect((await nurse.send('GET', '/auth/colleagues')).status).toBe(400);
  });
});
