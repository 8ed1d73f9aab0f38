import { isVendor, vendorIds, type ProviderId, type ProviderPlace, type VendorId } from '#contracts/chat/provider.js';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ProviderSettings } from './chat.settings.js';
import { causeOf } from './providers/causes.rules.js';
import { kindOf, providerOf } from './providers/configured-provider.js';
import { missingPackage, vendors } from './providers/langchain/vendors/vendors.js';
import type { ChatRequest, LlmProvider } from './providers/llm-provider.js';
import { placeOfProvider } from './providers/catalogue/provider-place.rules.js';

export interface VendorChoices {
  readonly address?: string | undefined;
  readonly keyFile: string;
  readonly model: string;
  readonly apiVersion?: string | undefined;
  readonly place?: string | undefined;
}

export interface Check {
  readonly passed: boolean;
  readonly message: string;
}

export interface ListedProvider {
  readonly id: ProviderId;
  readonly isUsed: boolean;
  /** Null where none is set. */
  readonly address: string | null;
  readonly place: ProviderPlace | null;
  /** The command that installs what is missing for it. */
  readonly missing: string | null;
}

// What the operator's tool may ask of the providers. Nothing here writes.
export const vendorNames = Object.fromEntries(vendorIds.map((id) => [id, vendors[id].name])) as Readonly<
  Record<VendorId, string>
>;

/** An address of the kind that this vendor needs; null where the vendor has one address for everybody. */
export function addressExample(id: VendorId): string | null {
  return vendors[id].addressExample;
}

/** The command that installs the vendor's package; null where it is there. */
export function missingFor(id: VendorId): string | null {
  return missingPackage(vendors[id]);
}

/** The part of `settings.json` that chooses this vendor. The key stays in its file. */
export function settingsFor(id: VendorId, { address, keyFile, model, apiVersion, place }: VendorChoices): object {
  const own = {
    ...(address ? { baseUrl: address } : {}),
    ...(apiVersion ? { apiVersion } : {}),
    keyFile,
    place: place ?? 'outside',
  };
  return { model: { name: model }, provider: { kind: id, [id]: own } };
}

/** Package, settings, key file and one small answer, in this order; stops at the first that fails. Throws nothing. */
export async function checkVendor(id: VendorId, choices: VendorChoices): Promise<readonly Check[]> {
  const command = missingFor(id);
  if (command !== null)
    return [{ passed: false, message: `The package for ${vendorNames[id]} is not installed. Install it with: ${command}` }];
  const checks = [{ passed: true, message: 'The package is installed.' }];
  try {
    const { provider: file } = settingsFor(id, choices) as { readonly provider: object };
    const settings = new Settings([ProviderSettings], {
      file: { provider: file },
      fileName: 'settings',
      environment: {},
      overrides: new Map(),
    });
    const provider = providerOf(settings.of(ProviderSettings))!;
    return [...checks, { passed: true, message: 'The key file can be read.' }, await smallAnswer(provider, choices.model)];
  } catch (error) {
    if (error instanceof InvalidSettings) return [...checks, ...error.faults.map((message) => ({ passed: false, message }))];
    throw error;
  }
}

export function listProviders(settings: Settings): readonly ListedProvider[] {
  const configured = settings.of(ProviderSettings);
  const used = kindOf(configured);
  return (['ollama', 'openai', ...vendorIds] as const).map((id) => {
    const { baseUrl, place } = configured[id];
    return {
      id,
      isUsed: id === used,
      address: baseUrl,
      place: baseUrl === null ? null : placeOfProvider(baseUrl, place),
      missing: isVendor(id) ? missingFor(id) : null,
    };
  });
}

async function smallAnswer(provider: LlmProvider, model: string): Promise<Check> {
  const request: ChatRequest = {
    model,
    messages: [{ role: 'user', content: 'Answer with the word “yes”.' }],
    sampling: { temperature: 0, topP: 1, topK: 1, maxTokens: 64 },
    contextTokens: 1024,
    allowsRemote: false,
    limits: { connect: 10_000, firstToken: 60_000, idle: 30_000, total: 90_000 },
  };
  for await (const event of provider.chat(request, new AbortController().signal)) {
    if (event.type === 'done') return { passed: true, message: `${model} answers.` };
    if (event.type !== 'error') continue;
    const cause = causeOf(event.code, provider.id);
    return {
      passed: false,
      message: cause ? `No answer: ${cause.cause} (${event.code}); ${cause.cure}.` : `No answer: ${event.code}.`,
    };
  }
  return { passed: false, message: 'No answer.' };
}
