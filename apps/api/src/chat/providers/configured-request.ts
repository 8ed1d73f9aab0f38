import type { Settings } from '#platform/config/settings/settings.js';
import { ChatSettings, ModelSettings, ProviderSettings } from '../chat.settings.js';
import type { Parameters } from '#contracts/chat/parameters.js';
import type { ChatRequest } from './llm-provider.js';

/** What the settings say of every question to a model, and within that what a conversation wants. */
export function configuredRequest(
  settings: Settings,
  model: string,
  wanted: Parameters | null = null,
): Omit<ChatRequest, 'messages'> {
  const { temperature, top_p, top_k, max_tokens, context_tokens } = settings.of(ModelSettings);
  const { connectSeconds, firstTokenSeconds, idleSeconds, totalSeconds } = settings.of(ChatSettings);
  return {
    model,
    sampling: {
      temperature: wanted?.temperature ?? temperature,
      topP: top_p,
      topK: top_k,
      maxTokens: Math.min(wanted?.maxTokens ?? max_tokens, longestAnswer(settings)),
      ...(wanted?.seed === undefined ? {} : { seed: wanted.seed }),
    },
    contextTokens: context_tokens,
    allowsRemote: settings.of(ProviderSettings).allowRemoteModels,
    limits: {
      connect: connectSeconds * 1000,
      firstToken: firstTokenSeconds * 1000,
      idle: idleSeconds * 1000,
      total: totalSeconds * 1000,
    },
  };
}

/** The longest answer that the settings allow, in tokens: half of the window at most. */
export function longestAnswer(settings: Settings): number {
  const { max_tokens, context_tokens } = settings.of(ModelSettings);
  return Math.min(max_tokens, Math.floor(context_tokens / 2));
}
