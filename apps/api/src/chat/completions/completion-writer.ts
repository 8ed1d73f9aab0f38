import { Injectable } from '@nestjs/common';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import { Admission, type Slot } from '../generation/queue/admission.js';
import type { LastEvent } from '../generation/runner/outcome.rules.js';
import { ModelCatalogue, type ChosenModel } from '../providers/catalogue/model-catalogue.js';
import type { ChatRequest } from '../providers/llm-provider.js';
import { StopSequences } from './stop-sequences.js';

/** UTF-16 code units after which an answer is long enough, whatever the model says. */
const longestAnswer = 400_000;

export interface AskedCompletion {
  readonly id: string;
  readonly personId: string;
  readonly choice: ChosenModel;
  readonly request: ChatRequest;
}

export interface WrittenCompletion {
  readonly last: LastEvent;
  /** Where the model ran, as the server said in the end. */
  readonly place: ProviderPlace;
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
}

const aborted: LastEvent = { type: 'done', reason: 'aborted' };

/** Takes a question through the queue to the model and hands on what comes back. Keeps nothing. */
@Injectable()
export class CompletionWriter {
  constructor(
    private readonly admission: Admission,
    private readonly catalogue: ModelCatalogue,
  ) {}

  async write(asked: AskedCompletion, onText: (text: string) => void, signal: AbortSignal): Promise<WrittenCompletion> {
    const { id, personId, choice } = asked;
    const slot = await this.admission.enter({ id, personId, onPosition: () => undefined }, signal);
    if (!slot) return { last: aborted, place: choice.place, promptTokens: null, answerTokens: null };
    try {
      const written = await this.relay(asked, slot, onText, signal);
      if (written.last.type === 'error') this.catalogue.failed(written.last.code, personId);
      else if (written.last.reason !== 'aborted') this.catalogue.succeeded();
      return written;
    } finally {
      slot.release();
    }
  }

  private async relay(
    { choice, request }: AskedCompletion,
    slot: Slot,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<WrittenCompletion> {
    const stops = new StopSequences(request.sampling.stop ?? []);
    let written: WrittenCompletion = {
      last: { type: 'error', code: 'answer-cut', retryable: false },
      place: choice.place,
      promptTokens: null,
      answerTokens: null,
    };
    let length = 0;
    for await (const event of choice.provider.chat(request, signal)) {
      if (event.type === 'token') {
        slot.begun();
        onText(stops.push(event.text));
        length += event.text.length;
        const reason = stops.isReached ? 'stop' : length > longestAnswer ? 'length' : null;
        if (reason === null) continue;
        written = { ...written, last: { type: 'done', reason } };
        break; // leaving the loop closes the connection
      }
      if (event.type === 'thinking') slot.begun();
      else if (event.type === 'remote') written = { ...written, place: 'outside' };
      else if (event.type === 'usage')
        written = { ...written, promptTokens: event.promptTokens, answerTokens: event.answerTokens };
      else if (event.type !== 'start') written = { ...written, last: event };
    }
    onText(stops.end());
    return written;
  }
}
