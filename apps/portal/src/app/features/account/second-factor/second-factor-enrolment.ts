import { Component, computed, inject, output, resource, signal } from '@angular/core';
import { FormField, FormRoot, required, validate } from '@angular/forms/signals';
import { plainCode } from '#contracts/codes.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Session } from '../../../core/session/session.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { FormFooter } from '../../../shared/forms/form-footer.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { wrong } from '../../../shared/forms/text-rules.js';
import { AccountApi } from '../account-api.js';
import { QrPicture } from '../qr/qr-picture.js';
import { RecoveryCodesView } from './recovery-codes.js';

/** From the QR code over the first code to the recovery codes. */
@Component({
  selector: 'cm-second-factor-enrolment',
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, LoadFailure, QrPicture, RecoveryCodesView],
  template: `
    @if (codes(); as codes) {
      <cm-recovery-codes [codes]="codes" [username]="username()" (kept)="finish()" />
    } @else if (enrolment.error(); as failure) {
      <cm-load-failure [words]="wordsFor(failure)" (again)="enrolment.reload()" />
    } @else if (enrolment.hasValue()) {
      <ol class="steps">
        <li>
          <p i18n>Open an authenticator app on your phone and scan this code.</p>
          <cm-qr-picture class="qr" [text]="enrolment.value().otpauthUrl" i18n-label label="QR code for your authenticator app" />
          <details>
            <summary i18n>Enter the key manually</summary>
            <p class="secret">{{ secret() }}</p>
            <p i18n class="soft">Time-based, 6 digits, every 30 seconds.</p>
          </details>
        </li>
        <li>
          <p i18n>Enter the code that the app shows now.</p>
          <form class="form" [formRoot]="form.fields">
            <cm-field i18n-label label="Code">
              <input
                cmInput
                class="code"
                [formField]="form.fields.code"
                autocomplete="one-time-code"
                inputmode="numeric"
                spellcheck="false"
              />
            </cm-field>
            <cm-form-footer i18n-act act="Turn it on" i18n-busy busy="Checking…" [form]="form" />
          </form>
        </li>
      </ol>
    } @else {
      <div class="skeleton" role="status" i18n-aria-label aria-label="Creating the code">
        <span></span><span></span><span></span>
      </div>
    }
  `,
  styles: `
    .steps {
      display: grid;
      gap: var(--space-5);
      padding-inline-start: var(--space-5);
      line-height: var(--leading-read);
    }
    .qr {
      display: block;
      width: min(13rem, 100%);
      margin: var(--space-3) 0;
    }
    summary {
      min-height: 1.5rem;
      color: var(--accent);
      cursor: pointer;
    }
    .secret {
      font-family: var(--font-code);
      overflow-wrap: anywhere;
      user-select: all;
    }
    .soft {
      color: var(--text-soft);
    }
    .form {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      margin-top: var(--space-2);
    }
    .code {
      width: 10rem;
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.12em;
    }
  `,
})
export class SecondFactorEnrolment {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  /** It is on, and the recovery codes have been kept. */
  readonly finished = output();

  protected readonly wordsFor = wordsFor;
  protected readonly username = () => this.session.me()?.username ?? '';
  protected readonly enrolment = resource({ loader: () => this.stepUp.around(() => this.api.beginSecondFactor()) });
  protected readonly secret = computed(() =>
    this.enrolment.hasValue() ? (this.enrolment.value().secret.match(/.{1,4}/g) ?? []).join(' ') : '',
  );
  protected readonly codes = signal<readonly string[] | null>(null);

  protected readonly form = submitForm(
    signal({ code: '' }),
    (path) => {
      required(path.code, { message: $localize`Enter the code.` });
      validate(path.code, ({ value }) =>
        wrong(value() === '' || sixDigits(value()) !== null ? null : $localize`The code has six digits.`),
      );
    },
    {
      send: async ({ code }) =>
        this.codes.set(await this.stepUp.around(() => this.api.confirmSecondFactor(sixDigits(code) ?? code))),
      explain: ({ code }, fields) =>
        code === 'wrong-code'
          ? {
              message: $localize`That code is incorrect or has expired. Check that your phone’s clock is right.`,
              field: fields.code,
            }
          : undefined,
    },
  );

  /** Who I am is read anew only now: the page would change under the recovery codes otherwise. */
  protected async finish(): Promise<void> {
    await this.session.load();
    this.finished.emit();
  }
}

/** Without the spaces that people put into it. */
function sixDigits(typed: string): string | null {
  const match = /^\s*(\d{3})\s?(\d{3})\s*$/.exec(plainCode(typed));
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}`;
}
