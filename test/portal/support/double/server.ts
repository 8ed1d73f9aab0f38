import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Conversation, Message } from '#contracts/chat/chat.js';
import { Generations } from './generations.js';
import { aConversation, aMessage, nextId, type House } from './house.js';
import { problem } from './script.js';
import { servePortal } from './static-portal.js';

type Body = Record<string, unknown>;
type Handler = (found: string[], body: Body, request: IncomingMessage, response: ServerResponse) => unknown;

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * A scripted stand-in for the API, for states that the real one reaches only by accident: queues, hang-ups, short sessions. It speaks
 * the contracts and nothing more.
 */
export class Double {
  private readonly server: Server;
  private readonly generations: Generations;

  constructor(
    private readonly house: House,
    private readonly portal: string,
    pace = 12,
  ) {
    this.generations = new Generations(house, pace);
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    if (!url.pathname.startsWith('/api/')) return servePortal(this.portal, url.pathname, response);
    if (this.house.silent) return;
    try {
      if (this.house.down) throw new Refusal(503, 'unavailable', 'Chat Man is starting. Please try again in a moment.');
      const call = `${request.method ?? 'GET'} ${url.pathname.slice(4)}`;
      for (const [pattern, handler] of this.routes) {
        const found = pattern.exec(call);
        if (found === null) continue;
        const result = await handler(found.slice(1), await bodyOf(request), request, response);
        if (!response.headersSent) send(response, result === undefined ? 204 : request.method === 'POST' ? 201 : 200, result);
        return;
      }
      throw new Refusal(404, 'not-found', 'There is nothing here.');
    } catch (failure) {
      const { status, code, message } = failure instanceof Refusal ? failure : new Refusal(500, 'internal', String(failure));
      send(response, status, problem(status, code, message), 'application/problem+json');
    }
  }

  private readonly routes: [RegExp, Handler][] = [
    [/^GET \/health$/, () => ({ status: 'ok' })],
    [/^GET \/auth\/sign-in-methods$/, () => this.house.signInMethods],
    [/^GET \/auth\/me$/, (_found, _body, request) => this.me(request)],
    [/^GET \/events$/, (_found, _body, request, response) => this.follow(request, response)],
    [/^GET \/auth\/waiting$/, () => ({ notices: 0, approvals: 0, roleRequests: 0, alerts: 0 })],
    [/^GET \/health\/ready$/, () => ({ status: 'ready' })],
    [/^GET \/auth\/start$/, (_found, _body, request) => this.begin(request)],
    [/^GET \/chat\/start$/, (_found, _body, request) => this.beginChat(request)],
    [/^GET \/auth\/draft-key$/, () => ({ key: 'A'.repeat(43) })],
    [/^POST \/auth\/login$/, (_found, body) => this.signIn(body)],
    [/^POST \/auth\/logout$/, () => void (this.signedIn = false)],
    [/^POST \/auth\/(?:setup|register)$/, (_found, body) => this.enter(body)],
    [/^POST \/auth\/password$/, (_found, body) => this.changePassword(body)],
    [/^GET \/chat\/models$/, () => ({ items: this.house.models, keptDays: this.house.keptDays })],
    [/^POST \/chat\/fit$/, () => this.house.fit],
    [/^GET \/rag\/chunks\/([\w-]+)$/, ([id]) => this.house.passages.get(id ?? '') ?? missing()],
    [/^GET \/chat\/conversations\/[\w-]+\/passages\/([\w-]+)$/, ([id]) => this.house.passages.get(id ?? '') ?? missing()],
    [/^GET \/chat\/conversations$/, () => ({ items: this.listed(), nextCursor: null })],
    [/^POST \/chat\/conversations$/, (_found, body) => this.start(body)],
    [/^GET \/chat\/conversations\/([\w-]+)$/, ([id]) => this.conversation(id)],
    [/^PATCH \/chat\/conversations\/([\w-]+)$/, ([id], body) => Object.assign(this.conversation(id), body)],
    [/^DELETE \/chat\/conversations\/([\w-]+)$/, ([id]) => this.remove(id)],
    [/^GET \/chat\/conversations\/([\w-]+)\/messages$/, ([id]) => this.thread(id)],
    [/^POST \/chat\/conversations\/([\w-]+)\/messages$/, ([id], body) => this.ask(this.conversation(id), body)],
    [/^POST \/chat\/messages\/([\w-]+)\/regenerate$/, ([id]) => this.regenerate(id ?? '')],
    [/^PUT \/chat\/messages\/([\w-]+)\/feedback$/, ([id], body) => void this.house.feedback.set(id ?? '', body as never)],
    [/^POST \/chat\/generations\/([\w-]+)\/continue$/, ([id]) => this.generations.goOn(id ?? '')],
    [/^POST \/chat\/generations\/([\w-]+)\/stop$/, ([id]) => void this.generations.stop(id ?? '')],
    [
      /^GET \/chat\/generations\/([\w-]+)\/events$/,
      ([id], _body, request, response) => this.generations.stream(id ?? '', request, response),
    ],
  ];

  private signedIn = false;
  private idleEndsAt = 0;

  /** Live events: a heartbeat, and the events that a test sends with `tell`. */
  private readonly followers = new Set<ServerResponse>();

  private follow(_request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.followers.add(response);
    const beat = (): void => {
      if (!this.house.silent) response.write('id: beat\nevent: heartbeat\ndata: {}\n\n');
    };
    response.write('id: beat\nevent: ready\ndata: {}\n\n');
    const timer = setInterval(beat, 500);
    response.on('close', () => {
      clearInterval(timer);
      this.followers.delete(response);
    });
  }

  tell(event: string, data: unknown): void {
    for (const response of this.followers) response.write(`id: told\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private me(request: IncomingMessage): unknown {
    if (!this.signedIn || this.house.me === null) throw new Refusal(401, 'unauthenticated', 'Please sign in.');
    if (this.idleEndsAt < Date.now()) throw new Refusal(401, 'unauthenticated', 'Your session has ended.');
    if (request.headers['x-background'] === undefined) this.idleEndsAt = Date.now() + this.house.idleMinutes * 60_000;
    const session = {
      idleExpiresAt: new Date(this.idleEndsAt).toISOString(),
      absoluteExpiresAt: new Date(Date.now() + 43_200_000).toISOString(),
    };
    return { ...this.house.me, session };
  }

  private signIn(body: Body): unknown {
    const me = this.house.me;
    if (me === null || body['password'] !== 'correct horse battery staple')
      throw new Refusal(401, 'invalid-credentials', 'Not right.');
    this.signedIn = true;
    this.idleEndsAt = Date.now() + this.house.idleMinutes * 60_000;
    const { id, username, displayName, role, mustChangePassword } = me;
    return { success: true, message: 'Authentication successful', user: { id, username, displayName, role, mustChangePassword } };
  }

  private enter(body: Body): unknown {
    if (this.house.me === null) throw new Refusal(409, 'conflict', 'Nobody may enter.');
    this.house.signInMethods = { ...this.house.signInMethods, setUpNeeded: false };
    return this.signIn({ password: 'correct horse battery staple', ...body });
  }

  private changePassword(body: Body): undefined {
    if (body['currentPassword'] !== 'correct horse battery staple') throw new Refusal(401, 'invalid-credentials', 'Not right.');
    if (this.house.me !== null) this.house.me = { ...this.house.me, mustChangePassword: false };
  }

  private begin(request: IncomingMessage): unknown {
    const waiting = { notices: 0, approvals: 0, roleRequests: 0, alerts: 0 };
    return { me: this.me(request), draftKey: this.house.draftKey, waiting };
  }

  private beginChat(request: IncomingMessage): unknown {
    const id = new URL(request.url ?? '/', 'http://double').searchParams.get('conversation');
    const isThere = this.house.conversations.some((each) => each.id === id);
    return {
      conversations: { items: this.listed(), nextCursor: null },
      models: { items: this.house.models, keptDays: this.house.keptDays },
      thread: isThere ? this.thread(id ?? '') : null,
    };
  }

  private thread(id: string | undefined): unknown {
    return { conversation: this.conversation(id), items: this.house.messages.get(id ?? '') ?? [] };
  }

  private listed(): Conversation[] {
    return this.house.conversations.filter((each) => !each.archived).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  private conversation(id: string | undefined): Conversation {
    return this.house.conversations.find((each) => each.id === id) ?? missing();
  }

  private start(body: Body): Conversation {
    const conversation = { ...aConversation('New conversation', 0), ...body };
    this.house.conversations.push(conversation);
    return conversation;
  }

  private remove(id: string | undefined): undefined {
    this.house.conversations = this.house.conversations.filter((each) => each.id !== id);
  }

  private ask(conversation: Conversation, body: Body): unknown {
    const content = String(body['content']);
    const messages = this.house.messages.get(conversation.id) ?? [];
    const parentId = body['parentId'] === undefined ? (messages.at(-1)?.id ?? null) : (body['parentId'] as string | null);
    const question = aMessage('user', content, parentId);
    const answer = aMessage('assistant', '', question.id, { status: 'generating' });
    this.house.messages.set(conversation.id, [...messages, question, answer]);
    if (conversation.title === 'New conversation') conversation.title = content.slice(0, 48);
    conversation.updatedAt = new Date().toISOString();
    this.generations.begin(conversation.id, answer, content);
    return { userMessage: question, assistantMessage: answer, generation: { id: answer.generationId } };
  }

  private regenerate(id: string): unknown {
    for (const [conversationId, messages] of this.house.messages) {
      const old = messages.find((each) => each.id === id);
      if (old === undefined) continue;
      const answer = aMessage('assistant', '', old.parentId, { status: 'generating', generationId: nextId() });
      messages.push(answer);
      this.generations.begin(conversationId, answer, questionOf(messages, answer));
      return { userMessage: null, assistantMessage: answer, generation: { id: answer.generationId } };
    }
    return missing();
  }
}

function questionOf(messages: readonly Message[], answer: Message): string {
  return messages.find((each) => each.id === answer.parentId)?.content ?? '';
}

function missing(): never {
  throw new Refusal(404, 'not-found', 'There is nothing here.');
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString()) as Body);
}

function send(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': type });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
