import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { parsePostmasterFile } from '../../libs/platform/postgres/embedded/postmaster-file.rules.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import type { ChatMan } from './chat-man.js';

/** Events written in one transaction. */
const batch = 5_000;

/** As the owner of a running installation's own database. */
export function inDatabaseOf<T>(chatMan: ChatMan, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { place } = chatMan.options;
  const { owner } = JSON.parse(readFileSync(join(place, 'config', '.database'), 'utf8')) as { owner: string };
  const lock = parsePostmasterFile(readFileSync(join(place, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8'))!;
  const address = { host: lock.socketDirectory, port: lock.port };
  return asRole(databaseUrl(address, { role: 'chatman_owner', password: owner }, 'chatman'), work);
}

/** Ids that `fillLog` writes: people 0 to 3 are busy, 4 to 503 quiet; objects are 0 to 19,999. */
export const actorOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const objectOf = (number: number): string => `00000000-0000-7000-9000-${String(number).padStart(12, '0')}`;

/**
 * Writes so many events of the last 24 days into the log of a running installation, which signs them by itself: four busy people in ten
 * and five hundred quiet ones, some common and many rare actions, few refusals.
 */
export async function fillLog(chatMan: ChatMan, events: number): Promise<void> {
  await inDatabaseOf(chatMan, async (client) => {
    for (let from = 0; from < events; from += batch)
      await client.query(
        `INSERT INTO audit.event (id, recorded_at, actor, role, request_id, action, object_type, object_id, outcome)
         SELECT uuidv7(-age), clock_timestamp() - age,
                ('00000000-0000-7000-8000-' || lpad((CASE WHEN n % 10 < 4 THEN n % 4 ELSE 4 + n % 500 END)::text, 12, '0'))::uuid, 'external_client', gen_random_uuid(),
                CASE WHEN n % 50021 = 7 THEN 'passkey.added' WHEN n % 1009 = 3 THEN 'role-request.made' WHEN n % 211 = 5 THEN 'password.changed'
                     ELSE (ARRAY['conversation.started', 'message.sent', 'knowledge.searched', 'session.started', 'generation.finished'])[1 + n % 5] END,
                'conversation', '00000000-0000-7000-9000-' || lpad((n % 20000)::text, 12, '0'),
                CASE WHEN n % 9973 = 11 THEN 'failed' WHEN n % 97 = 0 THEN 'denied' WHEN n % 41 = 0 THEN 'intent' ELSE 'success' END
           FROM generate_series($1::int, $2::int) AS n, LATERAL (SELECT ($3::int - n) * (interval '24 days' / $3::int) AS age) past`,
        [from, Math.min(events, from + batch) - 1, events],
      );
  });
}

/** Waits until every event has its place in the tree; the installation places them by itself. */
export async function allPlaced(chatMan: ChatMan): Promise<void> {
  await inDatabaseOf(chatMan, async (client) => {
    const waiting = async (): Promise<boolean> => {
      const counted = 'SELECT (SELECT count(*) FROM audit.event) > (SELECT count(*) FROM audit.leaf) AS waiting';
      return (await client.query<{ waiting: boolean }>(counted)).rows[0]!.waiting;
    };
    while (await waiting()) await setTimeout(200);
  });
}
