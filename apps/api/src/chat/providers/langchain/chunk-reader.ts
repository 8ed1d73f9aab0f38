import { cut, countIn, fieldsOf, saidIn, textIn, type Fields } from '../wire/answer-reader.js';
import type { ProviderEvent } from '../llm-provider.js';

type Reason = Extract<ProviderEvent, { type: 'done' }>['reason'];

/** Vendors' words for why an answer ended, in lower case. Any other counts as an end by itself. */
const reasons: Readonly<Record<string, Reason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  content_filter: 'filtered',
  content_filtered: 'filtered',
  guardrail_intervened: 'filtered',
  refusal: 'filtered',
  safety: 'filtered',
  recitation: 'filtered',
  language: 'filtered',
  blocklist: 'filtered',
  prohibited_content: 'filtered',
  spii: 'filtered',
  tool_calls: 'tool-call',
  tool_use: 'tool-call',
  malformed_function_call: 'tool-call',
};

/** Converts the chunks of LangChain's messages into events. Takes them as unknown: their form is not ours. */
export class ChunkReader {
  private promptTokens: number | null = null;
  private answerTokens: number | null = null;
  private ended: string | null = null;

  /** `countsAreIncrements`: each chunk counts the tokens since the one before, not all so far. */
  constructor(private readonly countsAreIncrements: boolean) {}

  chunk(chunk: unknown): readonly ProviderEvent[] {
    const fields = fieldsOf(chunk) ?? {};
    this.count(fieldsOf(fields['usage_metadata']));
    this.ended = endIn(fields) ?? this.ended;
    const thought = textIn(fieldsOf(fields['additional_kwargs'])?.['reasoning_content']);
    const thinking: ProviderEvent[] = thought === '' ? [] : [{ type: 'thinking', text: thought }];
    return [...thinking, ...(saidIn(fields['content']) ?? [])];
  }

  /** What the end of the chunks means: without a word of the vendor on why, the answer was cut. */
  end(): readonly ProviderEvent[] {
    if (this.ended === null) return [cut];
    const { promptTokens, answerTokens } = this;
    const usage: ProviderEvent[] =
      promptTokens === null && answerTokens === null ? [] : [{ type: 'usage', promptTokens, answerTokens }];
    return [...usage, { type: 'done', reason: reasons[this.ended] ?? 'stop' }];
  }

  /** Anthropic counts the prompt at the beginning, and the answer as a running total; the others count both at the end. */
  private count(usage: Fields | null): void {
    const [prompt, answer] = [countIn(usage?.['input_tokens']), countIn(usage?.['output_tokens'])];
    const before = this.countsAreIncrements
      ? { prompt: this.promptTokens ?? 0, answer: this.answerTokens ?? 0 }
      : { prompt: 0, answer: 0 };
    if (prompt) this.promptTokens = before.prompt + prompt;
    if (answer !== null) this.answerTokens = before.answer + answer;
  }
}

function endIn(fields: Fields): string | null {
  const metadata = fieldsOf(fields['response_metadata']);
  const reason =
    textIn(metadata?.['finish_reason']) ||
    textIn(metadata?.['finishReason']) ||
    textIn(fieldsOf(metadata?.['messageStop'])?.['stopReason']) ||
    textIn(fieldsOf(fields['additional_kwargs'])?.['stop_reason']);
  return reason === '' ? null : reason.toLowerCase();
}
