import { Component, afterNextRender, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { wordsFor } from '../../core/api/api-problem.js';
import { Notices } from '../../core/notices.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { SsoRedirect } from '../../core/session/sso/sso-redirect.js';
import { SsoWindow } from '../../core/session/sso/sso-window.js';
import { StepUpApi } from '../../shared/dialogs/step-up-api.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { Note } from '../../shared/note.js';

type Stage = 'ready' | 'leaving' | 'arriving' | 'confirmed' | 'refused';

const headings: Readonly<Record<Stage, string>> = {
  ready: $localize`Confirm it’s you`,
  leaving: $localize`Confirm it’s you`,
  arriving: $localize`Confirm it’s you`,
  confirmed: $localize`You’re confirmed`,
  refused: $localize`Not confirmed`,
};

/**
 * Step-up at the single sign-on provider and back: in a separate window, which closes when that is done, or in the only window of the browser, which then returns to where the person was.
 */
@Component({
  selector: 'cm-step-up-page',
  imports: [SignedOutLayout, MatButton, Note],
  template: `
    <cm-signed-out-layout [heading]="heading()">
      @switch (stage()) {
        @case ('leaving') {
          <p i18n class="cm-aside" role="status">Going to {{ provider() }}…</p>
        }
        @case ('arriving') {
          <p i18n class="cm-aside" role="status">Returning from {{ provider() }}…</p>
        }
        @case ('confirmed') {
          <p i18n class="cm-aside" role="status">You can close this window and continue in the previous one.</p>
        }
        @default {
          <div class="cm-form">
            @if (refusal(); as words) {
              <cm-note kind="bad">{{ words }}</cm-note>
              <p i18n class="cm-soft">Nothing was changed.</p>
            } @else {
              <p i18n class="cm-soft">Sign in with {{ provider() }} again to confirm that it’s you at this screen.</p>
            }
            <button matButton="filled" class="wide" type="button" (click)="leave()">
              {{ refusal() === '' ? texts.confirmWith(provider()) : texts.tryAgain }}
            </button>
            @if (back() !== undefined) {
              <button i18n matButton="text" class="wide" type="button" (click)="goBack()">Go back</button>
            }
          </div>
        }
      }
    </cm-signed-out-layout>
  `,
})
export class StepUpPage {
  protected readonly texts = {
    confirmWith: (provider: string | number) => $localize`Confirm with ${provider}`,
    tryAgain: $localize`Try again`,
  };
  private readonly api = inject(StepUpApi);
  private readonly ssoRedirect = inject(SsoRedirect);
  private readonly signInMethods = inject(SignInMethodsStore);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly window = inject(SsoWindow);

  /** From the URL, on return from the provider: `finish` or `refused`. */
  readonly sso = input<string>();

  protected readonly stage = signal<Stage>('ready');
  protected readonly refusal = signal('');
  /** The page to go on with, where this is the only window. */
  protected readonly back = signal<string | undefined>(undefined);
  protected readonly heading = computed(() => headings[this.stage()]);
  protected readonly provider = computed(() => this.signInMethods.open()?.sso?.label ?? $localize`single sign-on`);

  constructor() {
    void this.signInMethods.known().catch(() => undefined); // another name for it will do
    afterNextRender(() => void this.begin());
  }

  protected async leave(): Promise<void> {
    this.refusal.set('');
    this.stage.set('leaving');
    try {
      await this.ssoRedirect.leave('step-up', this.back());
    } catch (failure) {
      this.refuse(wordsFor(failure));
    }
  }

  protected async goBack(): Promise<void> {
    await this.router.navigateByUrl(this.back() ?? '/', { replaceUrl: true });
  }

  private async begin(): Promise<void> {
    const answer = this.sso();
    if (answer === undefined) return this.window.wasOpened() ? this.leave() : undefined;
    this.back.set(this.ssoRedirect.takeBack());
    if (answer === 'finish') await this.finish();
    else this.refuse($localize`${this.provider()} didn’t confirm your identity, or it took too long.`);
  }

  private async finish(): Promise<void> {
    this.stage.set('arriving');
    let isComplete: boolean;
    try {
      isComplete = (await this.api.stepUpBySso()).complete;
    } catch (failure) {
      return this.refuse(wordsFor(failure));
    }
    this.stage.set('confirmed');
    if (this.back() === undefined) return this.window.confirm();
    this.notices.say(
      isComplete
        ? $localize`You’re confirmed. You can continue with what you were doing.`
        : $localize`${this.provider()} confirmed you. Continue with what you were doing; you’ll be asked for your second factor.`,
    );
    await this.goBack();
  }

  private refuse(words: string): void {
    this.refusal.set(words);
    this.stage.set('refused');
  }
}
