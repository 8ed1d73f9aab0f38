import { ChatMan } from '../chat-man.js';
import { freeLoopbackPort } from '../../../libs/platform/postgres/embedded/free-port.js';
import { OwnServer } from '../own-server.js';
import { aFront, type Front } from './front.js';
import { goodPassword, personOf, signedIn, type Person } from '../people.js';

const masterPassword = 'Correct-Horse-Battery-9';

export interface Installed {
  readonly instances: readonly ChatMan[];
  readonly front: Front;
  readonly server: OwnServer;
  /** The administrator, who speaks through the proxy. */
  readonly owner: Person;
  /** Ends an instance the orderly way and starts it again at its port. */
  restart(nth: number): Promise<void>;
  stop(): Promise<void>;
}

/** Several instances in production mode behind one proxy, over one PostgreSQL, with one `config/` and `data/`, as the deployment guide has them. */
export async function installed(
  place: string,
  count: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<Installed> {
  const server = await OwnServer.start();
  const ports = await Promise.all(Array.from({ length: count }, () => freeLoopbackPort()));
  const front = await aFront(ports);
  const start = (port: number): Promise<ChatMan> =>
    ChatMan.start({
      place,
      variables: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: front.url,
        CHAT_MAN_PASSWORD: masterPassword,
        SESSION_SECRET: 'a session secret that only a test uses',
        SKIP_ENCRYPTION_CHECK: 'true',
        DATABASE_URL: server.database.ownerUrl,
        CHAT_MAN__HTTP__TRUSTEDPROXIES: '["loopback"]',
        CHAT_MAN__AUTH__REQUIREMFA: 'none',
        CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000',
        ...variables,
      },
    });
  // Long ago enough for a backup to be overdue: instances that start together all find that.
  await server.database.rows("UPDATE platform.migration SET applied_at = applied_at - interval '30 days'");
  const instances = await Promise.all(ports.map(start));
  const owner = await theOwner(front.url);
  return {
    instances,
    front,
    server,
    owner,
    async restart(nth) {
      await instances[nth]!.stop();
      instances[nth] = await start(ports[nth]!);
    },
    async stop() {
      for (const instance of instances) if (!instance.hasEnded) await instance.kill();
      await front.stop();
      await server.remove();
    },
  };
}

/** The first sign-in is with the master password, and a password of one’s own has to follow. */
async function theOwner(url: string): Promise<Person> {
  const first = await signedIn({ url }, 'owner', masterPassword);
  await first.ask('POST', '/auth/password', { currentPassword: masterPassword, newPassword: goodPassword });
  return signedIn({ url }, 'owner', goodPassword);
}

/** The same session at one instance, past the proxy. */
export function at(instance: ChatMan, { id, username, password, cookie }: Person): Person {
  const person = personOf(instance.url, { id, username, password, cookie });
  // As the proxy says it: people reach the installation over TLS.
  return {
    ...person,
    send: (method, path, body, headers, signal) =>
      person.send(method, path, body, { 'X-Forwarded-Proto': 'https', ...headers }, signal),
  };
}
