import { setTimeout as wait } from 'node:timers/promises';
import type { ProviderEvent } from '../llm-provider.js';
import { pauseBeforeRetry } from '../refusal.rules.js';

/** Repeats a try that failed before its first event in a way that may pass. Once anything has arrived there is no second try. */
export async function* withRetries(
  attempt: () => AsyncIterable<ProviderEvent>,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, void, undefined> {
  for (let repetition = 1; ; repetition += 1) {
    let hasStarted = false;
    let pause: number | null = null;
    for await (const event of attempt()) {
      pause = event.type === 'error' && event.retryable && !hasStarted ? pauseBeforeRetry(repetition, Math.random()) : null;
      if (pause !== null) break;
      hasStarted = true;
      yield event;
    }
    if (pause === null) return;
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
