import { Injectable } from '@nestjs/common';
import { isVendor, type ProviderPlace, type VendorId } from '#contracts/chat/provider.js';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { ProviderSettings } from '../chat.settings.js';
import { readKey, readToken } from '../engine/token-file.js';
import { LangChainProvider } from './langchain/langchain.provider.js';
import { missingPackage, vendors } from './langchain/vendors/vendors.js';
import type { LlmProvider } from './llm-provider.js';
import type { PlacedModelServer } from './wire/model-http.js';
import { OllamaProvider } from './ollama/ollama.provider.js';
import { OpenAiProvider } from './openai/openai.provider.js';
import type { OnRefusedParameters } from './openai/optional-parameters.js';
import { placeOfProvider } from './catalogue/provider-place.rules.js';

type Configured = (typeof ProviderSettings.schema)['_zod']['output'];

/** The model server that the settings name: at most one, read at the start. */
@Injectable()
export class ConfiguredProvider {
  /** Null when no model is wanted. */
  readonly provider: LlmProvider | null;
  /** Whether no server was configured and only Ollama's default address is tried. */
  readonly isOnlyGuessed: boolean;

  constructor(settings: Settings, log: Log) {
    const configured = settings.of(ProviderSettings);
    const kind = kindOf(configured);
    this.provider = providerOf({ ...configured, kind }, (model, parameters) =>
      log.warn('the model server does not accept these parameters; requests are sent without them', {
        model,
        parameters: parameters.join(', '),
      }),
    );
    const isSaid = (kind !== 'ollama' && kind !== 'openai') || configured[kind].place !== null;
    if (this.provider?.place === 'outside' && !isSaid)
      log.warn('the place of the model server is not set, so it counts as outside', { setting: `provider.${kind}.place` });
    const origin = settings.list().find(({ leaf }) => leaf.path.join('.') === 'provider.ollama.baseUrl')?.origin;
    this.isOnlyGuessed = this.provider === null || (configured.kind === 'auto' && kind === 'ollama' && origin === 'default');
  }
}

/** Who answers, with `auto` resolved. */
export function kindOf({ kind, openai }: Configured): Exclude<Configured['kind'], 'auto'> {
  if (kind !== 'auto') return kind;
  return openai.baseUrl === null ? 'ollama' : 'openai';
}

/** Throws `InvalidSettings` where something is missing that the provider cannot do without. */
export function providerOf(configured: Configured, onRefused: OnRefusedParameters = () => undefined): LlmProvider | null {
  const { kind, ollama, openai } = configured;
  if (isVendor(kind)) return vendorOf(kind, configured, onRefused);
  if (kind === 'openai')
    return openai.baseUrl === null ? null : new OpenAiProvider(serverAt({ ...openai, baseUrl: openai.baseUrl }), onRefused);
  return kind === 'extractive' ? null : new OllamaProvider(serverAt(ollama), ollama.keepAlive, onRefused);
}

function vendorOf(id: VendorId, configured: Configured, onRefused: OnRefusedParameters): LangChainProvider {
  const { baseUrl, keyFile, place } = configured[id];
  const command = missingPackage(vendors[id]);
  const faults = [
    ...(command === null ? [] : [`provider.kind: ${id} needs a package that is not installed. Install it with: ${command}`]),
    ...(baseUrl === null ? [`provider.${id}.baseUrl: expected the address of ${vendors[id].name}, found nothing`] : []),
    ...(keyFile === null ? [`provider.${id}.keyFile: expected a file with the key for ${vendors[id].name}, found nothing`] : []),
  ];
  if (baseUrl === null || keyFile === null || faults.length > 0) throw new InvalidSettings(faults);
  const server = { baseUrl, key: readKey(keyFile), apiVersion: configured.azure.apiVersion };
  return new LangChainProvider(id, server, placeOfProvider(baseUrl, place), onRefused);
}

interface ServerSettings {
  readonly baseUrl: string;
  readonly tokenFile: string | null;
  readonly place: ProviderPlace | null;
}

function serverAt({ baseUrl, tokenFile, place }: ServerSettings): PlacedModelServer {
  return { baseUrl, headers: readToken(tokenFile), place: placeOfProvider(baseUrl, place) };
}
