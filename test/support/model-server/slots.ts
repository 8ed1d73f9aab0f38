/** As many parallel requests as the model has slots; the others wait in order, without limit. */
export class Slots {
  private taken = 0;
  private readonly waiting: ((isGiven: boolean) => void)[] = [];

  /** Resolves with the function that gives the slot back; when the client leaves first, with one that does nothing. */
  async take(limit: number, left: AbortSignal): Promise<() => void> {
    if (this.taken < limit) this.taken += 1;
    else if (!(await this.turn(left))) return () => undefined;
    return () => this.giveBack();
  }

  private giveBack(): void {
    const next = this.waiting.shift();
    if (next) next(true);
    else this.taken -= 1;
  }

  private turn(left: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      left.addEventListener('abort', () => {
        const place = this.waiting.indexOf(resolve);
        if (place >= 0) this.waiting.splice(place, 1);
        resolve(false);
      });
    });
  }
}
