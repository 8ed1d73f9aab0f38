import { setTimeout as sleep } from 'node:timers/promises';
import { Job } from '#contracts/jobs.js';
import type { ServerClient } from './server-client.js';

const lookEveryMs = 500;

/** A job of the server once it is over. */
export async function jobOver(client: ServerClient, id: string): Promise<Job> {
  for (;;) {
    const job = await client.call(Job, `/jobs/${id}`);
    if (job.finishedAt !== null) return job;
    await sleep(lookEveryMs);
  }
}
