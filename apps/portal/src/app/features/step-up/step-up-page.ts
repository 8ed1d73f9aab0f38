import { Component, afterNextRender, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { wordsFor } from '../../core/api/api-problem.js';
import { Notices } from '../../core/notices.js';
import { Doors } from '../../core/session/doors.js';
import { SsoDoor } from '../../core/session/sso-door.js';
import { SsoWindow } from '../../core/session/sso-window.js';
import { StepUpApi } from '../../shared/dialogs/step-up-api.js';
import { DoorFrame } from '../../shared/door-frame.js';
import { Note } from '../../shared/note.js';

type Stage = 'ready' | 'leaving' | 'arriving' | 'confirmed' | 'refused';

const headings: Readonly<Record<Stage, string>> = {
  ready: 'Is it you?',
  leaving: 'Is it you?',
  arriving: 'Is it you?',
  confirmed: 'It is you',
  refused: 'This was not confirmed',
};

/**
 * The way to the provider of single sign-on and back, for somebody who says there who they are: in a window of its own, which goes
 * when that is done, or in the one window that the browser has, which goes on where the person was.
 */
@Component({
  selector: 'cm-step-up-page',
  imports: [DoorFrame, MatButton, Note],
  template: `
    <cm-door-frame [heading]="heading()">
      @switch (stage()) {
        @case ('leaving') {
          <p class="cm-aside" role="status">Going to {{ provider() }}…</p>
        }
        @case ('arriving') {
          <p class="cm-aside" role="status">{{ provider() }} has sent you back. One moment…</p>
        }
        @case ('confirmed') {
          <p class="cm-aside" role="status">You can close this window and go on in the one where you were.</p>
        }
        @default {
          <div class="cm-form">
            @if (refusal(); as words) {
              <cm-note kind="bad">{{ words }}</cm-note>
              <p class="cm-soft">Nothing was changed.</p>
            } @else {
              <p class="cm-soft">Sign in at {{ provider() }} once more, so that nobody else goes on at your screen.</p>
            }
            <button matButton="filled" class="wide" type="button" (click)="leave()">
              {{ refusal() === '' ? 'Confirm at ' + provider() : 'Try again' }}
            </button>
            @if (back() !== undefined) {
              <button matButton="text" class="wide" type="button" (click)="goBack()">Back to where you were</button>
            }
          </div>
        }
      }
    </cm-door-frame>
  `,
})
export class StepUpPage {
  private readonly api = inject(StepUpApi);
  private readonly door = inject(SsoDoor);
  private readonly doors = inject(Doors);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly window = inject(SsoWindow);

  /** From the address, for somebody who comes back from the provider: `finish` or `refused`. */
  readonly sso = input<string>();

  protected readonly stage = signal<Stage>('ready');
  protected readonly refusal = signal('');
  /** The page to go on with, where this is the only window. */
  protected readonly back = signal<string | undefined>(undefined);
  protected readonly heading = computed(() => headings[this.stage()]);
  protected readonly provider = computed(() => this.doors.open()?.sso?.label ?? 'single sign-on');

  constructor() {
    void this.doors.known().catch(() => undefined); // another name for it will do
    afterNextRender(() => void this.begin());
  }

  protected async leave(): Promise<void> {
    this.refusal.set('');
    this.stage.set('leaving');
    try {
      await this.door.leave('step-up', this.back());
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
    this.back.set(this.door.takeBack());
    if (answer === 'finish') await this.finish();
    else this.refuse(`${this.provider()} did not confirm who you are, or it took too long.`);
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
        ? 'It is you. Please do now what you wanted to do.'
        : `${this.provider()} has confirmed you. Please do now what you wanted to do: your second factor is asked for then.`,
    );
    await this.goBack();
  }

  private refuse(words: string): void {
    this.refusal.set(words);
    this.stage.set('refused');
  }
}
