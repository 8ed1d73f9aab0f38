import { join } from 'node:path';
import { connect } from 'node:tls';
import { checkWords } from '#contracts/health-checks.en.js';
import { clusterDirectory } from '#platform/config/environment/environment.js';
import type { Settings } from '#platform/config/settings/settings.js';
import { pendingMigrations, readMigrations } from '#platform/database/migrator/migrator.js';
import { underOwnNames } from '#platform/database/migrator/renamed-migrations.rules.js';
import { runningServer } from '#platform/postgres/embedded/running-server.js';
import { asRole, isSuperuser } from '#platform/postgres/roles/roles.js';
import { checkServer } from '#platform/postgres/server/server-check.js';
import type { Log } from '#platform/logging/log.js';
import { ProviderSettings } from '../../../../api/src/chat/chat.settings.js';
import { reachDatabase } from '../../database-access.js';
import type { Installation } from '../../installation/installation.js';
import { certificateFinding, failed, passed, skipped, warned, type Finding } from '../finding.rules.js';

/** Milliseconds that a server gets to answer. */
const patience = 5_000;
const dayMs = 86_400_000;

/** Database, model server, Chat Man itself, and the proxy in front of it. */
export async function serviceChecks(installation: Installation, settings: Settings, log: Log): Promise<Finding[]> {
  return (await Promise.all([database(installation, log), models(settings), service(installation), proxy(installation)])).flat();
}

async function database(installation: Installation, log: Log): Promise<Finding[]> {
  const { environment, root } = installation;
  if (environment.databaseUrl === null && runningServer(clusterDirectory(environment)) === null)
    return [skipped('database', 'the embedded database starts with Chat Man, which is not running')];
  try {
    const { ownerUrl } = await reachDatabase(installation, log);
    await checkServer(ownerUrl);
    const pending = await pendingAt(ownerUrl, join(root, 'migrations'));
    return [
      passed('database', 'reachable, with the right version'),
      (await isSuperuser(ownerUrl))
        ? warned(
            'databaseRole',
            'the owner is a superuser of its server',
            'Give Chat Man a role of its own: docs/deployment.md, "Your own PostgreSQL server"',
          )
        : passed('databaseRole', 'the owner is no superuser'),
      pending === 0
        ? passed('migrations', 'the schema is up to date')
        : warned('migrations', `${pending} migrations are to be run`, 'The next start runs them, or `npx chatman migrate`'),
    ];
  } catch (error) {
    return [failed('database', (error as Error).message, 'Start the database server, or correct DATABASE_URL')];
  }
}

async function pendingAt(ownerUrl: string, directory: string): Promise<number> {
  const applied = await asRole(ownerUrl, (client) =>
    client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM platform.migration'),
  ).catch(() => ({ rows: [] }));
  const own = await readMigrations(directory);
  const known = underOwnNames(own, applied.rows);
  return pendingMigrations(own, new Map(known.map(({ name, checksum }) => [name, checksum]))).length;
}

async function models(settings: Settings): Promise<Finding> {
  const { kind, ollama } = settings.of(ProviderSettings);
  if (kind !== 'auto' && kind !== 'ollama')
    return skipped('modelServer', `the provider is ${kind}: check it with \`npx chatman provider add\``);
  const without = 'Without one, Chat Man answers by quoting from the documents';
  try {
    const response = await fetch(new URL('/api/tags', ollama.baseUrl), { signal: AbortSignal.timeout(patience) });
    const { models: found } = (await response.json()) as { models?: readonly unknown[] };
    if (found === undefined) throw new TypeError('no list of models');
    return found.length > 0
      ? passed('modelServer', `Ollama has ${found.length} models`)
      : warned('modelServer', 'Ollama has no model', 'ollama pull llama3.2:3b');
  } catch {
    return warned('modelServer', 'no Ollama answers at OLLAMA_BASE_URL', `Start Ollama, or correct the address. ${without}`);
  }
}

async function service({ environment: { port, host } }: Installation): Promise<Finding[]> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const response = await fetch(`http://${address.includes(':') ? `[${address}]` : address}:${port}/api/health/detailed`, {
      signal: AbortSignal.timeout(patience),
    });
    const { status, checks } = (await response.json()) as {
      status: string;
      checks: Record<string, { status: string; message: string }>;
    };
    const wrong = Object.entries(checks).filter(([, check]) => check.status !== 'pass');
    if (wrong.length === 0) return [passed('health', `Chat Man runs and is ${status}`)];
    return wrong.map(([name, check]) =>
      (check.status === 'fail' ? failed : warned)(`health.${name}`, check.message, checkWords[name]?.remedy ?? 'See the log'),
    );
  } catch {
    return [skipped('health', `Chat Man does not answer at port ${port}`)];
  }
}

/** What people’s browsers meet: the certificate, and whether Chat Man is behind it. */
async function proxy({ environment: { publicUrl } }: Installation): Promise<Finding[]> {
  const url = publicUrl === null ? null : new URL(publicUrl);
  if (url?.protocol !== 'https:') return [skipped('proxy', 'PUBLIC_URL names no https:// address')];
  try {
    const { fault, daysLeft } = await certificateAt(url);
    const certificate = certificateFinding('certificate', url.hostname, fault, daysLeft);
    if (fault !== null) return [certificate];
    const response = await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(patience), redirect: 'manual' });
    const behind = response.ok
      ? passed('proxy', `Chat Man answers at ${url.origin}`)
      : failed(
          'proxy',
          `${url.origin} answers ${response.status}`,
          'Compare the proxy’s configuration with the one that Chat Man ships',
        );
    const hsts = response.headers.has('strict-transport-security')
      ? []
      : [warned('proxy', 'no Strict-Transport-Security header', 'Use the shipped configuration of nginx or Apache')];
    return [certificate, behind, ...hsts];
  } catch {
    return [failed('proxy', `nothing answers at ${url.origin}`, 'Start the proxy, or correct PUBLIC_URL or the DNS')];
  }
}

function certificateAt({ hostname, port }: URL): Promise<{ readonly fault: string | null; readonly daysLeft: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false, timeout: patience },
      () => {
        const { valid_to: ends } = socket.getPeerCertificate();
        // Only a socket that does not insist says why it would have refused.
        const fault = socket.authorized
          ? null
          : String((socket.authorizationError as Error & { code?: string }).code ?? socket.authorizationError);
        socket.destroy();
        resolve({ fault, daysLeft: (new Date(ends).getTime() - Date.now()) / dayMs });
      },
    );
    socket.once('timeout', () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
  });
}
