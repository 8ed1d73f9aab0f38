import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { cleanText } from '#contracts/clean-text.js';
import { Refused } from '../../exit-codes.js';
import { decodeText } from '../../text/decode.js';
import { expectationOf, foundOf } from './expectation.js';
import { withLibpqVariables } from './libpq-variables.rules.js';
import { tracingTarget, type TracingTarget } from '../../tracing/tracing-variables.rules.js';
import { hasCredentials } from './shown-address.js';

const filled = z.string().check(z.minLength(1));
const yes = z.stringbool();
/** Not `z.url`: a connection over a Unix socket has no host (`postgres://user:password@/database?host=/directory`). */
const postgresUrl = z
  .string()
  .check(z.regex(/^postgres(ql)?:\/\/\S+$/, { error: 'an address that starts with postgres:// and contains no spaces' }));

/**
 * Every environment variable that Chat Man itself reads; those of single settings stand with the settings. The descriptions make the
 * reference page.
 */
export const environmentVariables = {
  NODE_ENV: variable(
    z._default(z.enum(['development', 'production', 'test']), 'development'),
    'Production mode refuses to start where development mode only warns.',
  ),
  CHAT_MAN_PASSWORD: variable(
    z.optional(filled),
    'Master password: unlocks every data key. At the first start it is also the first password of the account `owner`.',
  ),
  CHAT_MAN_PASSWORD_FILE: variable(
    z.optional(filled),
    'File that contains the master password; use it instead of CHAT_MAN_PASSWORD.',
  ),
  SESSION_SECRET: variable(
    z.optional(z.string().check(z.minLength(16))),
    'Signs session cookies. Required in production (`openssl rand -base64 32`).',
  ),
  SESSION_SECRET_FILE: variable(z.optional(filled), 'File that contains the session secret; use it instead of SESSION_SECRET.'),
  PORT: variable(
    z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65535)), 3001),
    'TCP port of the API and the portal.',
  ),
  HOST: variable(z.optional(filled), 'Address to listen on. Loopback outside production, every address in production.'),
  CHAT_MAN_DATA_DIR: variable(
    z._default(filled, 'data'),
    'Directory for everything Chat Man writes: database, backups, audit files.',
  ),
  CHAT_MAN_CONFIG_DIR: variable(z._default(filled, 'config'), 'Directory for settings, system prompt, knowledge and secrets.'),
  DATABASE_URL: variable(
    z.optional(postgresUrl),
    'PostgreSQL server to use instead of the embedded one; its role owns the schema.',
  ),
  DATABASE_URL_FILE: variable(z.optional(filled), 'File that contains this address; use it instead of DATABASE_URL.'),
  DATABASE_RUNTIME_URL: variable(
    z.optional(postgresUrl),
    'Connection of the restricted role, if the owner role isn’t allowed to create roles.',
  ),
  DATABASE_PATH: variable(
    z.optional(filled),
    'File next to which the embedded PostgreSQL keeps its cluster (default `<data>/sessions.db`).',
  ),
  BACKUP_DIR: variable(z.optional(filled), 'Directory of backups (default `<data>/backups`).'),
  AUDIT_LOG_PATH: variable(z.optional(filled), 'Audit log file (default `<data>/audit/audit.log`).'),
  ALERT_WEBHOOK_SECRET: variable(
    z.optional(z.string().check(z.minLength(16))),
    'Signs what is posted to the alert webhook (`openssl rand -base64 32`); without it, messages carry no signature.',
  ),
  ALERT_WEBHOOK_SECRET_FILE: variable(
    z.optional(filled),
    'File that contains the secret of the alert webhook; use it instead of ALERT_WEBHOOK_SECRET.',
  ),
  SKIP_ENCRYPTION_CHECK: variable(
    z._default(yes, false),
    'Allows a production start without an encrypted filesystem. Not recommended for HIPAA or GDPR.',
  ),
  LOG_LEVEL: variable(z._default(z.enum(['error', 'warn', 'info', 'debug']), 'info'), 'Log level.'),
  PUBLIC_URL: variable(
    z.optional(
      z
        .url({ protocol: /^https?$/ })
        .check(z.refine((url) => !hasCredentials(url), { error: 'without user and password, because everyone can see it' })),
    ),
    'Address at which people reach the portal. Passkeys and the single sign-on callback are bound to it, and it is printed at startup.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(
    z.optional(filled),
    'OpenTelemetry collector that traces are sent to by OTLP over HTTP, such as `http://collector:4318`; `/v1/traces` is added. Without it nothing is recorded. See docs/monitoring.md for all OTEL_ variables that are read.',
  ),
} as const;

function variable<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

const schema = z.object(environmentVariables);

export interface Environment {
  readonly mode: 'development' | 'production' | 'test';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly configDir: string;
  readonly backupDir: string;
  readonly auditLogPath: string;
  readonly databasePath: string;
  readonly databaseUrl: string | null;
  readonly databaseRuntimeUrl: string | null;
  readonly masterPassword: string | null;
  readonly sessionSecret: string | null;
  readonly alertWebhookSecret: string | null;
  readonly skipEncryptionCheck: boolean;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly publicUrl: string | null;
  /** Where traces are sent; null where none are recorded. */
  readonly tracing: TracingTarget | null;
}

/** A variable that cannot be used. The text names the variable and never shows its value. */
export class InvalidEnvironment extends Refused {
  override readonly name = 'InvalidEnvironment';

  constructor(readonly faults: readonly string[]) {
    super(`The environment variables can’t be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/**
 * Variables by which LangChain and LangSmith send prompts to a third party or print them: tracing, a gateway in place of the model server,
 * further receivers of runs, files and profiles that set any of these. Whole families, with any value: the next version may know more.
 */
const tracing = /^(?:LANGSMITH|LANGCHAIN)(?:_|$)/iu;

/** With it, Mistral's library prints every question and answer. */
const printing = 'MISTRAL_DEBUG';

/** Without invisible characters: an image or an editor may have brought a byte order mark into a name, and a line end into a value. */
export function cleanVariables(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(variables).map(([given, value = '']): [string, string] => {
    const name = cleanText(given).trim();
    return [name, secrets.includes(name) ? value : cleanText(value).trim()];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Variables whose wrong value helps the reader of the message and reveals nothing. */
const shown = ['NODE_ENV', 'PORT', 'SKIP_ENCRYPTION_CHECK', 'LOG_LEVEL', 'PUBLIC_URL'];
/** Taken as they are: cleaned, they would open nothing. */
const secrets = ['CHAT_MAN_PASSWORD', 'SESSION_SECRET', 'ALERT_WEBHOOK_SECRET'];

/** Reads and checks the environment once, at the start. Relative paths are taken from `root`. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>, root: string): Environment {
  const given = withDatabaseFile(cleanVariables(variables), root);
  const parsed = z.safeParse(schema, given);
  const faults = parsed.success ? [] : misfitsOf(given, parsed.error.issues);
  for (const name of Object.keys(given).filter((each) => tracing.test(each)))
    faults.push(
      `${name} is set, and variables of LangSmith and LangChain can send prompts to a third party or print them. Unset it.`,
    );
  if (given[printing] !== undefined) faults.push(`${printing} is set, so questions and answers would be printed. Unset it.`);
  const connection = withLibpqVariables(given);
  const traces = tracingTarget(given);
  faults.push(...connection.faults, ...traces.faults);
  if (!parsed.success || faults.length > 0) throw new InvalidEnvironment(faults);
  const read = parsed.data;
  const dataDir = resolve(root, read.CHAT_MAN_DATA_DIR);
  const databasePath = resolve(root, read.DATABASE_PATH ?? resolve(dataDir, 'sessions.db'));
  return {
    mode: read.NODE_ENV,
    port: read.PORT,
    host: read.HOST ?? (read.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'),
    dataDir,
    configDir: resolve(root, read.CHAT_MAN_CONFIG_DIR),
    backupDir: resolve(root, read.BACKUP_DIR ?? resolve(dataDir, 'backups')),
    auditLogPath: resolve(root, read.AUDIT_LOG_PATH ?? resolve(dataDir, 'audit', 'audit.log')),
    databasePath,
    databaseUrl: connection.databaseUrl,
    databaseRuntimeUrl: connection.databaseRuntimeUrl,
    masterPassword: read.CHAT_MAN_PASSWORD ?? secretFile(read.CHAT_MAN_PASSWORD_FILE, root, 'CHAT_MAN_PASSWORD_FILE'),
    sessionSecret: read.SESSION_SECRET ?? secretFile(read.SESSION_SECRET_FILE, root, 'SESSION_SECRET_FILE'),
    alertWebhookSecret:
      read.ALERT_WEBHOOK_SECRET ?? secretFile(read.ALERT_WEBHOOK_SECRET_FILE, root, 'ALERT_WEBHOOK_SECRET_FILE'),
    skipEncryptionCheck: read.SKIP_ENCRYPTION_CHECK,
    logLevel: read.LOG_LEVEL,
    publicUrl: read.PUBLIC_URL ?? null,
    tracing: traces.target,
  };
}

/** The address of the database from a file, as if it had been set. */
function withDatabaseFile(given: Record<string, string>, root: string): Record<string, string> {
  const address = given['DATABASE_URL'] ?? secretFile(given['DATABASE_URL_FILE'], root, 'DATABASE_URL_FILE');
  return address === null ? given : { ...given, DATABASE_URL: address.trim() };
}

/** Where the embedded cluster lives: beside the file that DATABASE_PATH names. */
export function clusterDirectory(environment: Pick<Environment, 'databasePath'>): string {
  return resolve(dirname(environment.databasePath), 'postgres');
}

function misfitsOf(given: Readonly<Record<string, string>>, issues: readonly z.core.$ZodIssue[]): string[] {
  const names = [...new Set(issues.map(({ path }) => String(path[0])))] as (keyof typeof environmentVariables)[];
  return names.map((name) => {
    const expected = expectationOf(
      environmentVariables[name],
      issues.filter(({ path }) => path[0] === name),
    );
    const found = shown.includes(name) ? foundOf(name, given[name]) : 'something else';
    return `${name}: expected ${expected}, found ${found}`;
  });
}

/** What an editor puts around the secret goes: a byte order mark, and one line end. */
function secretFile(path: string | undefined, root: string, variable: string): string | null {
  if (path === undefined) return null;
  const secret = decodeText(bytesOf(resolve(root, path), variable))?.text.replace(/\r?\n$/, '');
  if (secret === undefined) throw new InvalidEnvironment([`${variable}: expected a text file, found something else`]);
  if (secret === '') throw new InvalidEnvironment([`${variable}: expected a secret in the file, found nothing`]);
  return secret;
}

function bytesOf(path: string, variable: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new InvalidEnvironment([
      `${variable}: expected a readable file, found none (${(cause as NodeJS.ErrnoException).code})`,
    ]);
  }
}
