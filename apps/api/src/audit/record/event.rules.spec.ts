import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '#platform/access/ports.js';
import { describeEvent, type Serving } from './event.rules.js';

const actor = { id: '01940000-0000-7000-8000-000000000001', role: 'admin' };
const requestId = '01940000-0000-7000-8000-00000000000a';

function described(event: Partial<AuditRecord>, serving: Serving = { requestId: undefined, isServingRequest: false }) {
  const as = { outcome: 'success', intent: null } as const;
  return describeEvent({ actor, action: 'settings.changed', outcome: 'success', ...event }, as, serving);
}

describe('an audit event', () => {
  it.each(['users:manage', 'invalid-credentials', 'unauthenticated', 'idle'] as const)(
    'keeps the code %s in the open',
    (code) => {
      expect(described({ code })).toMatchObject({ fields: { reason: code }, detail: null });
    },
  );

  it.each(['The patient asked for it', 'jane@example.org', 'Ärger', 'x'.repeat(201), '', 'hiv-positive', 'mueller', 'idle'])(
    'seals %s, which somebody typed',
    (reason) => {
      expect(described({ reason })).toMatchObject({ fields: { reason: null }, detail: { reason } });
    },
  );

  it('seals a code that is not on the list', () => {
    const note = { code: 'mueller' } as unknown as Partial<AuditRecord>;
    expect(described(note)).toMatchObject({ fields: { reason: null }, detail: { code: 'mueller' } });
  });

  it('keeps a code in the open and seals what was typed beside it', () => {
    const both = described({ code: 'single-operator', reason: 'mueller' });
    expect(both).toMatchObject({ fields: { reason: 'single-operator' }, detail: { reason: 'mueller' } });
  });

  it.each([
    ['settings', 'model.temperature'],
    ['settings', 'auth.requireMfa,model.top_k'],
    ['route', 'GET /api/chat/{*rest}'],
    ['route', 'PATCH /api/users/:id'],
    ['route', 'POST unknown'],
    ['audit-range', '0-17'],
    ['user', actor.id],
  ])('keeps the id of an object of the kind %s in the open: %s', (type, id) => {
    expect(described({ object: { type, id } })).toMatchObject({ fields: { objectType: type, objectId: id }, detail: null });
  });

  it.each([
    ['user', 'mueller'],
    ['document', 'llama3.2:3b'],
    ['settings', 'mueller'],
    ['route', 'GET mueller'],
    ['audit-range', 'mueller'],
  ])('seals the id of an object of the kind %s that is no id: %s', (type, id) => {
    expect(described({ object: { type, id } })).toMatchObject({ fields: { objectId: null }, detail: { objectId: id } });
  });

  it.each(['jane@example.org', 'Zoë', 'line\nbreak', 'back\\slash', ''])('seals the object id %j', (id) => {
    expect(described({ object: { type: 'thing', id } })).toMatchObject({ fields: { objectId: null }, detail: { objectId: id } });
  });

  const other = '01940000-0000-7000-8000-00000000000b';
  it.each([
    ['a visitor in a request', { actor: null }, { requestId, isServingRequest: true }, 'visitor', requestId],
    ['a visitor of a request that is over', { actor: null, requestId: other }, {}, 'visitor', other],
    ['nobody, in a job', { actor: null }, { requestId }, 'system', requestId],
    ['nobody, outside of both', { actor: null }, {}, 'system', null],
    [
      'Chat Man itself, in work that a request started',
      { actor: 'system' },
      { requestId, isServingRequest: true },
      'system',
      null,
    ],
    ['a person', {}, { requestId, isServingRequest: true }, 'admin', requestId],
    ['a person whose request is over', { requestId: other }, { requestId, isServingRequest: true }, 'admin', other],
  ] as const)('names role and request of %s', (_case, record, serving, role, id) => {
    const { fields } = described(record, { requestId: undefined, isServingRequest: false, ...serving });
    expect(fields).toMatchObject({ role, requestId: id });
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
