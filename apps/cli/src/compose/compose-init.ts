import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { newSecret } from '../master-password/secret-file.js';
import { Refusal } from '../refusal.js';
import { selfSigned, type Certificate } from './certificate.js';
import { composeEnvironment, databaseAddress, madeSecrets } from './compose-files.rules.js';

export interface ComposeInitOptions {
  readonly publicUrl: string;
  readonly directory: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly httpPort: string;
  readonly ollama: boolean;
  readonly monitoring: boolean;
  readonly diskIsEncrypted: boolean;
  readonly json: boolean;
}

const selfSignedDays = 90;

/**
 * Compose hands a secret to a container with the mode that its file has, and processes there run as other users: the files can be read by all,
 * and the directory above them by nobody else.
 */
const mode = { directory: 0o700, file: 0o444 };

/** `chatman compose init`: everything that `docker compose up` needs. What is there already stays, so that it can be run again. */
export async function composeInit(options: ComposeInitOptions): Promise<number> {
  const directory = resolve(options.directory);
  if (!existsSync(join(directory, 'compose.yaml')))
    throw new Refusal(
      `Expected compose.yaml in ${directory}, found none. Run this where Chat Man is, or set --directory. Nothing was written.`,
    );
  const url = publicUrlOf(options.publicUrl);
  const httpPort = portOf(options.httpPort);
  const given = givenCertificate(options, url.hostname);

  const written: string[] = [];
  const write = (path: string, content: string, fileMode: number): void => {
    if (existsSync(path)) return;
    writeFileSync(path, content, { mode: fileMode, flag: 'wx' });
    written.push(path);
  };
  for (const name of ['secrets', 'tls']) mkdirSync(join(directory, name), { mode: mode.directory, recursive: true });
  const secret = (name: string): string => join(directory, 'secrets', name);
  for (const name of madeSecrets) write(secret(name), newSecret(), mode.file);
  write(secret('database_url'), databaseAddress(readFileSync(secret('owner_password'), 'utf8')), mode.file);
  const tls = { certificate: join(directory, 'tls', 'chatman.crt'), key: join(directory, 'tls', 'chatman.key') };
  const isSelfSigned = given === null && !existsSync(tls.certificate);
  const { certificate, key } = given ?? (isSelfSigned ? await selfSigned([url.hostname], selfSignedDays) : emptyCertificate);
  write(tls.key, key, mode.file);
  write(tls.certificate, certificate, mode.file);
  const choices = { hasOllama: options.ollama, hasMonitoring: options.monitoring, isDiskEncrypted: options.diskIsEncrypted };
  write(join(directory, '.env'), composeEnvironment({ publicUrl: url.href, httpPort, ...choices }), 0o600);
  process.stdout.write(
    options.json ? `${JSON.stringify({ directory, written, isSelfSigned })}\n` : inWords(directory, written, isSelfSigned),
  );
  return 0;
}

const emptyCertificate: Certificate = { certificate: '', key: '' };

function publicUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.username !== '' || url.search !== '')
    throw new Refusal(
      'Expected an address such as https://chat.example.com for --public-url, found something else. Nothing was written.',
    );
  return url;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`Expected a port from 1 to 65535 for --http-port, found ${JSON.stringify(text)}. Nothing was written.`);
  return port;
}

/** A certificate that does not fit its key or the address is found now, not by nginx at its start or by the first browser. */
function givenCertificate({ certificate, key }: ComposeInitOptions, hostname: string): Certificate | null {
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined)
    throw new Refusal('--certificate and --key go together. Nothing was written.');
  const read = { certificate: textOf(certificate), key: textOf(key) };
  const parsed = parsedOr(() => new X509Certificate(read.certificate), certificate, 'a certificate in PEM');
  const privateKey = parsedOr(() => createPrivateKey(read.key), key, 'a private key in PEM without a passphrase');
  if (!parsed.checkPrivateKey(privateKey)) throw new Refusal(`${key} is not the key of ${certificate}. Nothing was written.`);
  if ((isIP(hostname) === 0 ? parsed.checkHost(hostname) : parsed.checkIP(hostname)) === undefined)
    throw new Refusal(`${certificate} is not for ${hostname}. Nothing was written.`);
  if (parsed.validToDate.getTime() < Date.now())
    throw new Refusal(`${certificate} ended on ${parsed.validTo}. Nothing was written.`);
  return read;
}

function textOf(file: string): string {
  return parsedOr(() => readFileSync(file, 'utf8'), file, 'a readable file');
}

function parsedOr<Value>(parse: () => Value, file: string, expected: string): Value {
  try {
    return parse();
  } catch (cause) {
    throw new Refusal(`${file}: expected ${expected}, found something else. Nothing was written.`, { cause });
  }
}

function inWords(directory: string, written: readonly string[], isSelfSigned: boolean): string {
  const lines =
    written.length === 0
      ? ['Everything was there already; nothing was written.']
      : ['Written:', ...written.map((path) => `  ${path}`)];
  if (isSelfSigned)
    lines.push(
      `The certificate is self-signed and ends in ${selfSignedDays} days: browsers will warn. Replace tls/chatman.crt and tls/chatman.key with yours, then docker compose restart nginx.`,
    );
  lines.push(
    `Keep a copy of ${join(directory, 'secrets', 'master_password')} somewhere other than this machine: without it, nothing stored here can be decrypted again.`,
    'It is also the first password of the account owner.',
    `Next: cd ${directory} && docker compose up --detach --build`,
  );
  return `${lines.join('\n')}\n`;
}
