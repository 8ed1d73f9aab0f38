import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import type { RetentionRunPage } from '../../libs/contracts/retention/retention.js';
import { build } from '../portal/support/product.js';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { inDatabaseOf } from '../support/long-log.js';
import { residentMegabytes } from './process-figures.js';
import { proveAgain, registered, type Person } from '../support/people.js';

/**
 * What rights and duties cost in a populated installation: the built product, with so many people and messages past their time. `retention`: messages
 * that a run removes a second, from its start to its end, with an audit event for each conversation and the memory of the server. `access` and
 * `erasure`: seconds from the request of a person with so many messages of their own, or from its approval, to its end, among the population.
 */
export default async function rights(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '1000' },
      conversations: { type: 'string', default: '5000' },
      messages: { type: 'string', default: '20' },
      own: { type: 'string', default: '100' },
    },
  });
  const [conversations, messages] = [Number(values.conversations), Number(values.messages)];
  const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  await build();
  const chatMan = await ChatMan.start({
    place,
    variables: {
      OLLAMA_BASE_URL: 'http://127.0.0.1:9',
      CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '100000',
      CHAT_MAN__RETENTION__SECONDPERSONABOVE: '100000000',
      CHAT_MAN__RETENTION__AUTOCLEANUPENABLED: 'false',
      CHAT_MAN__AUTH__REQUIREMFA: 'none',
    },
  });
  try {
    await theFirstPerson(chatMan);
    const officer = await registered(chatMan, 'officer');
    await inDatabaseOf(chatMan, (client) =>
      client.query(`UPDATE auth.user SET role = 'compliance_officer' WHERE id = $1`, [officer.id]),
    );
    const person = await registered(chatMan, 'person');
    for (let asked = 0; asked < Number(values.own); asked++) await person.ask('POST', '/chat', { message: `Question ${asked}?` });
    await fill(chatMan, Number(values.people), conversations, messages);
    const { access, erasure } = await requests(person, officer);
    const started = performance.now();
    await officer.ask('POST', '/retention/run');
    for (;;) {
      const { items } = await officer.ask<RetentionRunPage>('GET', '/retention/runs');
      if (items[0]?.state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const seconds = (performance.now() - started) / 1000;
    const { items } = await officer.ask<RetentionRunPage>('GET', '/retention/runs');
    const step = items[0]!.steps.find(({ object }) => object === 'conversation')!;
    console.log(
      JSON.stringify(
        {
          access,
          erasure,
          people: Number(values.people),
          peakMegabytes: residentMegabytes(chatMan.apiPid, 'VmHWM'),
          removed: step.removed,
          messages: step.parts,
          seconds,
          messagesPerSecond: Math.round(step.parts / seconds),
        },
        null,
        2,
      ),
    );
  } finally {
    await chatMan.kill();
    rmSync(place, { recursive: true, force: true });
  }
}

async function requests(person: Person, officer: Person): Promise<{ readonly access: number; readonly erasure: number }> {
  await proveAgain(person);
  const ended = async (by: Person, id: string, from: number): Promise<number> => {
    while ((await by.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state !== 'completed')
      await new Promise((resolve) => setTimeout(resolve, 50));
    return (performance.now() - from) / 1000;
  };
  let started = performance.now();
  const made = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'access', details: '' });
  const access = await ended(person, made.id, started);
  const { id } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type: 'erasure', details: '' });
  started = performance.now();
  await officer.ask('POST', `/dsr/requests/${id}/approve`, {});
  return { access, erasure: await ended(officer, id, started) };
}

/** Rows of the size of real ones; nobody opens them. */
async function fill(chatMan: ChatMan, people: number, conversations: number, messages: number): Promise<void> {
  await inDatabaseOf(chatMan, async (client) => {
    await client.query(
      `INSERT INTO auth.user (id, username_index, username, display_name, password_changed_at, role, created_at)
       SELECT uuidv7(), sha256(n::text::bytea), decode(repeat('00', 60), 'hex'), decode(repeat('00', 60), 'hex'), '2020-01-01', 'external_client', '2020-01-01'
         FROM generate_series(1, $1) n`,
      [people],
    );
    await client.query(
      `INSERT INTO chat.conversation (id, owner_id, title, created_at, updated_at)
       SELECT uuidv7(), o.ids[1 + n % $2], decode(repeat('00', 120), 'hex'), '2020-01-01', '2020-01-01'::timestamptz + n * interval '1 second'
         FROM generate_series(1, $1) n, (SELECT array_agg(id) AS ids FROM auth.user WHERE created_at = '2020-01-01') o`,
      [conversations, people],
    );
    await client.query(
      `INSERT INTO chat.message (id, conversation_id, owner_id, role, status, content, created_at)
       SELECT uuidv7(), c.id, c.owner_id, CASE n % 2 WHEN 1 THEN 'user' ELSE 'assistant' END, 'completed', decode(repeat('00', 800), 'hex'), '2020-01-01'
         FROM chat.conversation c, generate_series(1, $1) n`,
      [messages],
    );
    await client.query('ANALYZE auth.user, chat.conversation, chat.message');
  });
}
