import type { TestApp } from './app.js';

/** A person with a cookie of their own, who speaks JSON to the application. */
export interface Person {
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
  /** As `send`, and the parsed answer; says by the password who it is where that is asked for. Throws when the status is 400 or more. */
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

export const goodPassword = 'Quiet-River-Stone-42';

/** The first account, by the set-up code: an administrator. */
export async function theFirstAdmin(subject: TestApp, username = 'first.admin'): Promise<Person> {
  const { AuthFacade } = await import('../../apps/api/src/auth/auth.facade.js');
  const code = await subject.app.get(AuthFacade).announceSetUp();
  const response = await fetch(`${subject.url}/api/auth/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, username, password: goodPassword }),
  });
  if (response.status >= 400) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
  return signedIn(subject, username);
}

/** Somebody who registered: an external client. */
export async function aClient(subject: Pick<TestApp, 'url'>, username: string): Promise<Person> {
  const response = await fetch(`${subject.url}/api/auth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: goodPassword, displayName: username }),
  });
  if (response.status !== 201) throw new Error(`registration answered ${response.status}: ${await response.text()}`);
  return signedIn(subject, username);
}

export async function signedIn(
  subject: Pick<TestApp, 'url'>,
  username: string,
  password = goodPassword,
  secondFactor: { readonly code?: string } = {},
): Promise<Person> {
  const response = await fetch(`${subject.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password, ...secondFactor }),
  });
  if (response.status !== 200) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const send: Person['send'] = (method, path, body, headers = {}, signal) =>
    fetch(`${subject.url}/api${path}`, {
      method,
      ...(signal ? { signal } : {}),
      headers: { Cookie: cookie, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return {
    username,
    password,
    cookie,
    send,
    async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      let answer = await send(method, path, body);
      if (answer.status === 428) {
        await send('POST', '/auth/step-up', { password });
        answer = await send(method, path, body);
      }
      if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return (answer.status === 204 ? undefined : await answer.json()) as Answer;
    },
  };
}

/** Somebody who signed in and then said again who they are, as decisions want it; `ask` does so by itself, `send` does not. */
export async function provenIn(subject: Pick<TestApp, 'url'>, username: string, password = goodPassword): Promise<Person> {
  const person = await signedIn(subject, username, password);
  await proveAgain(person);
  return person;
}

export async function proveAgain(person: Person): Promise<void> {
  await person.ask('POST', '/auth/step-up', { password: person.password });
}

/** The same session on another instance. */
export function elsewhere(person: Person, url: string): Person {
  const send: Person['send'] = (method, path, body, headers = {}) =>
    fetch(`${url}/api${path}`, {
      method,
      headers: { Cookie: person.cookie, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await send(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  return { ...person, send, ask };
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
