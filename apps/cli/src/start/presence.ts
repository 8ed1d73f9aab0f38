/** Whether the database is there, and how often it has gone away: the API waits for it, and is not blamed for it. */
export class Presence {
  private gone = 0;
  private back: PromiseWithResolvers<void> | null = null;

  /** How often it has gone away so far. */
  get outages(): number {
    return this.gone;
  }

  get isAway(): boolean {
    return this.back !== null;
  }

  left(): void {
    this.gone++;
    this.back ??= Promise.withResolvers();
  }

  cameBack(): void {
    this.back?.resolve();
    this.back = null;
  }

  /** Resolves immediately while it is present. */
  async whenThere(): Promise<void> {
    await this.back?.promise;
  }
}
