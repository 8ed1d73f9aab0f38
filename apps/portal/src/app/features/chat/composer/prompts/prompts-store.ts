import { Service, computed, inject, signal } from '@angular/core';
import type { Prompt } from '#contracts/chat/prompts.js';
import { wordsFor } from '../../../../core/api/api-problem.js';
import { PromptsApi } from '../../../../shared/prompts/prompts-api.js';

/** The prompts that a person may use, read anew whenever they are about to choose one; until then those of the last time are offered. */
@Service()
export class PromptsStore {
  private readonly api = inject(PromptsApi);
  private readonly known = signal<readonly Prompt[] | null>(null);
  private readonly lastFailure = signal('');
  private run = 0;

  readonly all = computed(() => this.known() ?? []);
  readonly state = computed(() => {
    if (this.known() !== null) return 'ready';
    return this.lastFailure() === '' ? 'loading' : 'failed';
  });
  readonly failure = this.lastFailure.asReadonly();

  async load(): Promise<void> {
    const run = ++this.run;
    this.lastFailure.set('');
    try {
      const prompts = await this.read();
      if (run === this.run) this.known.set(prompts);
    } catch (failure) {
      if (run === this.run) this.lastFailure.set(wordsFor(failure));
    }
  }

  private async read(): Promise<Prompt[]> {
    const prompts: Prompt[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: Prompt[]; nextCursor: string | null } = await this.api.page(cursor);
      prompts.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return prompts;
  }
}
