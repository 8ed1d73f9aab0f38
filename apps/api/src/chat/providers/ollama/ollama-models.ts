import { ProviderFailure, type ModelManager, type PullLine } from '../llm-provider.js';
import { refusalOf } from '../refusal.rules.js';
import { countIn, errorWords, fieldsOf, textIn } from '../wire/answer-reader.js';
import { LineSplitter } from '../wire/line-splitter.js';
import { callModelServer, textOf, type ModelReply, type ModelServerAddress } from '../wire/model-http.js';

/** Milliseconds. A registry that the server waits for may be slow; a server that says nothing for this long is gone. */
const connectMs = 5_000;
const longestSilence = 120_000;
const removedWithin = 30_000;

/** Ollama's calls that download and delete models. */
export class OllamaModels implements ModelManager {
  constructor(private readonly address: ModelServerAddress) {}

  async *pull(name: string, signal: AbortSignal): AsyncGenerator<PullLine, void> {
    const silent = new AbortController();
    let watch = setTimeout(() => silent.abort(), longestSilence);
    const ended = AbortSignal.any([signal, silent.signal]);
    try {
      const reply = await callModelServer(this.address, {
        method: 'POST',
        path: '/api/pull',
        body: { model: name, stream: true },
        connectMs,
        signal: ended,
      });
      await refuseUnlessFine(reply);
      let isComplete = false;
      const splitter = new LineSplitter();
      for await (const piece of reply.body as AsyncIterable<Buffer>) {
        clearTimeout(watch);
        watch = setTimeout(() => silent.abort(), longestSilence);
        for (const line of splitter.push(piece)) {
          const step = stepOf(line);
          if (step === null) continue;
          isComplete ||= step.status === 'success';
          yield step;
        }
      }
      const last = stepOf(splitter.rest());
      if (last !== null) yield last;
      if (!isComplete && last?.status !== 'success') throw new ProviderFailure('answer-cut', false);
    } catch (cause) {
      signal.throwIfAborted();
      throw cause instanceof ProviderFailure ? cause : new ProviderFailure('model-failed', false, { cause });
    } finally {
      clearTimeout(watch);
    }
  }

  async remove(name: string): Promise<void> {
    const signal = AbortSignal.timeout(removedWithin);
    const reply = await callModelServer(this.address, {
      method: 'DELETE',
      path: '/api/delete',
      body: { model: name },
      connectMs,
      signal,
    });
    await refuseUnlessFine(reply);
    reply.body.resume();
  }
}

async function refuseUnlessFine(reply: ModelReply): Promise<void> {
  if (reply.status === 200) return;
  const { code, retryable } = refusalOf(reply.status, await textOf(reply));
  throw new ProviderFailure(code, retryable);
}

function stepOf(line: string): PullLine | null {
  if (line.trim() === '') return null;
  const fields = fieldsOf(JSON.parse(line));
  if (fields === null || fields['error'] !== undefined) {
    const { code } = refusalOf(500, fields === null ? '' : errorWords(fields['error']));
    throw new ProviderFailure(code, false);
  }
  return {
    status: textIn(fields['status']),
    digest: textIn(fields['digest']) || null,
    total: countIn(fields['total']),
    completed: countIn(fields['completed']),
  };
}
