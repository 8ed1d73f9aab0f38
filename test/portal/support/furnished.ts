import type { Collection } from '#contracts/rag.js';
import type { UserList } from '#contracts/auth/people/users.js';
import { registered, signedIn, type Person } from '../../support/people.js';
import type { ChatMan } from '../../support/chat-man.js';

/** An installation with something on every page. `admin` is its first administrator; afterwards there are olga, who is a compliance officer, and carl. */
export async function furnish(chatMan: ChatMan, admin: Person): Promise<void> {
  for (const name of ['olga', 'carl']) await registered(chatMan, name);
  const { items } = await admin.ask<UserList>('GET', '/users?q=olga');
  await admin.ask('POST', '/auth/step-up', { password: admin.password });
  await admin.ask('PATCH', `/users/${items[0]?.id ?? ''}`, { role: 'compliance_officer', reason: 'The new officer' });
  const [olga, carl] = [await signedIn(chatMan, 'olga'), await signedIn(chatMan, 'carl')];
  for (const person of [admin, carl]) await conversations(person);
  await knowledge(admin);
  await rights(olga, carl);
  await admin.ask('POST', '/auth/tokens', { name: 'Reports', scopes: ['metrics:read'], expiresInDays: 30 });
  await admin.ask('POST', '/backup/create');
}

async function conversations(person: Person): Promise<void> {
  for (const message of ['Who can read my conversations?', 'How is a document removed?', 'كم يومًا تُحفظ النسخ الاحتياطية؟'])
    await person.ask('POST', '/chat', { message });
}

async function knowledge(admin: Person): Promise<void> {
  const { id } = await admin.ask<Collection>('POST', '/rag/collections', {
    name: 'House rules',
    description: 'What applies in the building',
    readers: ['external_client'],
  });
  for (const question of ['How many backups are kept?', 'Who may read a conversation?'])
    await admin.ask('POST', `/rag/collections/${id}/questions`, { question });
}

async function rights(officer: Person, person: Person): Promise<void> {
  await person.ask('POST', '/dsr/requests', { type: 'access' });
  await person.ask('POST', '/dsr/requests', { type: 'objection', details: 'Leave me out of the statistics' });
  await officer.ask('POST', '/retention/holds', {
    matter: 'Case 12/2026',
    reason: 'Litigation is expected',
    scope: { subjects: [officer.id] },
    reviewAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
  });
  await officer.ask('POST', '/security/incidents', {
    title: 'A laptop was lost',
    kind: 'loss',
    description: 'On the way home, with its disk encrypted',
    awareAt: new Date(Date.now() - 3_600_000).toISOString(),
  });
}
