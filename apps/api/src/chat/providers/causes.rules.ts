import { isVendor, type ProviderId } from '#contracts/chat/provider.js';
import type { ProviderErrorCode } from './llm-provider.js';

/** Why a model server or a model is of no use just now, and what an administrator can do. Without anything that a server or a person wrote. */
export interface Cause {
  readonly cause: string;
  readonly cure: string;
}

/** Null for a failure of one answer that says nothing about server or model. */
export function causeOf(code: ProviderErrorCode, provider: ProviderId): Cause | null {
  const address = isVendor(provider)
    ? `provider.${provider}.baseUrl`
    : provider === 'openai'
      ? 'OPENAI_BASE_URL'
      : 'OLLAMA_BASE_URL';
  switch (code) {
    case 'model-unreachable':
      return {
        cause: 'nothing responds at the model server’s address',
        cure: `start the model server, or correct ${address}`,
      };
    case 'not-a-model-server':
      return {
        cause: 'the address responds, but not as a model server',
        cure: `correct ${address}: host, port and path`,
      };
    case 'model-refused':
      return {
        cause: 'the model server rejected Chat Man’s request',
        cure: isVendor(provider)
          ? `check the key file (provider.${provider}.keyFile)`
          : 'check the token file (provider.ollama.tokenFile, provider.openai.tokenFile)',
      };
    case 'model-not-found':
      return {
        cause: 'the model server doesn’t have this model',
        cure: 'load the model on the server, or choose another one in model.name',
      };
    case 'model-name-refused':
      return {
        cause: 'the model runs on a remote server',
        cure: 'choose a model that runs here in model.name, or allow remote models with provider.allowRemoteModels',
      };
    case 'model-out-of-memory':
      return {
        cause: 'the model server doesn’t have enough memory for the model',
        cure: 'choose a smaller model, or lower model.context_tokens',
      };
    case 'model-cannot-load':
      return { cause: 'the model server can’t load the model', cure: 'reload the model on the server, or update the server' };
    case 'model-failed':
      return { cause: 'the model server returned an error', cure: 'check the model server’s log' };
    case 'model-silent':
    case 'model-timeout':
      return {
        cause: 'the model took too long',
        cure: 'choose a smaller model, or raise chat.firstTokenSeconds and chat.totalSeconds',
      };
    case 'answer-malformed':
      return {
        cause: 'the model server sent a response Chat Man couldn’t read',
        cure: 'check the model server’s version, and whether a proxy changes its responses',
      };
    case 'answer-cut':
      return {
        cause: 'the connection to the model was lost',
        cure: 'check proxies and time limits between Chat Man and the model server',
      };
    case 'model-busy':
    case 'prompt-too-long':
      return null;
  }
}
