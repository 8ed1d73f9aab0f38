import * as z from 'zod/mini';

/** What writes answers: a model server by its wire format, a vendor, or no model at all (`extractive`: quotes). */
export const ProviderId = z.enum(['ollama', 'openai', 'azure', 'anthropic', 'extractive']);
export type ProviderId = z.infer<typeof ProviderId>;

/**
 * Where a provider runs: on the host of Chat Man, in the organisation, or outside it. One of which nobody has said where it runs counts as
 * outside.
 */
export const ProviderPlace = z.enum(['this-host', 'organisation', 'outside']);
export type ProviderPlace = z.infer<typeof ProviderPlace>;
