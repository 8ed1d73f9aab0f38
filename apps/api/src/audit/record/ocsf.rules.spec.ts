import { describe, expect, it } from 'vitest';
import { inOcsf, placeIn, type PlacedEvent } from './ocsf.rules.js';

const event: PlacedEvent = {
  index: 12,
  leafHash: 'aGFzaA==',
  sequence: '13',
  id: '01940000-0000-7000-8000-00000000000d',
  transaction: '700',
  recordedAt: '2026-11-21T09:30:00.123456Z',
  actor: '01940000-0000-7000-8000-000000000001',
  role: 'admin',
  requestId: '01940000-0000-7000-8000-00000000000a',
  action: 'conversation.deleted',
  objectType: 'conversation',
  objectId: '01940000-0000-7000-8000-00000000000c',
  outcome: 'success',
  reason: null,
  intent: null,
  detailCommitment: null,
};

describe('a line of the audit file', () => {
  it('states in OCSF who did what when, and the position in the log', () => {
    expect(inOcsf(event)).toMatchObject({
      time: Date.UTC(2026, 10, 21, 9, 30, 0, 123),
      class_uid: 6003,
      activity_id: 4,
      type_uid: 600304,
      status_id: 1,
      actor: { user: { uid: event.actor, type_id: 2, type: 'Admin', groups: [{ name: 'admin' }] } },
      api: { operation: 'conversation.deleted', request: { uid: event.requestId } },
      resources: [{ type: 'conversation', uid: event.objectId }],
      metadata: { sequence: 12, uid: event.id },
      unmapped: { role: 'admin', leaf_hash: 'aGFzaA==' },
    });
  });

  it.each([
    ['session.started', 'success', 300201, 1],
    ['session.refused', 'denied', 300201, 2],
    ['session.ended', 'success', 300202, 1],
    ['user.registered', 'success', 300101, 1],
    ['password.changed', 'success', 300103, 1],
    ['settings.changed', 'failed', 600303, 2],
    ['knowledge.asked', 'success', 600302, 1],
    ['system.started', 'success', 600301, 1],
    ['access.denied', 'denied', 600399, 2],
    ['generation.finished', 'intent', 600399, 0],
  ])('tells %s with outcome %s as type %i, status %i', (action, outcome, type, status) => {
    expect(inOcsf({ ...event, action, outcome })).toMatchObject({ type_uid: type, status_id: status });
  });

  it.each([
    ['visitor', { name: 'visitor', type_id: 0, type: 'Unknown' }],
    ['system', { name: 'system', type_id: 3, type: 'System' }],
  ])('says %s where nobody is known', (role, user) => {
    const line = inOcsf({ ...event, actor: null, role, action: 'session.refused' });
    expect(line).toMatchObject({ actor: { user }, user, unmapped: { role } });
  });

  it('gives the roles of people as groups', () => {
    expect(inOcsf({ ...event, role: 'operations_team' })).toMatchObject({
      actor: { user: { uid: event.actor, type_id: 1, type: 'User', groups: [{ name: 'operations_team' }] } },
    });
  });

  it('names the account in question beside the one who acted', () => {
    const line = inOcsf({ ...event, action: 'user.registered', objectType: 'user', objectId: 'somebody' });
    expect(line).toMatchObject({ actor: { user: { uid: event.actor } }, user: { uid: 'somebody' } });
  });

  it('leaves out what is not there', () => {
    const line = JSON.stringify(inOcsf({ ...event, actor: null, requestId: null, objectType: null, objectId: null }));
    expect(line).not.toContain('null');
    expect(JSON.parse(line)).not.toHaveProperty('resources');
  });

  it('can be found again by its place', () => {
    expect(placeIn(JSON.stringify(inOcsf(event)))).toBe(12);
    expect(placeIn('{"metadata":{}}')).toBeNull();
    expect(placeIn('half a li')).toBeNull();
  });
});
