import { Command } from 'commander';
import type { ComposeInitOptions } from './compose-init.js';

type Run = (command: () => Promise<number>) => Promise<void>;

/** `chatman compose …` */
export function composeCommand(run: Run): Command {
  const compose = new Command('compose').description('prepare the setup with Docker Compose');
  compose
    .command('init')
    .description(
      'write .env, secrets and a certificate for docker/compose.yaml, so that no file is edited by hand; keeps what is there',
    )
    .requiredOption('--public-url <url>', 'address at which people will reach Chat Man, such as https://chat.example.com')
    .option('--directory <path>', 'directory of compose.yaml', 'docker')
    .option('--certificate <file>', 'certificate with its chain, in PEM; without one, a self-signed certificate is made')
    .option('--key <file>', 'private key of the certificate, in PEM')
    .option('--http-port <port>', 'port that redirects to https', '80')
    .option('--ollama', 'run Ollama in a container too', false)
    .option('--monitoring', 'run Prometheus and Grafana too', false)
    .option('--disk-is-encrypted', 'the host’s disk is encrypted, which a container can’t see', false)
    .option('--json', 'print what was written as JSON', false)
    .action(async (options: ComposeInitOptions) => {
      const { composeInit } = await import('./compose-init.js');
      await run(() => composeInit(options));
    });
  return compose;
}
