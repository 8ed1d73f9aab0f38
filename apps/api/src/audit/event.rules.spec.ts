import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '#platform/access/ports.js';
import { describeEvent } from './event.rules.js';

const actor = { id: '01940000-0000-7000-8000-000000000001', role: 'admin' };
const requestId = '01940000-0000-7000-8000-00000000000a';

function described(event: Partial<AuditRecord>) {
  return describeEvent({ actor, action: 'settings.changed', outcome: 'success', ...event }, { outcome: 'success', intent: null });
}

describe('an audit event', () => {
  it.each(['users:manage', 'wrong-password', 'unauthenticated', 'idle'])('keeps the code %s in the open', (reason) => {
    expect(described({ reason })).toMatchObject({ fields: { reason }, detail: null });
  });

  it.each(['The patient asked for it', 'jane@example.org', 'Ärger', 'x'.repeat(201), ''])('seals the free text %s', (reason) => {
    expect(described({ reason })).toMatchObject({ fields: { reason: null }, detail: { reason } });
  });

  it.each(['model.temperature', 'GET /api/chat/{*rest}', 'llama3.2:3b', actor.id])('keeps the object id %s in the open', (id) => {
    expect(described({ object: { type: 'thing', id } })).toMatchObject({
      fields: { objectType: 'thing', objectId: id },
      detail: null,
    });
  });

  it.each(['jane@example.org', 'Zoë', 'line\nbreak', 'back\\slash', ''])('seals the object id %j', (id) => {
    expect(described({ object: { type: 'thing', id } })).toMatchObject({ fields: { objectId: null }, detail: { objectId: id } });
  });

  it('tells a visitor from Chat Man itself by the request', () => {
    expect(described({ actor: null, requestId }).fields.role).toBe('visitor');
    expect(described({ actor: null }).fields.role).toBe('system');
  });

  it('drops a request id that is not one', () => {
    expect(described({ requestId: 'made up' }).fields.requestId).toBeNull();
    expect(described({ requestId }).fields.requestId).toBe(requestId);
  });

  it('seals the detail for its subject, and for the actor where no subject is named', () => {
    const subjectId = '01940000-0000-7000-8000-000000000002';
    expect(described({ detail: { was: 1 }, subjectId })).toMatchObject({ detail: { was: 1 }, subjectId });
    expect(described({ detail: { was: 1 } }).subjectId).toBe(actor.id);
    expect(described({ actor: null, detail: { was: 1 } }).subjectId).toBeNull();
  });
});
