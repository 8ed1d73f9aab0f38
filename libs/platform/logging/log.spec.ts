import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withRequestId } from '../http/request-context.js';
import { errorName, errorPlace } from './error-name.js';
import { Log } from './log.js';
import { NestLog } from './nest-log.js';

function written(act: (log: Log) => void): Record<string, unknown>[] {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  act(new Log('debug', stream));
  return chunks
    .join('')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const quoting = (): Error => new Error('patient Miller has\n    at Miller (ward.ts:1:1)');

describe('log', () => {
  it('writes a fact as one line of JSON with its fields', () => {
    expect(written((log) => log.info('backup verified', { runId: 'r1', bytes: 12 }))).toEqual([
      expect.objectContaining({ level: 'info', message: 'backup verified', runId: 'r1', bytes: 12 }),
    ]);
  });

  it('is a line for people on a terminal', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true });
    new Log('info', stream).warn('disk nearly full', { free: 12, place: 'data dir' });
    expect(String(stream.read())).toMatch(/^\d\d:\d\d:\d\d warn  disk nearly full free=12 place="data dir"\n$/);
  });

  it('carries the id of the request', () => {
    expect(written((log) => withRequestId('q1', () => log.info('fact')))[0]).toMatchObject({ requestId: 'q1' });
  });

  it('lets no field pass for the fact or its level', () => {
    expect(written((log) => log.error('disk full', { message: 'all is well', level: 'debug' }))[0]).toMatchObject({
      level: 'error',
      message: 'disk full',
    });
  });

  it('goes on without a reader', () => {
    const stream = new PassThrough();
    const log = new Log('info', stream);
    stream.destroy(new Error('EPIPE'));
    expect(() => log.info('still here')).not.toThrow();
  });
});

describe('what NestJS says into the log', () => {
  it('names an error, without its message', () => {
    const lines = written((log) => new NestLog(log).error(quoting()));
    expect(JSON.stringify(lines)).not.toContain('Miller');
    expect(lines[0]).toMatchObject({ level: 'error', message: 'Error' });
  });

  it('drops the stack trace, at any position among the parameters', () => {
    const lines = written((log) => {
      new NestLog(log).error('failed', quoting().stack, 'ExceptionsHandler');
      new NestLog(log).error('failed', quoting().stack);
      new NestLog(log).error('failed\nabout Miller', { about: 'Miller' });
    });
    expect(JSON.stringify(lines)).not.toContain('Miller');
    expect(lines[0]).toMatchObject({ message: 'failed', context: 'ExceptionsHandler' });
    expect(lines).toHaveLength(3);
  });
});

describe('an unforeseen error', () => {
  it('is described by its class, its code and its location', () => {
    const refused = Object.assign(new TypeError('no'), { code: 'ECONNREFUSED' });
    expect(errorName(refused)).toBe('TypeError ECONNREFUSED');
    expect(errorPlace(refused)).toMatch(/^at .*log\.spec\.ts:\d+:\d+\)?$/);
  });

  it('shows nothing of its message, even one that resembles a stack', () => {
    expect(errorPlace(quoting())).not.toContain('Miller');
    expect(errorName(Object.assign(new Error('x'), { code: 'Miller has measles' }))).toBe('Error');
  });

  it.each([['text'], [null], [{ name: 'x' }]])('may be %j, which has no place', (thrown) => {
    expect(errorPlace(thrown)).toBeNull();
    expect(errorName(thrown)).toBe(typeof thrown);
  });
});
