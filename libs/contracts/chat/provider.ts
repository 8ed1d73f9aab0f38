import * as z from 'zod/mini';

/** Vendors whose servers are outside of Chat Man's keeping, reached through LangChain. */
export const vendorIds = ['azure', 'anthropic', 'mistral', 'google', 'bedrock'] as const;
export type VendorId = (typeof vendorIds)[number];

/** What writes answers: a model server by its wire format, a vendor, or no model at all (`extractive`: quotes). */
export const ProviderId = z.enum(['ollama', 'openai', ...vendorIds, 'extractive']);
export type ProviderId = z.infer<typeof ProviderId>;

export function isVendor(id: string): id is VendorId {
  return (vendorIds as readonly string[]).includes(id);
}

/**
 * Where a provider runs: on the host of Chat Man, in the organisation, or outside it. Without a configured place it counts as
 * outside.
 */
export const ProviderPlace = z.enum(['this-host', 'organisation', 'outside']);
export type ProviderPlace = z.infer<typeof ProviderPlace>;
