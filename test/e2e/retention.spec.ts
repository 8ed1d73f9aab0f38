import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { CleanUpService } from '../../apps/api/src/retention/clean-up.service.js';
import { RetentionSchedule } from '../../apps/api/src/retention/retention.schedule.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

describe('retention', () => {
  const clock = new AdjustableClock();
  let subject: TestApp;
  let client: Person;
  let owner: pg.Client;

  beforeAll(async () => {
    subject = await anApp({ clock, settings: { retention: { maxSessionAgeDays: 90 } } });
    await theFirstAdmin(subject);
    client = await aClient(subject, 'client.one');
    owner = new pg.Client({ connectionString: subject.database.ownerUrl });
    await owner.connect();
    return () => owner.end();
  });

  async function aConversationOfAge(days: number): Promise<string> {
    const { conversationId } = await client.ask<{ conversationId: string }>('POST', '/chat', {
      message: `asked ${days} days ago`,
    });
    await owner.query(`UPDATE chat.conversation SET updated_at = now() - make_interval(days => $2) WHERE id = $1`, [
      conversationId,
      days,
    ]);
    return conversationId;
  }

  const statusOf = async (id: string): Promise<number> => (await client.send('GET', `/chat/conversations/${id}`)).status;

  it('removes conversations whose time is over, with their messages, and keeps the others', async () => {
    const old = await aConversationOfAge(91);
    const recent = await aConversationOfAge(89);
    expect(await subject.app.get(CleanUpService).run(new AbortController().signal)).toBe(1);
    expect(await statusOf(old)).toBe(404);
    expect(await statusOf(recent)).toBe(200);
    const { rows } = await owner.query('SELECT 1 FROM chat.message WHERE conversation_id = $1', [old]);
    expect(rows).toEqual([]);
  });

  it('leaves an audit event for each', async () => {
    const old = await aConversationOfAge(400);
    await subject.app.get(CleanUpService).run(new AbortController().signal);
    const { rows } = await owner.query(
      `SELECT outcome, reason FROM audit.event WHERE action = 'conversation.expired' AND object_id = $1`,
      [old],
    );
    expect(rows).toEqual([{ outcome: 'success', reason: 'kept-long-enough' }]);
  });

  it('removes nothing while it is switched off', async () => {
    const old = await aConversationOfAge(400);
    const other = await anApp({ beside: subject, settings: { retention: { enabled: false } } });
    expect(await other.app.get(CleanUpService).run(new AbortController().signal)).toBe(0);
    expect(await statusOf(old)).toBe(200);
    await other.close();
  });

  it('is caught up when the hour of the schedule was missed, and not before', async () => {
    const schedule = subject.app.get(RetentionSchedule);
    await schedule.catchUp(new AbortController().signal);
    const old = await aConversationOfAge(400);
    await schedule.catchUp(new AbortController().signal);
    expect(await statusOf(old)).toBe(200);
    clock.advance({ hours: 25 });
    await schedule.catchUp(new AbortController().signal);
    const { rows } = await owner.query('SELECT 1 FROM chat.conversation WHERE id = $1', [old]);
    expect(rows).toEqual([]);
  });
});
