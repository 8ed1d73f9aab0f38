import { isVendor, type ProviderId } from '#contracts/provider.js';
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
        cause: 'nothing answers at the address of the model server',
        cure: `start the model server, or correct ${address}`,
      };
    case 'not-a-model-server':
      return {
        cause: 'what answers at the address of the model server is none',
        cure: `correct ${address}: host, port and path`,
      };
    case 'model-refused':
      return {
        cause: 'the model server refuses Chat Man',
        cure: isVendor(provider)
          ? `check the file with its key (provider.${provider}.keyFile)`
          : 'check the file with its token (provider.ollama.tokenFile, provider.openai.tokenFile)',
      };
    case 'model-not-found':
      return {
        cause: 'the model server does not have the model',
        cure: 'load the model on the server, or choose another one in model.name',
      };
    case 'model-name-refused':
      return {
        cause: 'the model runs on a machine of somebody else',
        cure: 'choose a model that runs here in model.name, or allow others with provider.allowRemoteModels',
      };
    case 'model-out-of-memory':
      return {
        cause: 'the model server has not enough memory for the model',
        cure: 'choose a smaller model, or set model.context_tokens lower',
      };
    case 'model-cannot-load':
      return { cause: 'the model server cannot load the model', cure: 'load the model on the server anew, or update the server' };
    case 'model-failed':
      return { cause: 'the model server answered with an error', cure: 'look into the log of the model server' };
    case 'model-silent':
    case 'model-timeout':
      return {
        cause: 'the model took too long',
        cure: 'choose a smaller model, or raise chat.firstTokenSeconds and chat.totalSeconds',
      };
    case 'answer-malformed':
      return {
        cause: 'the model server sent something that is no answer',
        cure: 'check whether a proxy changes its answers, and its version',
      };
    case 'answer-cut':
      return {
        cause: 'the connection to the model broke',
        cure: 'check proxies and time limits between Chat Man and the model server',
      };
    case 'model-busy':
    case 'prompt-too-long':
      return null;
  }
}
