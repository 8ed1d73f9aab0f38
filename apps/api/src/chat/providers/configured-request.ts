import type { Settings } from '#platform/config/settings/settings.js';
import { ChatSettings, ModelSettings, ProviderSettings } from '../chat.settings.js';
import type { ChatRequest } from './llm-provider.js';

/** What the settings say of every question to a model. */
export function configuredRequest(settings: Settings, model: string): Omit<ChatRequest, 'messages'> {
  const { temperature, top_p, top_k, max_tokens, context_tokens } = settings.of(ModelSettings);
  const { connectSeconds, firstTokenSeconds, idleSeconds, totalSeconds } = settings.of(ChatSettings);
  return {
    model,
    sampling: { temperature, topP: top_p, topK: top_k, maxTokens: Math.min(max_tokens, Math.floor(context_tokens / 2)) },
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
