import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';
import { testMasterPassword } from '../support/shared-master.js';

/** The deployment guide's calls, with its method, headers and body, on an installation that was started with CHAT_MAN_PASSWORD. */
describe('the deployment guide', () => {
  let subject: TestApp;
  beforeAll(async () => {
    subject = await anApp({ environment: { CHAT_MAN_PASSWORD: testMasterPassword } });
    const { AuthFacade } = await import('../../apps/api/src/auth/auth.facade.js');
    expect(await subject.app.get(AuthFacade).announceSetUp()).toBeNull();
  });

  const signIn = (password: string): Promise<Response> =>
    fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ password }),
    });

  it('step 5: signs the owner in with nothing but the password', async () => {
    const response = await signIn(testMasterPassword);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ success: true, message: 'Authentication successful' });
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Strict/i);
  });

  it('step 5: refuses another password', async () => {
    const response = await signIn('YourStrongPassword123!');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'invalid-credentials' });
  });

  it('asks the owner for a password of their own before anything else', async () => {
    const cookie = (await signIn(testMasterPassword)).headers.getSetCookie().at(-1)!.split(';')[0]!;
    const refused = await fetch(`${subject.url}/api/settings`, { headers: { Cookie: cookie } });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'password-change-required' });
  });

  it('step 6: makes, lists and verifies a backup with the calls as they are written, for an owner who is signed in', async () => {
    const passwordOfTheirOwn = 'Quiet-River-Stone-42';
    const first = (await signIn(testMasterPassword)).headers.getSetCookie().at(-1)!.split(';')[0]!;
    await fetch(`${subject.url}/api/auth/password`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: first },
      body: JSON.stringify({ currentPassword: testMasterPassword, newPassword: passwordOfTheirOwn }),
    });
    const Cookie = (await signIn(passwordOfTheirOwn)).headers.getSetCookie().at(-1)!.split(';')[0]!;
    const curl = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${subject.url}/api/backup/${path}`, { method, headers: { ...headers, Cookie } });

    const started = await curl('POST', 'create', { 'Content-Type': 'application/json' });
    expect(started.status).toBe(202);
    const { id } = (await started.json()) as { id: string };
    const listed = async () => ((await (await curl('GET', 'list')).json()) as { items: { id: string; state: string }[] }).items;
    await expect.poll(listed).toMatchObject([{ id, state: 'finished' }]);
    expect(await (await curl('POST', `verify/${id}`)).json()).toMatchObject({ valid: true });
  });

  it('step 7 and "Post-Deployment Verification": returns the health report', async () => {
    const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as {
      status: string;
      checks: Record<string, object>;
    };
    expect(Object.keys(report.checks)).toEqual(
      expect.arrayContaining(['database', 'encryption', 'backup', 'audit', 'diskSpace', 'memory', 'ollama']),
    );
  });

  it('step 7: answers Prometheus on the host', async () => {
    expect((await fetch(`${subject.url}/api/metrics/prometheus`)).status).toBe(200);
  });

  it('step 2: keeps the verifier and the salt to the user who runs it', () => {
    for (const file of ['.auth', '.encryption_salt']) expect(statSync(join(subject.configDir, file)).mode & 0o777).toBe(0o600);
  });
});
