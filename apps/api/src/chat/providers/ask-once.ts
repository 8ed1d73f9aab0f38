import { fieldsOf, type Fields } from './answer-reader.js';
import { ProviderFailure } from './llm-provider.js';
import { callModelServer, textOf, type ModelServerAddress } from './model-http.js';
import { refusalOf } from './refusal.rules.js';

/** Milliseconds for the small questions (version, models): whoever waits for them is drawing a page. */
const patience = 3_000;

/** A small question with a JSON answer. Rejects with a `ProviderFailure`. */
export async function askOnce(address: ModelServerAddress, path: string, signal: AbortSignal): Promise<Fields> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const reply = await callModelServer(address, { method: 'GET', path, connectMs: patience, signal: limited });
  const text = await textOf(reply);
  if (reply.status !== 200) {
    const { code, retryable } = refusalOf(reply.status, text);
    throw new ProviderFailure(code, retryable);
  }
  const fields = reply.contentType === 'application/json' ? fieldsIn(text) : null;
  if (!fields) throw new ProviderFailure('not-a-model-server', false);
  return fields;
}

function fieldsIn(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}
