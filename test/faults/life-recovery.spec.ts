import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../libs/platform/postgres/embedded/process-table.js';
import { ChatMan, signalQuietly } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, aPlace, built, soon } from '../support/installation.js';
import { signedIn } from '../support/people.js';
import { areGone } from '../support/process-tree.js';

beforeAll(built);

describe('a process that dies', () => {
  test('the API comes back by itself', async () => {
    const chatMan = await aChatMan();
    const before = chatMan.apiPid;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => chatMan.answers(), { timeout: soon }).toBe(true);
    expect(chatMan.apiPid).not.toBe(before);
  });

  test('the database comes back by itself, and the API says 503 meanwhile and lives on', async () => {
    const chatMan = await aChatMan();
    const [api, before] = [chatMan.apiPid, chatMan.postgresPid];
    process.kill(before, 'SIGKILL');
    await expect.poll(() => chatMan.statusOf('/api/health/ready'), { timeout: soon, interval: 5 }).toBe(503);
    expect(await chatMan.statusOf('/api/health')).toBe(200);
    await expect.poll(() => chatMan.answers(), { timeout: soon }).toBe(true);
    expect(chatMan.apiPid).toBe(api);
    expect(chatMan.postgresPid).not.toBe(before);
  });

  test.each(['supervisor', 'API', 'database', 'all'] as const)('kill -9 of the %s: the next start recovers', async (victim) => {
    const place = aPlace();
    const first = await aChatMan({ place });
    const pids = first.processes();
    const victims = {
      supervisor: [first.pid],
      API: [first.apiPid, first.pid],
      database: [first.postgresPid, first.pid],
      all: pids,
    };
    for (const pid of victims[victim]) signalQuietly(pid, 'SIGKILL');
    await first.ended;
    const second = await aChatMan({ place });
    expect(await second.answers()).toBe(true);
    expect(areGone(pids)()).toBe(true);
  });

  test('a configuration that lost the passwords to its own database gets new ones', async () => {
    const place = aPlace();
    const first = await aChatMan({ place });
    await theFirstPerson(first);
    await first.stop();
    rmSync(join(place, 'config', '.database'));
    const second = await aChatMan({ place });
    expect((await signedIn(second, 'first.admin')).username).toBe('first.admin');
  });

  test('a start that is killed at any moment is completed by the next', async () => {
    const place = aPlace();
    for (const afterMs of [50, 200, 400, 600, 800, 1_000, 1_300]) {
      const begun = await ChatMan.begin({ place });
      onTestFinished(() => begun.kill());
      await eventually(() => begun.hasEnded, afterMs);
      for (const pid of begun.processes()) signalQuietly(pid, 'SIGKILL');
      await begun.ended;
    }
    const last = await aChatMan({ place });
    expect(await last.answers()).toBe(true);
  });
});
