import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Drain } from '#platform/http/limits/drain.js';
import { Log } from '#platform/logging/log.js';
import { inSpan, type Facts, type Span } from '#platform/tracing/span.js';
import { Admission } from '../queue/admission.js';
import { AnswerCloser } from './answer-closer.js';
import type { AnswerJob, WrittenAnswer } from './answer-job.js';
import { AnswerWriter } from './answer-writer.js';
import { LiveAnswers } from '../stream/live-answers.js';
import { unwritten } from './unwritten.rules.js';
import { TitleWriter } from './title-writer.js';

/** Milliseconds that the end of the process waits for answers to be put down. */
const lastMoment = 5_000;

/** Runs generations from the queue to their end, independently of the requests that started them. */
@Injectable()
export class GenerationRunner implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly answers: LiveAnswers,
    private readonly admission: Admission,
    private readonly writer: AnswerWriter,
    private readonly closer: AnswerCloser,
    private readonly titles: TitleWriter,
    private readonly log: Log,
    drain: Drain,
  ) {
    drain.waitFor(answers);
  }

  /** Call after the commit: from here on the answer is this instance's to finish. */
  start(job: AnswerJob): void {
    this.answers.add(job.live);
    if (this.ending.signal.aborted) job.live.abort('shutdown');
    const run = inSpan('chat.generation', (span) => this.run(job, span)).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** After the drain: generations that are still running stop, keep their text as `interrupted`, and can be continued after the restart. */
  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    for (const answer of this.answers.all()) answer.abort('shutdown');
    await Promise.race([Promise.all(this.running), new Promise((resolve) => setTimeout(resolve, lastMoment).unref())]);
  }

  private async run(job: AnswerJob, span: Span | undefined): Promise<void> {
    const { live, reader } = job;
    const { generationId } = live.identity;
    try {
      const question = { id: generationId, personId: reader.id, onPosition: (position: number) => live.waitAt(position) };
      const slot = await this.admission.enter(question, live.signal);
      const written = slot ? await this.writer.write(job, slot).finally(() => slot.release()) : unwritten(job);
      span?.set(factsOf(written));
      await this.closer.close(job, written);
      this.answers.remove(live);
      if (written.status === 'completed') await this.titles.write(job, this.ending.signal);
    } catch (error) {
      this.log.error('an answer failed unexpectedly', { error: errorName(error), at: errorPlace(error), generationId });
      if (!live.ending) await this.closer.close(job, { ...unwritten(job), ...failed(job) });
    } finally {
      this.answers.remove(live);
    }
  }
}

function factsOf({ status, provenance, promptTokens, answerTokens }: WrittenAnswer): Facts {
  return {
    'chat_man.outcome': status,
    'gen_ai.provider.name': provenance.provider,
    'gen_ai.request.model': provenance.model ?? undefined,
    'gen_ai.usage.input_tokens': promptTokens ?? undefined,
    'gen_ai.usage.output_tokens': answerTokens ?? undefined,
    'chat_man.passages': provenance.passages.length,
  };
}

function failed({ live, message }: AnswerJob): Pick<WrittenAnswer, 'status' | 'errorCode'> {
  return { status: live.text.length > message.content.length ? 'interrupted' : 'failed', errorCode: 'answer-failed' };
}
