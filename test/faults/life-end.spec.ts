import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, runningProcess } from '../../libs/platform/postgres/embedded/process-table.js';
import { aChatMan, aPlace, built, soon } from '../support/installation.js';
import { areGone } from '../support/process-tree.js';

beforeAll(built);

describe('an end', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('by %s leaves no process behind and needs no recovery', async (signal) => {
    const place = aPlace();
    const chatMan = await aChatMan({ place });
    const pids = chatMan.processes();
    expect(await chatMan.stop(signal)).toEqual({ code: 0, signal: null });
    expect(areGone(pids)()).toBe(true);
    expect(existsSync(join(place, 'data', 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(place, 'data', 'postgres', 'lock'))).toBe(false);
  });

  test('by Ctrl-C in a terminal, which reaches the whole group, is as clean', async () => {
    // `setsid` gives the command a group of its own, as a terminal's shell would.
    const command = ['setsid', '--wait', process.execPath, resolve('dist/apps/cli/src/main.js'), 'start'];
    const chatMan = await aChatMan({ command });
    const pids = chatMan.processes();
    const group = chatMan.supervisorPid;
    process.kill(-group, 'SIGINT');
    expect(await chatMan.ended).toEqual({ code: 0, signal: null });
    expect(areGone(pids)()).toBe(true);
  });

  test.each(['npm', 'runner', 'supervisor'] as const)('by kill -9 of the %s takes everything with it', async (victim) => {
    const chatMan = await aChatMan({ command: ['npm', 'start', '--silent'] });
    const pids = chatMan.processes();
    const runner = pids.find((pid) => runningProcess(pid)?.command.includes('scripts/run.mjs'))!;
    process.kill({ npm: chatMan.pid, runner, supervisor: chatMan.supervisorPid }[victim], 'SIGKILL');
    expect(await eventually(areGone(pids), soon)).toBe(true);
  });

  test('by SIGTERM to npm alone takes everything with it', async () => {
    const chatMan = await aChatMan({ command: ['npm', 'start', '--silent'] });
    const pids = chatMan.processes();
    process.kill(chatMan.pid, 'SIGTERM');
    expect(await eventually(areGone(pids), soon)).toBe(true);
  });
});
