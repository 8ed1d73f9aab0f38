/** The address under which an OpenAI-compatible server has its calls: `/v1` is added unless a version is there. */
export function openAiRoot(baseUrl: string): string {
  const bare = withoutEnd(baseUrl).replace(/\/(?:chat\/completions|completions|models)$/u, '');
  return /\/v\d+[a-z]*$/u.test(bare) || /\/v\d+[a-z]*\/openai$/u.test(bare) ? bare : `${bare}/v1`;
}

/** The address of Ollama itself: people copy it with the `/api` of its own calls, or the `/v1` of those that other servers have too. */
export function ollamaRoot(baseUrl: string): string {
  return withoutEnd(withoutEnd(baseUrl).replace(/\/(?:api(?:\/(?:chat|tags|generate))?|v1)$/u, ''));
}

function withoutEnd(address: string): string {
  return address.trim().replace(/\/+$/u, '');
}
