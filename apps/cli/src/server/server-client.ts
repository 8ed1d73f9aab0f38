import { readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { ProblemDocument } from '#contracts/problem.js';
import { Refusal } from '../refusal.js';

export interface ServerOptions {
  readonly server: string;
  readonly tokenFile?: string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Calls a Chat Man that runs, as the person whose API token it was given: what that person may not do, the command can't either. */
export class ServerClient {
  private readonly address: string;
  private readonly token: string;

  /** @param needs permissions that the token has to have, as a person reads them */
  constructor({ server, tokenFile = process.env.CHAT_MAN_TOKEN_FILE }: ServerOptions, needs: string) {
    if (!URL.canParse(server) || !/^https?:/u.test(server))
      throw new Refusal(`Expected the address of a server in --server, such as https://chat.example.org, found ${server}.`);
    if (tokenFile === undefined || tokenFile === '')
      throw new Refusal(
        `An API token is missing. Create one under My account with the permissions ${needs} and account:own (to follow its jobs), write it to a file that only you can read, and name the file in --token-file or CHAT_MAN_TOKEN_FILE.`,
      );
    this.address = server.replace(/\/+$/u, '');
    this.token = tokenIn(tokenFile);
  }

  async call<Answer extends z.ZodMiniType>(
    answer: Answer,
    path: string,
    request: { readonly method?: string; readonly body?: unknown } = {},
  ): Promise<z.output<Answer>> {
    return answer.parse(await (await this.send(path, request)).json()) as z.output<Answer>;
  }

  /** All pages of a list. */
  async all<Item>(answer: z.ZodMiniType<Page<Item>>, path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = `${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: Page<Item> = await this.call(answer, path + query);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  async send(
    path: string,
    { method = 'GET', body }: { readonly method?: string; readonly body?: unknown } = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.address}/api${path}`, {
      method,
      redirect: 'error',
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Refusal(`Chat Man at ${this.address} can't be reached.`, { cause });
    });
    if (response.ok) return response;
    const problem = ProblemDocument.safeParse(await response.json().catch(() => null));
    throw new Refusal(problem.data?.detail ?? `Chat Man answered with status ${String(response.status)}.`);
  }
}

function tokenIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Refusal(`The file with the API token can't be read: ${file}.`, { cause });
  }
}
