import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFailed, onTestFinished } from 'vitest';
import { ChatMan, type ChatManOptions } from './chat-man.js';

/** How long a process may take to end, or to be back, in milliseconds; only a failure waits to the end. */
export const soon = 15_000;

/** Builds what changed; returns immediately when nothing did. */
export async function built(): Promise<void> {
  const { buildServer } = (await import('../../scripts/build.mjs' as string)) as { buildServer(): Promise<void> };
  await buildServer();
}

/** An empty directory for one installation; gone after the test. */
export function aPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'chatman-faults-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

/** A running installation that is ended with the test, however that goes. */
export async function aChatMan(options: Partial<ChatManOptions> = {}): Promise<ChatMan> {
  const chatMan = await ChatMan.start({ place: options.place ?? aPlace(), ...options });
  onTestFailed(() => console.error(['The last that Chat Man logged:', ...chatMan.log.slice(-30)].join('\n')));
  onTestFinished(() => chatMan.kill());
  return chatMan;
}
