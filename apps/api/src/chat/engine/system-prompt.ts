import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '#contracts/clean-text.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { decodeText } from '#platform/text/decode.js';
import { SystemSettings } from '../chat.settings.js';

export interface Instructions {
  readonly text: string;
  /** Names the wording for provenance: our own rules' version, and a hash of the organisation's text. */
  readonly version: string;
}

/** Version of the rules that `prompt.rules.ts` adds. Raise it with their wording. */
const rulesVersion = 'rules-1';
/** Milliseconds between checks of the file: an edit takes effect without a restart. */
const checkEvery = 2_000;

/** The organisation's system prompt, from `config/system-prompt.txt`. */
@Injectable()
export class SystemPrompt {
  private readonly path: string;
  private loaded: { readonly text: string; readonly stamp: string } = { text: '', stamp: '' };
  private checkedAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.path = join(environment.configDir, 'system-prompt.txt');
  }

  async current(): Promise<Instructions> {
    if (!this.settings.of(SystemSettings).enableSystemPrompt) return { text: '', version: rulesVersion };
    if (performance.now() - this.checkedAt > checkEvery) await this.check();
    const { text } = this.loaded;
    return {
      text,
      version: text === '' ? rulesVersion : `${rulesVersion}+${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
    };
  }

  /** A file that has gone means no prompt; one that cannot be read leaves the last one in force. */
  private async check(): Promise<void> {
    this.checkedAt = performance.now();
    try {
      const { mtimeMs, size } = await stat(this.path);
      const stamp = `${mtimeMs} ${size}`;
      if (stamp === this.loaded.stamp) return;
      const decoded = decodeText(await readFile(this.path));
      if (decoded === null) this.log.warn('system prompt is not UTF-8 or UTF-16 text; the previous one stays in use');
      this.loaded = { text: decoded === null ? this.loaded.text : cleanText(decoded.text).trim(), stamp };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') this.loaded = { text: '', stamp: '' };
      else this.log.warn('system prompt cannot be read', { code });
    }
  }
}
