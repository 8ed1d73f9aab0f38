/** One request that the server got, and how it ended. */
export interface SeenRequest {
  readonly id: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON, or the raw text when it is none. */
  readonly body: unknown;
  readonly receivedAt: number;
  tokensSent: number;
  outcome: 'open' | 'answered' | 'refused' | 'client-left' | 'cut';
}

/** All requests, in order; code that waits for an ending waits here instead of sleeping. */
export class PromptLog {
  readonly seen: SeenRequest[] = [];
  private waiting: { readonly condition: () => boolean; readonly resolve: () => void }[] = [];

  add(request: Omit<SeenRequest, 'id' | 'tokensSent' | 'outcome' | 'receivedAt'>): SeenRequest {
    const entry: SeenRequest = { ...request, id: this.seen.length, receivedAt: Date.now(), tokensSent: 0, outcome: 'open' };
    this.seen.push(entry);
    this.changed();
    return entry;
  }

  settle(entry: SeenRequest, outcome: SeenRequest['outcome']): void {
    if (entry.outcome === 'open') entry.outcome = outcome;
    this.changed();
  }

  /** Must be called whenever an entry changes. */
  changed(): void {
    if (this.waiting.length === 0) return;
    const ready = this.waiting.filter((one) => one.condition());
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    for (const one of ready) one.resolve();
  }

  until(condition: (seen: readonly SeenRequest[]) => boolean): Promise<void> {
    if (condition(this.seen)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push({ condition: () => condition(this.seen), resolve });
    });
  }

  forget(): void {
    this.seen.length = 0;
  }
}
