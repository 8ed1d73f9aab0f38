import { Injectable } from '@nestjs/common';
import type { ProviderPlace } from '#contracts/provider.js';
import { Settings } from '#platform/config/settings.js';
import { Log } from '#platform/logging/log.js';
import { ProviderSettings } from '../chat.settings.js';
import { readToken } from '../engine/token-file.js';
import type { LlmProvider } from './llm-provider.js';
import { OllamaProvider } from './ollama.provider.js';
import type { PlacedModelServer } from './model-http.js';
import { OpenAiProvider } from './openai.provider.js';
import { placeOfProvider } from './provider-place.rules.js';

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
    if (kind === 'extractive') this.provider = null;
    else if (isOpenAi)
      this.provider =
        openai.baseUrl === null ? null : new OpenAiProvider(serverAt({ ...openai, baseUrl: openai.baseUrl }), onRefused);
    else this.provider = new OllamaProvider(serverAt(ollama), ollama.keepAlive, onRefused);
    if (this.provider?.place === 'outside' && (isOpenAi ? openai : ollama).place === null)
      log.warn('nobody has said where the model server runs, so it counts as outside', {
        setting: isOpenAi ? 'provider.openai.place' : 'provider.ollama.place',
      });
    const origin = settings.list().find(({ leaf }) => leaf.path.join('.') === 'provider.ollama.baseUrl')?.origin;
    this.isOnlyGuessed = this.provider === null || (kind === 'auto' && !isOpenAi && origin === 'default');
  }
}

interface ServerSettings {
  readonly baseUrl: string;
  readonly tokenFile: string | null;
  readonly place: ProviderPlace | null;
}

function serverAt({ baseUrl, tokenFile, place }: ServerSettings): PlacedModelServer {
  return { baseUrl, headers: readToken(tokenFile), place: placeOfProvider(baseUrl, place) };
}
