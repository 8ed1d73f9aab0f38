import type { SignedIn } from '../../libs/contracts/auth/auth.js';
import type { TestApp } from './app.js';

/** A person with a cookie of their own, who speaks JSON to the application. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly cookie: string;
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Response>;
  /** As `send`, with the parsed answer; adds a step-up by password where one is required. Throws when the status is 400 or more. */
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

export const goodPassword = 'Quiet-River-Stone-42';

interface Identity {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly cookie: string;
}

/** A person as requests with their cookie. */
export function personOf(url: string, identity: Identity): Person {
  const send: Person['send'] = (method, path, body, headers = {}, signal) =>
    fetch(`${url}/api${path}`, {
      method,
      ...(signal ? { signal } : {}),
      headers: { Cookie: identity.cookie, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return {
    ...identity,
    send,
    async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      let answer = await send(method, path, body);
      if (answer.status === 428) {
        await send('POST', '/auth/step-up', { password: identity.password });
        answer = await send(method, path, body);
      }
      if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return (answer.status === 204 ? undefined : await answer.json()) as Answer;
    },
  };
}

/** The first account, made with the set-up code: an administrator. */
export async function setUpByCode(subject: Pick<TestApp, 'url'>, code: string | null, username = 'first.admin'): Promise<Person> {
  await posted(subject, '/auth/setup', { code, username, password: goodPassword });
  return signedIn(subject, username);
}

/** A person who registered: an external client. */
export async function registered(subject: Pick<TestApp, 'url'>, username: string): Promise<Person> {
  await posted(subject, '/auth/register', { username, password: goodPassword, displayName: username });
  return signedIn(subject, username);
}

export async function signedIn(
  subject: Pick<TestApp, 'url'>,
  username: string,
  password = goodPassword,
  secondFactor: { readonly code?: string } = {},
): Promise<Person> {
  const response = await posted(subject, '/auth/login', { username, password, ...secondFactor });
  const { user } = (await response.json()) as SignedIn;
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return personOf(subject.url, { id: user.id, username, password, cookie });
}

async function posted({ url }: Pick<TestApp, 'url'>, path: string, body: object): Promise<Response> {
  const response = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status >= 400) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** A person who signed in and then did a step-up, as decisions require it; `ask` does so by itself, `send` does not. */
export async function provenIn(subject: Pick<TestApp, 'url'>, username: string, password = goodPassword): Promise<Person> {
  const person = await signedIn(subject, username, password);
  await proveAgain(person);
  return person;
}

export async function proveAgain(person: Person): Promise<void> {
  await person.ask('POST', '/auth/step-up', { password: person.password });
}

/** The same session on another instance. */
export function elsewhere({ id, username, password, cookie }: Person, url: string): Person {
  return personOf(url, { id, username, password, cookie });
}

/** Changes settings that protect: one person asks, another one approves. */
export async function changeTogether(
  [asker, decider]: readonly [Person, Person],
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const reason = 'As agreed with the head of the office';
  await proveAgain(asker);
  const { approval } = await asker.ask<{ approval: { id: string } }>('PATCH', '/settings', { changes, reason });
  await decider.ask('POST', `/approvals/${approval.id}/approve`, { reason });
}
