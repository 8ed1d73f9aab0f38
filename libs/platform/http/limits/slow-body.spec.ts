import express, { json, type NextFunction, type Request, type Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { Problem } from '../problem.js';
import { cutSlowBodies } from './slow-body.js';

let port: number;
let reached: unknown[];

beforeEach(async () => {
  reached = [];
  const app = express();
  app.use(cutSlowBodies({ seconds: 0.3, uploadBytes: 1_000 }), json());
  app.post('/', (request: Request, response: Response) => {
    reached.push(request.body);
    response.json({ done: true });
  });
  app.use((problem: Problem, _request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) response.destroy();
    else response.status(problem.status).json({ code: problem.code });
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  return () => server.close();
});

/** Sends the pieces with pauses between them, and answers all that came until the connection was closed. */
async function sent(headers: readonly string[], pieces: readonly string[], between: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined); // what is sent after the cut
  const closed = once(socket, 'close');
  socket.write(['POST / HTTP/1.1', 'Host: here', 'Content-Type: application/json', ...headers, '', ''].join('\r\n'));
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    await pause(between);
  }
  await closed;
  return answer;
}

test.each([
  ['a length', ['Content-Length: 20000'], '{'],
  ['chunks', ['Transfer-Encoding: chunked'], '1\r\n \r\n'],
])('a body with %s that comes a few bytes at a time is cut, and the call never reached', async (_, headers, piece) => {
  const answer = await sent(headers, Array<string>(60).fill(piece), 50);
  expect(answer).toContain('408 Request Timeout');
  expect(answer).toContain('body-too-slow');
  expect(reached).toEqual([]);
});

test('one that stops in the middle is cut as well', async () => {
  expect(await sent(['Content-Length: 100'], ['{"a":'], 0)).toContain('body-too-slow');
});

test('one that arrives in time is taken, however long its answer may take', async () => {
  const answer = await sent(['Content-Length: 7', 'Connection: close'], ['{"a"', ':1}'], 50);
  expect(answer).toContain('200 OK');
  expect(reached).toEqual([{ a: 1 }]);
});
