import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { withRequestId } from '../http/request-context.js';
import { Log } from './log.js';

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

describe('log', () => {
  it('writes a fact as one line of JSON with its fields', () => {
    expect(written((log) => log.info('backup verified', { runId: 'r1', bytes: 12 }))).toEqual([
      expect.objectContaining({ level: 'info', message: 'backup verified', runId: 'r1', bytes: 12 }),
    ]);
  });

  it('carries the id of the request', () => {
    expect(written((log) => withRequestId('q1', () => log.info('fact')))[0]).toMatchObject({ requestId: 'q1' });
  });

  it('keeps the message of an error to itself, since it may quote content', () => {
    const lines = written((log) => log.error(new Error('patient Miller has')));
    expect(JSON.stringify(lines)).not.toContain('Miller');
    expect(lines[0]).toMatchObject({ level: 'error', message: 'Error' });
  });

  it('keeps stack traces that the framework passes along to itself', () => {
    const lines = written((log) => log.error('failed', 'Error: patient Miller has\n    at x.js:1', 'ExceptionsHandler'));
    expect(JSON.stringify(lines)).not.toContain('Miller');
  });
});
