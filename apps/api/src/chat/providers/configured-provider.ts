import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings.js';
import { Log } from '#platform/logging/log.js';
import { ProviderSettings } from '../chat.settings.js';
import { readToken } from '../engine/token-file.js';
import type { LlmProvider } from './llm-provider.js';
import { OllamaProvider } from './ollama.provider.js';
import { OpenAiProvider } from './openai.provider.js';

/** The model server that the settings name: at most one, read at the start. */
@Injectable()
export class ConfiguredProvider {
  /** Null when no model is wanted. */
  readonly provider: LlmProvider | null;
  /** Whether nobody named a server and we only look where Ollama would be. */
  readonly isOnlyGuessed: boolean;

  constructor(settings: Settings, log: Log) {
    const onRefused = (model: string, parameters: readonly string[]): void =>
      log.warn('the model server does not take these parameters; answers are asked for without them', {
        model,
        parameters: parameters.join(', '),
      });
    const { kind, ollama, openai } = settings.of(ProviderSettings);
    const isOpenAi = kind === 'openai' || (kind === 'auto' && openai.baseUrl !== null);
    const address = (baseUrl: string, tokenFile: string | null) => ({ baseUrl, headers: readToken(tokenFile) });
    if (kind === 'extractive') this.provider = null;
    else if (isOpenAi)
      this.provider = openai.baseUrl === null ? null : new OpenAiProvider(address(openai.baseUrl, openai.tokenFile), onRefused);
    else this.provider = new OllamaProvider(address(ollama.baseUrl, ollama.tokenFile), ollama.keepAlive, onRefused);
    const origin = settings.list().find(({ leaf }) => leaf.path.join('.') === 'provider.ollama.baseUrl')?.origin;
    this.isOnlyGuessed = this.provider === null || (kind === 'auto' && !isOpenAi && origin === 'default');
  }
}
