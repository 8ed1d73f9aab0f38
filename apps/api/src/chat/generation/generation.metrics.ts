import { Injectable } from '@nestjs/common';
import type { MessageStatus } from '#contracts/chat/chat.js';
import { Metrics } from '#platform/metrics/metrics.js';
import type { WrittenAnswer } from './runner/answer-job.js';
import type { LiveAnswer } from './stream/live-answer.js';

/** How answers end, how long people wait for the first word, and how fast the rest comes. */
@Injectable()
export class GenerationMetrics {
  private readonly ended;
  private readonly errors;
  private readonly firstToken;
  private readonly speed;

  constructor(metrics: Metrics) {
    this.ended = metrics.counter('generations_total', 'Answers by provider and by how they ended.', ['provider', 'outcome']);
    this.errors = metrics.counter('generation_errors_total', 'Answers that failed, by provider and reason.', [
      'provider',
      'code',
    ]);
    this.firstToken = metrics.histogram(
      'generation_first_token_seconds',
      'Time from the question to the first word of the answer, the queue included.',
      [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120],
    );
    this.speed = metrics.histogram(
      'generation_tokens_per_second',
      'Tokens a second from the first word on.',
      [1, 2, 5, 10, 20, 50, 100, 200],
    );
  }

  note(
    live: Pick<LiveAnswer, 'begunAt' | 'firstTextAt'>,
    { status, errorCode, provenance, answerTokens }: Omit<WrittenAnswer, 'status'> & { readonly status: MessageStatus },
  ): void {
    const { provider } = provenance;
    this.ended.inc({ provider, outcome: status });
    if (errorCode !== null) this.errors.inc({ provider, code: errorCode });
    if (live.firstTextAt === null) return;
    this.firstToken.observe((live.firstTextAt - live.begunAt) / 1_000);
    const seconds = (performance.now() - live.firstTextAt) / 1_000;
    if (answerTokens !== null && answerTokens > 1 && seconds > 0) this.speed.observe(answerTokens / seconds);
  }
}
