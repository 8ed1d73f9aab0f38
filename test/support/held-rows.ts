import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';

export interface Held<Answer> {
  /** Takes the locks that the call will have to wait for. */
  readonly hold: (client: ClientBase) => Promise<unknown>;
  /** The call. It is sent once the locks are taken. */
  readonly call: () => Promise<Answer>;
  /** What another one does before the call goes on; committed with the locks. */
  readonly meanwhile?: (client: ClientBase) => Promise<unknown>;
}

/** Lets a call wait in the middle, at locks of another transaction, and returns its result after that one has committed. */
export function overtaken<Answer>(ownerUrl: string, { hold, call, meanwhile }: Held<Answer>): Promise<Answer> {
  return asRole(ownerUrl, async (client) => {
    await client.query('BEGIN');
    await hold(client);
    const answer = call();
    answer.catch(() => undefined); // the caller gets the error below
    await untilWaitedFor(client);
    await meanwhile?.(client);
    await client.query('COMMIT');
    return answer;
  });
}

async function untilWaitedFor(client: ClientBase): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { rows } = await client.query<{ waits: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))) AS waits',
    );
    if (rows[0]!.waits) return;
    await sleep(25);
  }
  throw new Error('The call did not wait for the locks.');
}
