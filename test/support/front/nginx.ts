import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freeLoopbackPort } from '../../../libs/platform/postgres/embedded/free-port.js';
import type { Certificate } from '../../../apps/cli/src/compose/certificate.js';

/** The shipped configuration as docs/deployment.md makes it for a machine without containers, for other ports and another place than there. */
export function renderedConfiguration(options: {
  readonly https: number;
  readonly http: number;
  readonly ports: readonly number[];
  readonly tls: string;
}): string {
  const servers = options.ports.map((port) => `    server 127.0.0.1:${port} fail_timeout=1s;`).join('\n');
  const shipped = readFileSync('docker/nginx/chatman.conf.template', 'utf8')
    .replaceAll('${HTTPS_PORT}', String(options.https))
    .replaceAll(/^ *resolver .*$/gm, '')
    .replaceAll('http://api:3001', 'http://chatman_api')
    .replaceAll(/listen 443 /g, `listen 127.0.0.1:${options.https} `)
    .replaceAll(/listen 80 /g, `listen 127.0.0.1:${options.http} `)
    .replaceAll(/^ *listen \[::\].*$/gm, '')
    .replaceAll('/etc/nginx/tls', options.tls);
  return `upstream chatman_api {\n    zone chatman_api 64k;\n${servers}\n}\n${shipped}`;
}

/** Starts the nginx of this machine; returns how to stop it. */
export async function startNginx(
  https: number,
  ports: readonly number[],
  { certificate, key }: Certificate,
): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'chatman-nginx-'));
  const http = await freeLoopbackPort();
  writeFileSync(join(directory, 'chatman.crt'), certificate);
  writeFileSync(join(directory, 'chatman.key'), key, { mode: 0o600 });
  writeFileSync(join(directory, 'chatman.conf'), renderedConfiguration({ https, http, ports, tls: directory }));
  writeFileSync(join(directory, 'nginx.conf'), surroundings(directory));
  mkdirSync(join(directory, 'temporary'));
  const log: string[] = [];
  const nginx = spawn('nginx', ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  nginx.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => nginx.once('exit', () => resolve()));
  for (const deadline = performance.now() + 10_000; !(await answers(https)); await pause(50))
    if (performance.now() > deadline) throw new Error(`nginx did not start.\n${log.join('')}`);
  return async () => {
    nginx.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
}

/** What a distribution's nginx.conf says around the files of conf.d. */
function surroundings(directory: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${directory}/temporary/${name};`,
  );
  return `daemon off;
pid ${directory}/pid;
worker_processes 2;
${process.getuid?.() === 0 ? 'user root;' : ''}
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
${temporary.join('\n')}
  include ${directory}/chatman.conf;
}
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
