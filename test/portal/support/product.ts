import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatMan } from '../../support/chat-man.js';

export const password = 'Quiet-River-Stone-42';

const knowledge = `# About Chat Man

Chat Man is a private AI chat for organisations that must be able to prove what happened to their data.

## Backups

Backups run every night. Seven daily backups are kept; older ones are removed, but never the newest verified one.

## Who can read conversations

The conversations of each person are sealed with a key of their own. No role can read the conversations of other people.
`;

/** The built product as a deployer starts it, with a small knowledge base and, if an address is given, a model server. */
export async function startProduct(
  modelServer: string | null,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly chatMan: ChatMan; end(): Promise<void> }> {
  await build();
  const place = mkdtempSync(join(tmpdir(), 'chatman-portal-'));
  mkdirSync(join(place, 'config'), { mode: 0o700 });
  writeFileSync(join(place, 'config', 'knowledge.md'), knowledge);
  const chatMan = await ChatMan.start({
    place,
    variables: {
      // An address where nothing listens, so that an Ollama on this machine is not found.
      OLLAMA_BASE_URL: modelServer ?? 'http://127.0.0.1:9',
      CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '10000',
      ...variables,
    },
  });
  return {
    chatMan,
    async end() {
      await chatMan.kill();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** Builds what changed; returns immediately when nothing did. */
export async function build(): Promise<void> {
  const { buildServer, buildPortal } = (await import('../../../scripts/build.mjs' as string)) as Record<
    'buildServer' | 'buildPortal',
    () => Promise<void>
  >;
  await Promise.all([buildServer(), buildPortal()]);
}
