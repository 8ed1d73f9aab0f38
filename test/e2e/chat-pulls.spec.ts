import { describe, expect, it } from 'vitest';
import type { ModelList } from '../../libs/contracts/chat/chat.js';
import type { ModelPullStarted, ModelPulls } from '../../libs/contracts/chat/models.js';
import type { Job } from '../../libs/contracts/jobs.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { chatApp, knowledge } from '../support/chat-app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { jobOver } from '../support/uploads.js';

const here = chatApp();
const pulls = (name: string) => here.stranger.send('POST', '/chat/models/pull', { name });
const deletes = (name: string) => here.stranger.send('DELETE', `/chat/models/${encodeURIComponent(name)}`);
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

async function pulled(name: string): Promise<Job> {
  const { job } = await here.stranger.ask<ModelPullStarted>('POST', '/chat/models/pull', { name });
  return jobOver(here.stranger, job.id);
}

/** The name of the model is sealed with the event: it is no id. */
async function outcomesOf(action: string): Promise<string[]> {
  const { rows } = await asRole(here.subject.database.ownerUrl, (client) =>
    client.query<{ outcome: string }>(`SELECT outcome FROM audit.event WHERE action = $1 AND object_type = 'model'`, [action]),
  );
  return rows.map(({ outcome }) => outcome);
}

describe('a model that is pulled', () => {
  it('is downloaded by the server as a job, offered afterwards, and recorded', async () => {
    here.server.set({ models: ['llama3.2:3b', 'qwen2.5:7b'] });
    const job = await pulled('qwen2.5:7b');
    expect(job).toMatchObject({ kind: 'chat.pull-model', state: 'completed', result: { model: 'qwen2.5:7b' } });
    expect(here.server.prompts.find(({ path }) => path === '/api/pull')?.body).toEqual({ model: 'qwen2.5:7b', stream: true });
    const pulls = await here.stranger.ask<ModelPulls>('GET', '/chat/models/pulls');
    expect(pulls.items[0]).toEqual({ job: { id: job.id }, model: 'qwen2.5:7b' });
    const { items } = await here.stranger.ask<ModelList>('GET', '/chat/models');
    expect(items.map(({ name }) => name)).toContain('qwen2.5:7b');
    expect(await outcomesOf('model.pulled')).toContain('success');
  });

  it('fails as a job where the server cannot download it, or breaks off', async () => {
    here.server.set({ errorAfterTokens: 2, errorText: 'pull model manifest: file does not exist' });
    expect(await pulled('nobody/has-this')).toMatchObject({ state: 'failed', problem: { code: 'model-pull-failed' } });
  });

  it('is refused where it would run elsewhere, and where its name is none', async () => {
    expect(await codeOf(await pulls('gpt-oss:120b-cloud'))).toEqual([422, 'model-name-refused']);
    for (const name of ['', '../../etc', 'a b', 'x'.repeat(201)]) expect((await pulls(name)).status).toBe(400);
    expect(here.server.prompts.filter(({ path }) => path === '/api/pull')).toEqual([]);
  });

  it('is for those who manage models alone', async () => {
    expect((await here.person.send('POST', '/chat/models/pull', { name: 'qwen2.5:7b' })).status).toBe(403);
    expect((await here.person.send('DELETE', '/chat/models/llama3.2%3A3b')).status).toBe(403);
    expect((await here.person.send('GET', '/chat/models/pulls')).status).toBe(403);
  });
});

describe('a model that is deleted', () => {
  it('goes from the server, and is recorded', async () => {
    expect((await deletes('llama3.2:3b')).status).toBe(204);
    expect(here.server.prompts.find(({ path }) => path === '/api/delete')).toMatchObject({
      method: 'DELETE',
      body: { model: 'llama3.2:3b' },
    });
    expect(await outcomesOf('model.deleted')).toContain('success');
    expect(await codeOf(await deletes('qwen2.5:7b'))).toEqual([404, 'no-such-model']);
  });

  it('stays where the server does not let others delete', async () => {
    const compatible = await startModelServer();
    const own = await anApp({
      environment: { CHAT_MAN__PROVIDER__KIND: 'openai', CHAT_MAN__PROVIDER__OPENAI__BASEURL: `${compatible.url}/v1` },
      knowledge,
    });
    const admin = await theFirstAdmin(own);
    expect(await codeOf(await admin.send('DELETE', '/chat/models/llama3.2%3A3b'))).toEqual([409, 'models-not-managed']);
    expect(await codeOf(await admin.send('POST', '/chat/models/pull', { name: 'x' }))).toEqual([409, 'models-not-managed']);
    await compatible.close();
  });
});
