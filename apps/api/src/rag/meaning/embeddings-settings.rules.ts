import type { RetrievalSettings } from '../retrieval.settings.js';

type Embeddings = RetrievalSettings['embeddings'];

/** What is missing or not allowed. Passages of every collection go to this server, those that stay here as well: it is never one outside. */
export function embeddingsFaults({ kind, model, baseUrl, place }: Embeddings): string[] {
  if (kind === 'included') return [];
  return [
    ...(model === null ? ['retrieval.embeddings.model: expected the name of an embedding model, found nothing'] : []),
    ...(kind === 'openai' && baseUrl === null
      ? ['retrieval.embeddings.baseUrl: expected the address of the server with the embedding model, found nothing']
      : []),
    ...(place === null && baseUrl !== null && !isLoopback(baseUrl)
      ? [
          'retrieval.embeddings.place: expected this-host or organisation, found nothing. Every passage is sent to this server, so it has to be one of yours',
        ]
      : []),
  ];
}

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(hostname);
}
