import {
  Component,
  DestroyRef,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormField, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { ProofKind, StepUp, StepUpProofs } from '#contracts/auth/auth.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Passkeys } from '../../core/session/passkeys/passkeys.js';
import { Session } from '../../core/session/session.js';
import { SsoRedirect } from '../../core/session/sso/sso-redirect.js';
import { SsoWindow } from '../../core/session/sso/sso-window.js';
import { Field, FieldInput } from '../forms/field.js';
import { SubmitButton } from '../forms/submit-button.js';
import { submitForm } from '../forms/submit-form.js';
import { wrong } from '../forms/text-rules.js';
import { Note } from '../note.js';
import { PasswordInput } from '../credentials/password-input.js';
import { DialogFrame } from './dialog-frame.js';
import { StepUpApi } from './step-up-api.js';
import { missingProof, noProofWords, proofWords, refusedWords, waysHere } from './step-up.rules.js';

/**
 * `away`: another window is at the provider. `blocked`: the browser opened none. `leaving`: this one is on its way there.
 */
type AtProvider = 'not-yet' | 'away' | 'blocked' | 'leaving';

/** Step-up by any proof that the account has. */
@Component({
  selector: 'cm-step-up-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, MatButton, Note, PasswordInput, SubmitButton],
  template: `
    <cm-dialog-frame
      i18n-heading
      heading="Confirm it’s you"
      i18n-cancel
      cancel="Cancel"
      [busy]="busy()"
      [refusal]="form.refusal()"
      (closed)="answered.emit(passed)"
    >
      <form id="step-up-form" class="fields" [formRoot]="form.fields">
        <p>
          <ng-container i18n
            >This is a sensitive action, so please confirm it’s you. You won’t be asked again for five minutes.
          </ng-container>
          @if (and() !== null) {
            <ng-container i18n>Everything you sign in with is required here.</ng-container>
          } @else if (together() === 'second') {
            <ng-container i18n>{{ provider() }} has confirmed you. Now use your second factor.</ng-container>
          }
        </p>
        <input
          class="only-for-readers"
          type="text"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          [value]="username()"
        />
        @switch (by()) {
          @case ('code') {
            <cm-field i18n-label label="Code" i18n-hint hint="From your authenticator app, or one of your recovery codes.">
              <input
                cmInput
                [formField]="form.fields.proof"
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck="false"
              />
            </cm-field>
          }
          @case ('password') {
            <cm-password-input [of]="form.fields.proof" i18n-label label="Your password" />
            @if (and() === 'code') {
              <cm-field i18n-label label="Code" i18n-hint hint="From your authenticator app, or one of your recovery codes.">
                <input
                  cmInput
                  [formField]="form.fields.second"
                  autocomplete="one-time-code"
                  autocapitalize="none"
                  spellcheck="false"
                />
              </cm-field>
            } @else if (and() === 'passkey') {
              <p i18n class="cm-soft">Your browser will ask for your passkey next.</p>
            }
          }
          @case ('sso') {
            @switch (atProvider()) {
              @case ('away') {
                <cm-note i18n>Waiting for {{ provider() }}. This continues by itself once you’ve signed in there.</cm-note>
              }
              @case ('not-yet') {
                <p i18n class="cm-soft">
                  {{ provider() }} opens in a new window. Sign in there again. This page stays open and continues by itself.
                </p>
              }
              @default {
                <cm-note i18n kind="warn">
                  Your browser blocked the window. Open {{ provider() }} in a new tab. This page stays open and continues by
                  itself. If no tab opens either, use this window. You will then need to enter anything typed in a form here
                  again.
                </cm-note>
                <div class="others">
                  <button i18n matButton="text" type="button" [disabled]="busy()" (click)="leave()">
                    Use this window instead
                  </button>
                </div>
              }
            }
          }
          @case (null) {
            <cm-note kind="warn">{{ noProof() }}</cm-note>
          }
        }
        <div class="others">
          @for (other of others(); track other) {
            <button matButton="text" type="button" [disabled]="busy()" (click)="choose(other)">
              {{ words(other).instead }}
            </button>
          }
        </div>
      </form>
      <ng-container dialogActs>
        @if (by() === 'sso' && atProvider() === 'blocked') {
          <a i18n #act matButton="filled" [href]="ssoWindow.page" target="_blank" rel="opener" (click)="openByLink()">
            Open {{ provider() }}
          </a>
        } @else if (by() === 'sso') {
          <button #act matButton="filled" type="button" [disabled]="busy()" (click)="goToProvider()">{{ goingWords() }}</button>
        } @else if (by(); as proof) {
          <cm-submit #act for="step-up-form" [form]="form" [act]="words(proof).act" [busy]="words(proof).checking" />
        }
      </ng-container>
    </cm-dialog-frame>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    .others {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1);
      margin-inline-start: calc(-1 * var(--space-3));
    }
    .others:empty {
      display: none;
    }
  `,
})
export class StepUpDialog {
  private readonly api = inject(StepUpApi);
  private readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);
  private readonly ssoRedirect = inject(SsoRedirect);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly ssoWindow = inject(SsoWindow);

  /** The account's proofs. */
  readonly offered = input.required<StepUpProofs>();
  /** Whether the step-up succeeded. */
  readonly answered = output<boolean>();

  /** Whether the provider has confirmed the person while this was open. */
  private readonly vouched = signal(false);
  protected readonly together = computed(() => (this.vouched() ? 'second' : this.offered().together));
  private readonly ways = computed(() => waysHere({ ...this.offered(), together: this.together() }, this.passkeys.areSupported));
  protected readonly by = linkedSignal<ProofKind | null>(() => this.ways()[0]?.by ?? null);
  /** The second proof that the chosen one takes beside it. */
  protected readonly and = computed(() => this.ways().find(({ by }) => by === this.by())?.and ?? null);
  protected readonly provider = computed(() => this.offered().provider ?? $localize`the provider`);
  protected readonly noProof = computed(() => noProofWords(this.offered().proofs));
  protected readonly atProvider = signal<AtProvider>('not-yet');
  protected readonly goingWords = computed(() => {
    switch (this.atProvider()) {
      case 'away':
        return $localize`Open it again`;
      case 'leaving':
        return $localize`Going to ${this.provider()}…`;
      default:
        return this.words('sso').act;
    }
  });
  protected readonly busy = () => this.form.busy() || this.atProvider() === 'leaving';
  protected readonly others = computed(() => this.ways().flatMap(({ by }) => (by === this.by() ? [] : [by])));
  protected readonly username = () => this.session.me()?.username ?? '';
  protected readonly words = (proof: ProofKind) => proofWords(proof, this.provider());
  protected readonly frame = viewChild.required(DialogFrame);
  private readonly act = viewChild<string, ElementRef<HTMLElement>>('act', { read: ElementRef });
  protected passed = false;

  protected readonly form = submitForm(
    signal({ proof: '', second: '' }),
    (path) => {
      validate(path.proof, ({ value }) => wrong(missingProof(this.by(), value())));
      validate(path.second, ({ value }) =>
        wrong(this.by() === 'password' && this.and() === 'code' ? missingProof('code', value()) : null),
      );
    },
    {
      send: async (entry) => {
        const by = this.by();
        if (by === null || by === 'sso') return;
        await this.api.stepUp(await this.proof(by, entry));
        this.pass();
      },
      explain: ({ code }, fields) => {
        const by = this.by();
        if (code !== 'invalid-credentials' || by === null) return undefined;
        const message = refusedWords(by, this.and(), this.provider());
        // Of two, it may be either: said of one field, it would stay until that one is changed.
        return by === 'passkey' || this.and() !== null ? { message } : { message, field: fields.proof };
      },
    },
  );

  constructor() {
    inject(DestroyRef).onDestroy(this.ssoWindow.onConfirmed(() => this.confirmed()));
    // `read`: after the frame has opened the dialog, which by itself focuses the way out where no field stands before it.
    afterRenderEffect({ read: () => this.focusOnProof() });
  }

  protected choose(proof: ProofKind): void {
    this.by.set(proof);
    this.form.reset({ proof: '', second: '' });
  }

  protected goToProvider(): void {
    this.form.refuse('');
    this.atProvider.set(this.ssoWindow.open() ? 'away' : 'blocked');
  }

  /** Its tab opens because it was clicked; a window that a page asks for, some browsers refuse even then. */
  protected openByLink(): void {
    this.form.refuse('');
    this.atProvider.set('away');
  }

  protected async leave(): Promise<void> {
    this.form.refuse('');
    this.atProvider.set('leaving');
    try {
      await this.ssoRedirect.leave('step-up', location.pathname + location.search);
    } catch (failure) {
      this.form.refuse(wordsFor(failure));
      this.atProvider.set('blocked');
    }
  }

  /** On the field of what is asked for; where nothing is typed, on the act. */
  private focusOnProof(): void {
    const isTyped = this.by() === 'code' || this.by() === 'password';
    const act = this.act()?.nativeElement;
    const asked = isTyped ? this.host.querySelector<HTMLElement>('input:not([readonly])') : (act?.querySelector('button') ?? act);
    asked?.focus();
  }

  /** By the provider. Where a second factor is left, it is asked for next. */
  private confirmed(): void {
    if (this.by() !== 'sso' || this.and() === null) return this.pass();
    this.atProvider.set('not-yet');
    this.vouched.set(true);
  }

  private pass(): void {
    this.passed = true;
    this.frame().close();
  }

  private async proof(
    by: Exclude<ProofKind, 'sso'>,
    { proof, second }: { readonly proof: string; readonly second: string },
  ): Promise<StepUp> {
    if (by === 'passkey') return { passkey: await this.passkeys.prove() };
    if (by === 'code') return { code: proof.trim() };
    if (this.and() === 'passkey') return { password: proof, passkey: await this.passkeys.prove() };
    return this.and() === 'code' ? { password: proof, code: second.trim() } : { password: proof };
  }
}
