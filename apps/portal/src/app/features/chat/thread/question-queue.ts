import { Service, signal } from '@angular/core';

/** Questions that wait until the answer before them is complete, by conversation. They last as long as the page. */
@Service()
export class QuestionQueue {
  private readonly waiting = signal<ReadonlyMap<string, readonly string[]>>(new Map());

  of(conversationId: string): readonly string[] {
    return this.waiting().get(conversationId) ?? [];
  }

  add(conversationId: string, question: string): void {
    this.keep(conversationId, [...this.of(conversationId), question]);
  }

  /** Takes the question at a place out of the queue. */
  take(conversationId: string, at: number): string | undefined {
    const questions = this.of(conversationId);
    this.keep(conversationId, questions.toSpliced(at, 1));
    return questions[at];
  }

  /** Back to the head of the queue, since it could not be sent. */
  putBack(conversationId: string, question: string): void {
    this.keep(conversationId, [question, ...this.of(conversationId)]);
  }

  private keep(conversationId: string, questions: readonly string[]): void {
    this.waiting.update((waiting) => new Map(waiting).set(conversationId, questions));
  }
}
