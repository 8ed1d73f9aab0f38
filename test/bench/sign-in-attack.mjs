// Sends wrong sign-ins at a fixed rate from a process of its own, whether or not the earlier ones were answered, and prints what came back.
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    /** How many names and addresses take turns: with as many as attempts, the limit on failures stands in nobody's way. */
    names: { type: 'string' },
    addresses: { type: 'string' },
  },
});
const [rate, seconds, names, addresses] = [values.rate, values.seconds, values.names, values.addresses].map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const statuses = {};
const waits = [];
let hinted = 0;

function attempt(index) {
  const body = Buffer.from(JSON.stringify({ username: `person.${index % names}`, password: `Wrong-Guess-${index}` }));
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

const began = performance.now();
const attempts = [];
for (let index = 0; index < rate * seconds; index += 1) {
  const wait = began + (index * 1000) / rate - performance.now();
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  attempts.push(attempt(index));
}
await Promise.all(attempts);
waits.sort((one, other) => one - other);
const at = (share) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]);
const answered = { attempts: attempts.length, statuses, withRetryAfter: hinted, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
console.log(JSON.stringify({ ...answered, seconds: Math.round((performance.now() - began) / 100) / 10 }));
