import { ProviderFailure } from '../llm-provider.js';
import { callModelServer, textOf, type ModelServerAddress } from './model-http.js';
import { refusalOf } from '../refusal.rules.js';

/** Milliseconds for the small requests (version, models): a page is waiting for them. */
const patience = 3_000;

/** A small request with a JSON response, of any content type. Rejects with a `ProviderFailure`. */
export async function askOnce(address: ModelServerAddress, path: string, signal: AbortSignal): Promise<unknown> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const reply = await callModelServer(address, { method: 'GET', path, connectMs: patience, signal: limited });
  const text = await textOf(reply);
  if (reply.status !== 200) {
    const { code, retryable } = refusalOf(reply.status, text);
    throw new ProviderFailure(code, retryable);
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch {
    throw new ProviderFailure('not-a-model-server', false);
  }
}

/** Settles when the server responds, with any status. Rejects with a `ProviderFailure`. */
export async function answersAtAll(address: ModelServerAddress, signal: AbortSignal): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const reply = await callModelServer(address, { method: 'GET', path: '/', connectMs: patience, signal: limited });
  reply.body.destroy();
}

/** Whether the server has this call at all. It is sent without anything to do. */
export async function knowsCall(address: ModelServerAddress, path: string, signal: AbortSignal): Promise<boolean> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const reply = await callModelServer(address, { method: 'POST', path, body: {}, connectMs: patience, signal: limited });
  reply.body.destroy();
  return reply.status !== 404 && reply.status !== 405 && !/html/u.test(reply.contentType);
}
