import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';
import { webhookSecret } from '../anchor/anchor-message.js';

/** The receiver responded with a status other than 2xx. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';

  constructor(readonly status: number) {
    super(`the receiver responded with ${status}`);
  }
}

/** The secret that signs what is sent. A missing or unfit one stops the start: unsigned, anybody could pass for Chat Man. */
export function readWebhookSecret(path: string | null, configDir: string): Buffer {
  const setting = 'audit.anchorWebhook.secretFile';
  if (path === null) throw new InvalidSettings([`${setting} is required when audit.anchorWebhook.url is set`]);
  const secret = webhookSecret(textOf(path, configDir, setting));
  if (secret === null)
    throw new InvalidSettings([`${setting}: the file must contain whsec_ and 24 to 64 random bytes in base64`]);
  return secret;
}

function textOf(path: string, configDir: string, setting: string): string {
  try {
    return readFileSync(resolve(configDir, path), 'utf8').trim();
  } catch (error) {
    throw new InvalidSettings([`${setting}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
