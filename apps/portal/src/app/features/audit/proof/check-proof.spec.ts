import type { AuditEvent, AuditProof } from '#contracts/audit/audit.js';
import { checkProof, type CheckedProof } from './check-proof.js';
import { findings, verdictOf } from './proof-words.rules.js';

const event: AuditEvent = {
  id: '01935000-0000-7000-8000-000000000001',
  index: 1,
  recordedAt: '2026-11-21T09:30:00.000123Z',
  actor: '01935000-0000-7000-8000-0000000000aa',
  role: 'admin',
  requestId: '01935000-0000-7000-8000-0000000000bb',
  action: 'user.role-changed',
  object: { type: 'user', id: '01935000-0000-7000-8000-0000000000cc' },
  outcome: 'success',
  reason: null,
  intent: null,
  hasDetail: true,
};

// Made and signed by libs/transparency, with keys from seeds of 32 times 9 and 32 times 8.
const proof: AuditProof = {
  eventId: event.id,
  index: 1,
  leaf: { sequence: '42', transaction: '817', detailCommitment: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=' },
  leafHash: '+4+Jd9lXDrUCROMjpt7Kgx/x3E0G8vT68ePJoQEBTwc=',
  size: 3,
  root: 'k8lLo8P3KfZOGYd0ZtbgRR96naFESgQ0E/5wQJSXhCc=',
  proof: ['oa8DAjHKL9IOzzDFKUuvj2kyHQm7FqxTiFzNF6OFKA0=', 'ZW0+j1RCOM324y1kD1G6CRSVmxTt16UtC4uZq0yKxsY='],
  checkpoint:
    'chat-man-test\n3\nk8lLo8P3KfZOGYd0ZtbgRR96naFESgQ0E/5wQJSXhCc=\ntime 2026-11-21T09:31:00.000Z\nbatch 2 900 7\n\n— chat-man-test lo/EaonBYQOsrLsKXB/YF/NCYGqT7FnTj3rLEeD90MB7OeZLsAgSqGMG8JMZL6f8NemnL8hmEoCCbszMhViGEfsLVwU=\n',
  key: 'chat-man-test+968fc46a+Af0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY',
};
const otherKey = 'chat-man-test+297b2477+AROY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK';

async function checked(shown: AuditEvent, given: AuditProof): Promise<CheckedProof> {
  const check = await checkProof(shown, given);
  if (check.kind !== 'checked') throw new Error('These tests run where hashing is.');
  return check;
}

describe('a proof that the browser checks itself', () => {
  it('holds from the event as it is shown to the signature of the root', async () => {
    const check = await checked(event, proof);
    expect(check).toMatchObject({ isEvent: true, leadsToRoot: true, signature: 'signed' });
    expect(check.hashes.at(-1)).toBe(proof.root);
    expect(verdictOf(check)).toBe('holds');
    expect(findings(check).map(({ state }) => state)).toEqual(['holds', 'holds', 'holds']);
  });

  it.each<[string, Partial<AuditEvent>]>([
    ['another outcome', { outcome: 'denied' }],
    ['another actor', { actor: '01935000-0000-7000-8000-0000000000ab' }],
    ['a microsecond later', { recordedAt: '2026-11-21T09:30:00.000124Z' }],
    ['another object', { object: { type: 'user', id: '01935000-0000-7000-8000-0000000000cd' } }],
    ['a time that is none', { recordedAt: 'yesterday' }],
    ['another event', { id: '01935000-0000-7000-8000-000000000002' }],
  ])('fails for an event that is shown with %s', async (_name, change) => {
    const check = await checked({ ...event, ...change }, proof);
    expect(check).toMatchObject({ isEvent: false, leadsToRoot: true, signature: 'signed' });
    expect(verdictOf(check)).toBe('fails');
  });

  it.each<[string, Partial<AuditProof>]>([
    ['another leaf', { leafHash: proof.proof[0] ?? '' }],
    ['another place', { index: 0 }],
    ['a step too few', { proof: proof.proof.slice(1) }],
    ['a step too many', { proof: [...proof.proof, proof.leafHash] }],
  ])('does not lead to the root with %s', async (_name, change) => {
    expect((await checked(event, { ...proof, ...change })).leadsToRoot).toBe(false);
  });

  it.each<[string, Partial<AuditProof>]>([
    ['another root', { root: proof.leafHash }],
    ['another size', { size: 4 }],
    ['the key of another log', { key: otherKey }],
    ['a key under the name and id of another', { key: proof.key.replace(/[^+]+$/, otherKey.split('+')[2] ?? '') }],
    ['no key', { key: '' }],
    ['another text', { checkpoint: proof.checkpoint.replace('09:31', '09:32') }],
    ['another signature', { checkpoint: proof.checkpoint.replace('BYQOsrL', 'BYQOsrM') }],
    ['no signature', { checkpoint: proof.checkpoint.split('—')[0] ?? '' }],
    ['nothing signed', { checkpoint: '' }],
  ])('is not signed with %s', async (_name, change) => {
    const check = await checked(event, { ...proof, ...change });
    expect(check.signature).toBe('not-signed');
    expect(verdictOf(check)).toBe('fails');
  });

  it('says plainly where a browser does not know Ed25519', async () => {
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('Unrecognized name.', 'NotSupportedError'));
    const check = await checked(event, proof);
    vi.restoreAllMocks();
    expect(check.signature).toBe('unknown-here');
    expect(verdictOf(check)).toBe('signature-open');
    expect(findings(check)[2]?.words).toContain('can’t check Ed25519');
  });
});
