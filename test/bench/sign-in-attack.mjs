// Sends wrong sign-ins at a fixed rate from a process of its own, whether or not the earlier ones have a response. The parent sends:
// 'begin', 'pause' (acknowledged after every attempt's response), 'end' (acknowledged with the results).
import { Agent, request } from 'node:http';
import { constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    rate: { type: 'string' },
    name: { type: 'string' },
    /** How many names and addresses alternate: with as many as attempts, the limit on failures never applies. */
    names: { type: 'string' },
    addresses: { type: 'string' },
  },
});
const [rate, names, addresses] = [values.rate, values.names, values.addresses].map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const statuses = {};
const waits = [];
let hinted = 0;
let sent = 0;
let sending = 0;
let paused = true;
let stopped = Promise.resolve();

// Who attacks has machines of their own: this one must not take the processor from what is measured. `sentPerSecond` says that it sends all the same.
setPriority(constants.priority.PRIORITY_LOW);

function attempt(index) {
  const body = Buffer.from(JSON.stringify({ username: `${values.name}.${index % names}`, password: `Wrong-Guess-${index}` }));
  const nth = index % addresses;
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-forwarded-for': `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`,
  };
  const began = performance.now();
  return new Promise((resolve) => {
    const ended = (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      waits.push(performance.now() - began);
      resolve();
    };
    request(`${values.url}/api/auth/login`, { method: 'POST', agent, headers }, (response) => {
      if (response.headers['retry-after']) hinted += 1;
      response.resume().once('close', () => ended(response.statusCode));
    })
      .once('error', () => ended('lost'))
      .end(body);
  });
}

async function send() {
  const began = performance.now();
  const attempts = [];
  for (let index = 0; !paused; index += 1) {
    const wait = began + (index * 1000) / rate - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    if (paused) break;
    attempts.push(attempt(sent++));
  }
  sending += performance.now() - began;
  await Promise.all(attempts);
}

const percentile = (times, share) => {
  const sorted = times.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
};

process.on('message', async (word) => {
  if (word === 'begin') {
    paused = false;
    stopped = send();
    return;
  }
  paused = true;
  await stopped;
  if (word === 'pause') return process.send('paused');
  process.send({
    attempts: sent,
    sentPerSecond: Math.round((sent * 10_000) / sending) / 10,
    statuses,
    withRetryAfter: hinted,
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    maxMs: percentile(waits, 1),
  });
  process.disconnect();
});
