import type { ServerResponse } from 'node:http';
import type { CompletionUsage, FinishReason } from '#contracts/chat/openai.js';
import { completionOf, type CompletionFrame } from './completion-shapes.rules.js';

/** Where the text of a model goes. */
export interface CompletionAnswer {
  write(text: string): void;
  finish(reason: FinishReason, usage: CompletionUsage): void;
  /** Answers a failure where the answer has begun; whatever came before that is a status and left to the caller, who learns it here. */
  hasFailed(error: unknown): boolean;
}

/** The answer as a whole, in one JSON document. */
export class WholeAnswer implements CompletionAnswer {
  private text = '';

  constructor(
    private readonly response: ServerResponse,
    private readonly frame: CompletionFrame,
  ) {}

  write(text: string): void {
    this.text += text;
  }

  finish(reason: FinishReason, usage: CompletionUsage): void {
    if (this.response.destroyed) return;
    this.response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    this.response.end(JSON.stringify(completionOf(this.frame, this.text, reason, usage)));
  }

  hasFailed(): boolean {
    return false;
  }
}
