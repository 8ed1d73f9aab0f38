import type { Completion, CompletionChunk, CompletionUsage, FinishReason } from '#contracts/chat/openai.js';

/** What every part of one answer carries. */
export interface CompletionFrame {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

export function completionOf(frame: CompletionFrame, content: string, reason: FinishReason, usage: CompletionUsage): Completion {
  const message = { role: 'assistant', content, refusal: null } as const;
  return { ...frame, object: 'chat.completion', choices: [{ index: 0, message, logprobs: null, finish_reason: reason }], usage };
}

type Delta = CompletionChunk['choices'][number]['delta'];

export function chunkOf(frame: CompletionFrame, delta: Delta, reason: FinishReason | null = null): CompletionChunk {
  return { ...frame, object: 'chat.completion.chunk', choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] };
}

export function usageChunkOf(frame: CompletionFrame, usage: CompletionUsage): CompletionChunk {
  return { ...frame, object: 'chat.completion.chunk', choices: [], usage };
}

export function usageOf(promptTokens: number, answerTokens: number): CompletionUsage {
  return { prompt_tokens: promptTokens, completion_tokens: answerTokens, total_tokens: promptTokens + answerTokens };
}
