import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Actor } from '#platform/access/actor.js';
import { Ids } from '#platform/ids.js';
import { Log } from '#platform/logging/log.js';
import { anAuditLog } from '../../../../../test/support/audit-log.js';
import { patience } from '../../../../../test/support/patience.js';
import { EventWriter } from '../record/event-writer.js';
import type { LogKeeper } from '../tree/log-keeper.js';
import type { LogVerifier } from './log-verifier.js';
import type { LogVerdict, Verification } from './log-walk.js';
import { VerificationRepository } from './verification.repository.js';
import { VerificationRunner } from './verification-runner.js';
import { VerificationService } from './verification.service.js';

const log = await anAuditLog();
const officer = { id: '01940000-0000-7000-8000-00000000000a', role: 'compliance_officer' } as Actor;
const sound: LogVerdict = {
  valid: true,
  size: 7,
  root: null,
  firstBad: null,
  events: 7,
  pruned: 0,
  statements: 1,
  signedSize: 7,
  waiting: 0,
  newest: null,
};

type Verify = (verification: Verification) => Promise<LogVerdict>;

/** Runs until aborted. */
const endless: Verify = ({ signal }) =>
  new Promise((_, reject) => {
    if (signal!.aborted) reject(signal!.reason as Error); // requested on an instance that was closing already
    signal!.addEventListener('abort', () => reject(signal!.reason as Error));
  });

/** One of several instances; how it verifies is the spec's choice. */
function anInstance(verify: Verify) {
  const keeper = { wake: () => undefined } as unknown as LogKeeper;
  const repository = new VerificationRepository(log.reads);
  const writer = new EventWriter(log.events, log.keyring, new Ids(), keeper, log.months, log.writability);
  const runner = new VerificationRunner(
    { verify } as LogVerifier,
    repository,
    writer,
    log.transactions,
    log.clock,
    new Log('error'),
  );
  const service = new VerificationService(repository, runner, log.tree, writer, log.transactions);
  onTestFinished(() => runner.onModuleDestroy());
  const start = async () => (await service.verify(officer, { wait: false })) as { id: string; state: string };
  const stateOf = async (id: string) => (await service.one(id)).state;
  return { runner, service, start, stateOf };
}

const conclusionsOf = (id: string) =>
  log.reads.query<{ outcome: string; reason: string | null; actor: string | null }>(
    'SELECT outcome, reason, actor FROM audit.event WHERE intent = $1',
    [id],
  );

const joinedBy = (id: string) =>
  log.reads.query<{ actor: string }>(
    `SELECT actor FROM audit.event WHERE action = 'audit.verification-joined' AND object_id = $1`,
    [id],
  );

describe('a verification', () => {
  it('says how far it is, on any instance', async () => {
    const progress = { step: 'events', checked: 3, size: 7 } as const;
    const here = anInstance((verification) => {
      verification.onProgress?.(progress);
      return endless(verification);
    });
    const { id } = await here.start();
    const there = anInstance(endless);
    await vi.waitFor(async () => expect(await there.service.one(id)).toMatchObject({ state: 'running', ...progress }), patience);
  });

  it('can be waited for and stopped on another instance', async () => {
    const here = anInstance(endless);
    const there = anInstance(endless);
    const { id } = await here.start();
    expect((await there.start()).id).toBe(id);
    const waiting = there.service.verify(officer, { wait: true });
    void waiting.catch(() => undefined);
    await vi.waitFor(async () => expect(await joinedBy(id)).toHaveLength(2), patience); // or it would find none to join, and begin one
    const ended = here.runner.ended(id);
    expect(await there.service.stop(officer, id)).toMatchObject({ state: 'stopped' });
    await expect(waiting).rejects.toMatchObject({ code: 'verification-stopped' });
    await ended; // at its next heartbeat it sees that it was cancelled
    expect(await here.stateOf(id)).toBe('stopped');
    expect(await conclusionsOf(id)).toEqual([{ outcome: 'failed', reason: 'stopped', actor: officer.id }]);
  });

  it('is interrupted when its instance closes, and the next one can begin', async () => {
    const here = anInstance(endless);
    const { id } = await here.start();
    const waiting = here.service.verify(officer, { wait: true });
    void waiting.catch(() => undefined);
    await here.runner.onModuleDestroy();
    await expect(waiting).rejects.toMatchObject({ code: 'verification-interrupted', status: 503 });
    expect(await conclusionsOf(id)).toEqual([{ outcome: 'failed', reason: 'interrupted', actor: officer.id }]);
    const there = anInstance(() => Promise.resolve(sound));
    expect(await there.service.verify(officer, { wait: true })).toMatchObject({ valid: true, size: 7, firstBad: null });
  });

  it('requested on an instance that is closing ends immediately', async () => {
    const here = anInstance(async (verification) => {
      await setImmediate();
      verification.signal?.throwIfAborted();
      return sound;
    });
    await here.runner.onModuleDestroy();
    await expect(here.service.verify(officer, { wait: true })).rejects.toMatchObject({ code: 'verification-interrupted' });
  });

  it('of an instance that was killed counts as interrupted, and the next one concludes it', async () => {
    const here = anInstance(() => Promise.resolve(sound));
    const killed = new Ids().next();
    await log.transactions.run(async (tx) => {
      await new VerificationRepository(log.reads).begin(tx, killed, { step: 'events', checked: 5, size: 7 });
      await tx.query(`UPDATE audit.verification SET alive_at = now() - interval '1 minute' WHERE id = $1`, [killed]);
    });
    const lost = await here.service.one(killed);
    expect(lost).toMatchObject({ state: 'interrupted', checked: 5, endedAt: expect.any(String) as string, result: null });
    expect((await here.start()).id).not.toBe(killed);
    expect(await here.service.one(killed)).toEqual(lost);
    expect(await conclusionsOf(killed)).toEqual([{ outcome: 'failed', reason: 'interrupted', actor: null }]);
  });

  it('that cannot read the log has failed, and says nothing about it', async () => {
    const here = anInstance(() => Promise.reject(new RangeError('the disk is gone')));
    await expect(here.service.verify(officer, { wait: true })).rejects.toMatchObject({ code: 'verification-failed' });
    const [newest] = (await here.service.list({ limit: 1 })).items;
    expect(newest).toMatchObject({ state: 'failed', result: null });
    expect(await conclusionsOf(newest!.id)).toEqual([{ outcome: 'failed', reason: 'failed', actor: officer.id }]);
  });

  it('begins once when many ask at the same moment', async () => {
    const instances = Array.from({ length: 8 }, () => anInstance(endless));
    const begun = await Promise.all(instances.map(({ start }) => start()));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
  });

  it('is forgotten after a week; the log keeps what came out', async () => {
    const here = anInstance(() => Promise.resolve(sound));
    await here.service.verify(officer, { wait: true });
    const [old] = (await here.service.list({ limit: 1 })).items;
    await log.transactions.run((tx) =>
      tx.query(`UPDATE audit.verification SET ended_at = now() - interval '8 days' WHERE id = $1`, [old!.id]),
    );
    await here.service.verify(officer, { wait: true });
    await expect(here.service.one(old!.id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await conclusionsOf(old!.id)).toMatchObject([{ outcome: 'success' }]);
  });
});
