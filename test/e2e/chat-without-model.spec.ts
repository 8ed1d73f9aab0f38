import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelList } from '../../libs/contracts/chat/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const knowledge =
  '# Guide\n\n## Backups\n\nBackups run at night. The last seven backups are kept on disk. Older ones are removed.\n';

const answered = async (person: Person, question: string) => {
  const { conversationId, generation } = await asks(person, question);
  await reads(person, generation.id);
  return (await messagesOf(person, conversationId)).at(-1)!;
};

describe('without a model server', () => {
  let subject: TestApp;
  let person: Person;
  beforeAll(async () => {
    const gone = await startModelServer();
    await gone.close();
    subject = await anApp({ environment: { OLLAMA_BASE_URL: gone.url }, knowledge });
    person = await theFirstAdmin(subject);
  });

  it('quotes the documents and says that it does', async () => {
    const answer = await answered(person, 'Which backups are kept on disk?');
    expect(answer.content).toMatch(/^Extract from your documents[^]*> .*The last seven backups are kept on disk\.[^]*\[1\]/);
    expect(answer.citations).toMatchObject([{ mark: 1, verdict: 'verified' }]);
    expect(answer.provenance).toMatchObject({
      provider: 'extractive',
      model: null,
      notices: expect.arrayContaining(['no-model']) as string[],
    });
  });

  it('does not make an answer up', async () => {
    const answer = await answered(person, 'What is the capital of Mongolia?');
    expect(answer).toMatchObject({ status: 'completed', citations: [] });
    expect(answer.provenance!.notices).toContain('not-found');
  });

  it('says in the list why the model is not there', async () => {
    const { items } = await person.ask<ModelList>('GET', '/chat/models');
    expect(items).toMatchObject([
      { name: 'llama3.2:3b', available: false, reason: expect.stringContaining('can’t be reached') as string },
      { name: 'extractive', available: true, isDefault: true },
    ]);
  });
});

it('goes over to quotes when the model server goes away, and back when it returns', async () => {
  const server = await startModelServer({ answer: 'From the model.' });
  const port = Number(new URL(server.url).port);
  const subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, knowledge });
  const person = await theFirstAdmin(subject);
  expect((await answered(person, 'Which backups are kept on disk?')).content).toBe('From the model.');
  expect(await healthOf(subject)).toMatchObject({
    status: 200,
    report: { status: 'healthy', checks: { ollama: { status: 'pass' } } },
  });
  await server.close();
  const without = await answered(person, 'Which backups are kept on disk?');
  expect(without.provenance!.notices).toContain('model-unavailable');
  expect(without.content).toContain('The last seven backups are kept on disk.');
  await expect
    .poll(() => healthOf(subject))
    .toMatchObject({
      status: 200,
      report: {
        healthy: false,
        status: 'degraded',
        checks: { ollama: { status: 'fail', message: expect.stringContaining('Ollama is not') } },
      },
    });
  const back = await startModelServer({ port, answer: 'Back again.' });
  await subject.app
    .get((await import('../../apps/api/src/chat/providers/catalogue/model-catalogue.js')).ModelCatalogue)
    .refresh();
  expect((await answered(person, 'Which backups are kept on disk?')).content).toBe('Back again.');
  await back.close();
});

it('is a warning where no model server was ever configured or seen', async () => {
  expect(await healthOf(await anApp())).toMatchObject({ status: 200, report: { checks: { ollama: { status: 'warn' } } } });
});

it('is a failure, and degraded, where one was configured and never responded', async () => {
  const subject = await anApp({ environment: { OLLAMA_BASE_URL: 'http://127.0.0.1:9' } });
  expect(await healthOf(subject)).toMatchObject({
    status: 200,
    report: { status: 'degraded', checks: { ollama: { status: 'fail' } } },
  });
});

async function healthOf(subject: { readonly url: string }): Promise<{ status: number; report: unknown }> {
  const answer = await fetch(`${subject.url}/api/health/detailed`);
  return { status: answer.status, report: await answer.json() };
}

describe('with an OpenAI-compatible server', () => {
  it('answers, and knows its state', async () => {
    const server = await startModelServer({ answer: 'Seven [S1].', thinking: 'Hm' });
    const subject = await anApp({ environment: { OPENAI_BASE_URL: server.url }, knowledge });
    const person = await theFirstAdmin(subject);
    const answer = await answered(person, 'Which backups are kept on disk?');
    expect(answer).toMatchObject({ content: 'Seven [1].', provenance: { provider: 'openai', model: 'llama3.2:3b' } });
    expect(await (await fetch(`${subject.url}/api/health/detailed`)).json()).toMatchObject({
      checks: { ollama: { status: 'pass' } },
    });
    await server.close();
  });
});

describe('what is in the way of answers', () => {
  const healthOf = async (subject: TestApp) =>
    (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as {
      checks: Record<string, { status: string; message: string }>;
    };
  const linesAbout = (subject: TestApp, fact: string) =>
    subject
      .logged()
      .split('\n')
      .filter((line) => line.includes(fact));

  it('is logged once, with its cure, and on the health page: a wrong address', async () => {
    const server = await startModelServer();
    const subject = await anApp({ environment: { OPENAI_BASE_URL: `${server.url}/elsewhere` }, knowledge });
    const person = await theFirstAdmin(subject);
    const answer = await answered(person, 'Which backups are kept on disk?');
    expect(answer.provenance!.notices).toContain('model-unavailable');
    const lines = linesAbout(subject, 'no model can answer');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('OPENAI_BASE_URL');
    expect((await healthOf(subject)).checks['ollama']).toMatchObject({
      status: 'fail', // somebody named this server, so it is missed
      message: expect.stringContaining('the address responds, but not as a model server') as string,
    });
    await server.close();
  });

  it('is logged for an answer that failed, without the question or the response', async () => {
    const server = await startModelServer({
      refusals: 1,
      refusalStatus: 500,
      refusalText: 'CUDA error: out of memory at Zanzibar',
    });
    const subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, knowledge });
    const person = await theFirstAdmin(subject);
    expect(await answered(person, 'Which backups of Zanzibar?')).toMatchObject({ errorCode: 'model-out-of-memory' });
    const lines = linesAbout(subject, 'an answer failed at the model');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/enough memory.*smaller model/);
    expect(subject.logged()).not.toContain('Zanzibar');
    expect((await healthOf(subject)).checks['ollama']!.message).toContain(
      'the last answer failed: the model server doesn’t have enough memory',
    );
    await answered(person, 'Which backups are kept on disk?');
    await expect.poll(async () => (await healthOf(subject)).checks['ollama']?.status).toBe('pass');
    await server.close();
  });

  it('is logged for a configured model on a remote machine', async () => {
    const server = await startModelServer();
    const subject = await anApp({
      environment: { OLLAMA_BASE_URL: server.url, CHAT_MAN__MODEL__NAME: 'gpt-oss:120b-cloud' },
      knowledge,
    });
    const person = await theFirstAdmin(subject);
    expect((await answered(person, 'Which backups are kept on disk?')).provenance).toMatchObject({ provider: 'extractive' });
    expect(linesAbout(subject, 'no model can answer')[0]).toContain('provider.allowRemoteModels');
    expect((await healthOf(subject)).checks['ollama']!.message).toContain('a remote server');
    await server.close();
  });
});

it('takes the organisation’s system prompt from its file, and leaves it out when that is switched off', async () => {
  const { writeFileSync } = await import('node:fs');
  const server = await startModelServer();
  const subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url } });
  const person = await theFirstAdmin(subject);
  writeFileSync(`${subject.configDir}/system-prompt.txt`, 'You serve the clinic of Ulm.\n');
  const answer = await answered(person, 'Hello?');
  expect(JSON.stringify(server.prompts.at(-1)!.body)).toContain('You serve the clinic of Ulm.');
  expect(answer.provenance!.promptVersion).toMatch(/^rules-1\+[0-9a-f]{16}$/);
  const off = await anApp({
    environment: { OLLAMA_BASE_URL: server.url, CHAT_MAN__SYSTEM__ENABLESYSTEMPROMPT: 'false' },
    beside: subject,
  });
  await answered(
    { ...person, ...(await import('../support/people.js').then(({ signedIn }) => signedIn(off, person.username))) },
    'Hello again?',
  );
  expect(JSON.stringify(server.prompts.at(-1)!.body)).not.toContain('Ulm');
  await server.close();
});
