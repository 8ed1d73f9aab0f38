import { Service, inject, signal } from '@angular/core';
import type { SignInMethods } from '#contracts/auth/sign-in-methods.js';
import { SessionApi } from './session-api.js';

/** The sign-in methods open to somebody who is not signed in. */
@Service()
export class SignInMethodsStore {
  private readonly api = inject(SessionApi);
  private readonly latest = signal<SignInMethods | null>(null);
  private asked: Promise<SignInMethods> | null = null;

  readonly open = this.latest.asReadonly();

  known(): Promise<SignInMethods> {
    this.asked ??= this.ask();
    return this.asked;
  }

  forget(): void {
    this.asked = null;
  }

  private async ask(): Promise<SignInMethods> {
    try {
      const signInMethods = await this.api.signInMethods();
      this.latest.set(signInMethods);
      return signInMethods;
    } catch (failure) {
      this.asked = null;
      throw failure;
    }
  }
}
