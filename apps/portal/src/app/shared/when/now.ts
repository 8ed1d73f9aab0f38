import { Service, signal } from '@angular/core';

/** The time, for words such as "3 minutes ago": moves every half minute, and when the page comes back into view. */
@Service()
export class Now {
  private readonly latest = signal(new Date());

  readonly at = this.latest.asReadonly();

  constructor() {
    const look = () => this.latest.set(new Date());
    setInterval(look, 30_000);
    document.addEventListener('visibilitychange', look);
  }
}
