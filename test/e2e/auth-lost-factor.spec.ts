import { expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn } from '../support/people.js';
import { FrozenClock } from '../support/frozen-clock.js';

interface ApprovalAnswer {
  readonly id: string;
  readonly state: string;
  readonly identityCheck: string | null;
}

const clock = new FrozenClock();
const chatMan = await anApp({ clock });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'The telephone fell into the lake' };
const identityCheck = 'Showed the passport at the desk in Lund';

test('removing a lost factor shows the second person how the first made sure of who asks, and keeps it sealed', async () => {
  const bertil = await aClient(chatMan, 'bertil');
  await ada.ask('POST', '/auth/step-up', { password: goodPassword });
  const { id: bertilsId } = bertil;
  await ada.ask('PATCH', `/users/${bertilsId}`, { role: 'admin', ...because });
  const decider = await aSessionOf(chatMan, 'bertil');

  const frida = await aClient(chatMan, 'frida');
  const { secret } = await frida.ask<{ secret: string }>('POST', '/auth/mfa/totp');
  await frida.ask('POST', '/auth/mfa/totp/confirm', { code: totpCode(fromBase32(secret), totpStep(clock.now())) });
  const { id } = frida;

  const answer = await ada.send('POST', `/users/${id}/reset-mfa`, { ...because, identityCheck });
  expect(answer.status).toBe(202);
  const { approval } = (await answer.json()) as { approval: ApprovalAnswer };
  const { items } = await decider.ask<{ items: ApprovalAnswer[] }>('GET', '/approvals?state=pending');
  expect(items).toMatchObject([{ id: approval.id, identityCheck, decidable: true }]);
  const { rows } = await asRole(chatMan.database.ownerUrl, (db) =>
    db.query<{ text: string }>(`SELECT encode(identity_check, 'escape') AS text FROM auth.approval WHERE id = $1`, [approval.id]),
  );
  expect(rows[0]!.text).not.toContain('passport');
  expect(await decider.ask('POST', `/approvals/${approval.id}/approve`, because)).toMatchObject({ state: 'approved' });
  await signedIn(chatMan, 'frida');
});
