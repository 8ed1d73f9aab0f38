import { describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/ids.js';
import { openCheckpoint, signCheckpoint } from '#transparency/note/checkpoint.js';
import { GrowingTree } from '#transparency/tree/tree.js';
import { anAuditLog, leavesOf, tamper, type TestLog } from '../../../../../test/support/audit-log.js';
import { DetailCheck } from '../verify/detail-check.js';
import { DetailRepository } from '../record/detail.repository.js';
import { LogFaultError } from '../record/log-fault.js';
import { LogReaderRepository } from '../verify/log-reader.repository.js';
import { LogVerifier } from '../verify/log-verifier.js';
import type { Sequencer } from './sequencer.js';

const event = { actor: null, action: 'system.started', outcome: 'success' } as const;

async function placesOf(log: TestLog) {
  return log.reads.query<{ index: string; seq: string; leaf_hash: Buffer }>(
    'SELECT index, seq, leaf_hash FROM audit.leaf ORDER BY index',
  );
}

async function stateOf(log: TestLog) {
  const state = (await log.tree.newest())!;
  return { ...state, checkpoint: openCheckpoint(state.note, await log.keys.trusted()) };
}

describe('the sequencer', async () => {
  const log = await anAuditLog();
  const sequencer = log.aSequencer();

  it('has nothing to say about an empty log', async () => {
    expect(await sequencer.step()).toEqual({ kind: 'idle' });
    expect(await log.tree.newest()).toBeNull();
  });

  it('gives events dense places and signs the root over them', async () => {
    await log.fill(300);
    expect(await sequencer.step()).toMatchObject({ kind: 'grown', from: 0, isFull: false });
    const leaves = await leavesOf(log.reads);
    const places = await placesOf(log);
    expect(places.map(({ index }) => Number(index))).toEqual([...Array(300).keys()]);
    expect(places.map(({ seq }) => seq)).toEqual(leaves.map(({ sequence }) => sequence));

    const tree = GrowingTree.empty();
    for (const { leafHash } of leaves) tree.append(leafHash);
    const { no, size, checkpoint } = await stateOf(log);
    expect({ no, size, root: checkpoint.root }).toEqual({ no: 1, size: 300, root: tree.root() });
    expect(await log.reads.query('SELECT level, count(*)::int AS count FROM audit.node GROUP BY level ORDER BY level')).toEqual([
      { level: 4, count: 18 },
      { level: 8, count: 1 },
    ]);
  });

  it('goes on after a restart, and after another instance has gone on', async () => {
    await log.fill(5);
    expect(await log.aSequencer().step()).toMatchObject({ kind: 'grown', from: 300 });
    await log.fill(250);
    expect(await sequencer.step()).toMatchObject({ kind: 'grown', from: 305 });
    const tree = GrowingTree.empty();
    for (const { leafHash } of await leavesOf(log.reads)) tree.append(leafHash);
    expect((await stateOf(log)).checkpoint).toMatchObject({ size: 555, root: tree.root() });
  });

  it('does not pass over an event that commits late', async () => {
    let finish!: () => void;
    let started!: () => void;
    const isStarted = new Promise<void>((resolve) => (started = resolve));
    const late = log.transactions.run(async (tx) => {
      // The writer would add it with the commit; here time passes between the two.
      await tx.query(`INSERT INTO audit.event (id, role, action, outcome) VALUES ($1, 'system', 'system.started', 'success')`, [
        uuidv7(Date.now()),
      ]);
      started();
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await isStarted;
    await log.fill(3);
    expect(await sequencer.step()).toEqual({ kind: 'idle' });
    finish();
    await late;
    const step = await sequencer.step();
    expect(step).toMatchObject({ kind: 'grown', from: 555, events: { length: 4 } });
  });

  it('leaves no hole where a transaction was rolled back', async () => {
    const failing = log.transactions.run(async (tx) => {
      await log.audit.record(tx, event);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await log.fill(1);
    expect(await sequencer.step()).toMatchObject({ kind: 'grown', from: 559, events: { length: 1 } });
  });

  it('says once a minute that an idle log is awake', async () => {
    expect(await sequencer.step()).toEqual({ kind: 'idle' });
    log.clock.advance(60_000);
    const step = await sequencer.step();
    expect(step).toMatchObject({ kind: 'beat' });
    const beat = await log.tree.heartbeat();
    expect(openCheckpoint(beat!.note, await log.keys.trusted())).toMatchObject({
      size: 560,
      signedAt: log.clock.now().getTime(),
    });
    expect(await sequencer.step()).toEqual({ kind: 'idle' });
  });

  it('numbers its batches on without a gap, past nine of them', async () => {
    const before = (await stateOf(log)).no;
    for (let batch = 0; batch < 12; batch += 1) {
      await log.fill(1);
      expect(await sequencer.step()).toMatchObject({ kind: 'grown' });
    }
    expect(await stateOf(log)).toMatchObject({ no: before + 12, size: 572, checkpoint: { progress: { batch: before + 12 } } });
  });

  it('takes everything up once when the log moved to another cluster, where transaction ids start over', async () => {
    const { checkpoint } = await stateOf(log);
    const progress = { ...checkpoint.progress, cluster: 'elsewhere', horizon: '900000000000' };
    const note = signCheckpoint({ ...checkpoint, progress }, (await log.keys.signer())!);
    await tamper(log, `UPDATE audit.checkpoint SET note = '${note}' WHERE no = ${progress.batch}`);
    const moved = log.aSequencer();
    await log.fill(4);
    expect(await moved.step()).toMatchObject({ kind: 'grown', from: 572, events: { length: 4 } });
    await log.fill(2);
    expect(await moved.step()).toMatchObject({ kind: 'grown', from: 576, events: { length: 2 } });
    expect(await moved.step()).toEqual({ kind: 'idle' });
  });
});

describe('several sequencers under many writers', () => {
  it('neither lose, double nor fork', async () => {
    const log = await anAuditLog();
    let isWriting = true;
    const instance = async (sequencer: Sequencer) => {
      while (isWriting) {
        await sequencer.step();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const instances = [log.aSequencer(), log.aSequencer(), log.aSequencer()].map(instance);
    await Promise.all(Array.from({ length: 16 }, () => log.fill(25)));
    isWriting = false;
    await Promise.all(instances);
    await log.aSequencer().step();

    const leaves = await leavesOf(log.reads);
    expect(leaves).toHaveLength(400);
    expect((await placesOf(log)).map(({ seq }) => seq)).toEqual(leaves.map(({ sequence }) => sequence));
    const tree = GrowingTree.empty();
    for (const { leafHash } of leaves) tree.append(leafHash);
    expect((await stateOf(log)).checkpoint).toMatchObject({ size: 400, root: tree.root() });
  });
});

describe('a log that must not be signed', async () => {
  async function faultOf(log: TestLog): Promise<string> {
    return log
      .aSequencer()
      .step()
      .then(
        () => 'none',
        (error: unknown) => (error instanceof LogFaultError ? error.fault : String(error)),
      );
  }

  it('is one that was put back to an older state', async () => {
    const log = await anAuditLog();
    await log.fill(3);
    await log.sign();
    await log.fill(2);
    await log.sign();
    await tamper(
      log,
      'DELETE FROM audit.checkpoint WHERE size > 3',
      'DELETE FROM audit.leaf WHERE index >= 3',
      'DELETE FROM audit.event WHERE seq > 3',
    );
    await log.fill(1);
    expect(await faultOf(log)).toBe('stale');
  });

  it('is one whose tree was changed', async () => {
    const log = await anAuditLog();
    await log.fill(3);
    await log.sign();
    await tamper(log, `UPDATE audit.leaf SET leaf_hash = sha256('x') WHERE index = 1`);
    await log.fill(1);
    expect(await faultOf(log)).toBe('forked');
  });

  it('is one that another key has signed', async () => {
    const log = await anAuditLog();
    await log.fill(3);
    await log.sign();
    await tamper(log, `UPDATE audit.checkpoint SET note = replace(note, 'time 2', 'time 1')`);
    expect(await faultOf(log)).toBe('no-key');
  });
});

describe('a log that lost a part for good', () => {
  it('goes on under a new key once a person accepts that, and records it', async () => {
    const log = await anAuditLog();
    await log.fill(3);
    await log.sign();
    await log.fill(2);
    await log.sign();
    const lostAnchor = (await log.anchors.newest())!;
    const [oldKey] = await log.keys.trusted();
    await tamper(
      log,
      'DELETE FROM audit.checkpoint WHERE size > 3',
      'DELETE FROM audit.leaf WHERE index >= 3',
      'DELETE FROM audit.event WHERE seq > 3',
    );

    const beside = log.aSequencer();
    await expect(beside.step()).rejects.toMatchObject({ fault: 'stale' });
    await log.audit.acceptLoss('restored from the backup of Monday');
    expect(await beside.step()).toMatchObject({ kind: 'grown', from: 3, events: { length: 1 } });

    const keys = await log.keys.trusted();
    expect(keys.map(String)).toEqual([String(oldKey), String((await log.keys.signer())!.verifier)]);
    const { checkpoint } = await stateOf(log);
    expect(checkpoint.origin).not.toBe(oldKey!.name);
    expect((await leavesOf(log.reads)).at(-1)).toMatchObject({ action: 'audit.loss-accepted', objectId: '3-5' });
    expect(openCheckpoint(lostAnchor, keys).size).toBe(5);
    expect(await log.anchors.newest()).toBeNull();

    const details = new DetailCheck(new DetailRepository(log.reads), log.keyring);
    const verifier = new LogVerifier(new LogReaderRepository(log.reads), log.tree, log.keys, log.anchors, details);
    expect(await verifier.verify()).toMatchObject({ valid: true, size: 4, signedSize: 4 });
  });

  it('is not given up while nothing is lost', async () => {
    const log = await anAuditLog();
    await log.fill(1);
    await log.sign();
    await expect(log.audit.acceptLoss('just because')).rejects.toMatchObject({ code: 'nothing-lost' });
    expect(await log.keys.trusted()).toHaveLength(1);
  });

  it('cannot be accepted when it was rewritten', async () => {
    const log = await anAuditLog();
    await log.fill(3);
    await log.sign();
    await tamper(log, `UPDATE audit.leaf SET leaf_hash = sha256('x') WHERE index = 1`);
    await expect(log.audit.acceptLoss('never mind')).rejects.toMatchObject({ code: 'nothing-lost' });
  });
});
