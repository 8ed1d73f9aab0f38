import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { AuditProbe } from '../audit.probe.js';
import type { AnchorWebhook } from '../anchor/anchor-webhook.js';
import type { EventRepository } from '../record/event.repository.js';
import type { LogKeeper } from '../tree/log-keeper.js';
import type { LogWritability } from '../record/log-writability.js';
import { SigningKey } from './signing-key.js';

const configDir = mkdtempSync(join(tmpdir(), 'chatman-key-'));
afterAll(() => rmSync(configDir, { recursive: true }));

it.each(['garbage', '', '\0\0\0', 'PRIVATE+KEY+chat+00000000+AAAA'])('a key file that holds %j is damaged', async (text) => {
  writeFileSync(join(configDir, '.audit_key'), text);
  await expect(new SigningKey({ configDir }).signer()).rejects.toMatchObject({ fault: 'damaged-key' });
});

it('a damaged key is a failure of the installation, and no warning', async () => {
  const keeper = { fault: 'damaged-key' } as LogKeeper;
  const writability = { check: () => Promise.resolve(true) } as LogWritability;
  expect(await new AuditProbe({} as EventRepository, writability, keeper, {} as AnchorWebhook).check()).toEqual({
    status: 'fail',
    message: 'Audit signing key is damaged',
  });
});
