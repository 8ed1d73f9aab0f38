import { Service, inject, signal } from '@angular/core';
import type { Doors as OpenDoors } from '#contracts/doors.js';
import { SessionApi } from './session-api.js';

/** The ways in for somebody who is not signed in. */
@Service()
export class Doors {
  private readonly api = inject(SessionApi);
  private readonly latest = signal<OpenDoors | null>(null);
  private asked: Promise<OpenDoors> | null = null;

  readonly open = this.latest.asReadonly();

  known(): Promise<OpenDoors> {
    this.asked ??= this.ask();
    return this.asked;
  }

  forget(): void {
    this.asked = null;
  }

  private async ask(): Promise<OpenDoors> {
    try {
      const doors = await this.api.doors();
      this.latest.set(doors);
      return doors;
    } catch (failure) {
      this.asked = null;
      throw failure;
    }
  }
}
