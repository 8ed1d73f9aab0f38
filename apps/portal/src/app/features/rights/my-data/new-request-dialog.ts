import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { RequestType, RightsRequest } from '#contracts/rights/requests.js';
import { Session } from '../../../core/session/session.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost } from '../../../shared/forms/text-rules.js';
import { RightsApi } from '../rights-api.js';

interface Ask {
  readonly heading: string;
  readonly act: string;
  readonly consequences: readonly string[];
  readonly isDangerous?: boolean;
}

const asks: Readonly<Record<RequestType, Ask>> = {
  access: {
    heading: $localize`Get a copy of your data?`,
    act: $localize`Collect my data`,
    consequences: [
      $localize`Everything about you is collected into one ZIP file.`,
      $localize`You can download it here, once, within a week.`,
    ],
  },
  portability: {
    heading: $localize`Get your data for another service?`,
    act: $localize`Collect my data`,
    consequences: [
      $localize`What you provided is collected as JSON that other programs can read.`,
      $localize`You can download it here, once, within a week.`,
    ],
  },
  rectification: {
    heading: $localize`What should be corrected?`,
    act: $localize`Send`,
    consequences: [$localize`Your own names change at once. For anything else a privacy officer answers you.`],
  },
  restriction: {
    heading: $localize`Restrict processing of your data?`,
    act: $localize`Ask for restriction`,
    consequences: [
      $localize`A privacy officer decides.`,
      $localize`While it is restricted you can read and download, and not chat.`,
    ],
  },
  objection: {
    heading: $localize`Object to processing?`,
    act: $localize`Send the objection`,
    consequences: [$localize`A privacy officer decides.`, $localize`Your data is then left out of statistics and reviews.`],
  },
  erasure: {
    heading: $localize`Erase everything about you?`,
    act: $localize`Ask for erasure`,
    consequences: [
      $localize`Your account, conversations and files are destroyed for good, also in backups.`,
      $localize`A privacy officer has to agree; until then you can withdraw.`,
      $localize`Download your data first if you want to keep it.`,
    ],
    isDangerous: true,
  },
};

/** What a person asks for about their own data. */
@Component({
  selector: 'cm-new-request-dialog',
  imports: [Field, FieldInput, FormDialog, FormField],
  template: `
    <cm-form-dialog
      [heading]="ask().heading"
      [act]="ask().act"
      i18n-busy
      busy="Sending…"
      [danger]="ask().isDangerous === true"
      [form]="form"
      (closed)="closed.emit()"
    >
      <ul class="consequences">
        @for (each of ask().consequences; track each) {
          <li>{{ each }}</li>
        }
      </ul>
      @if (type() === 'rectification') {
        <cm-field i18n-label label="Your name" i18n-hint hint="As others see it. Leave it as it is if it is right.">
          <input cmInput [formField]="form.fields.displayName" autocomplete="name" />
        </cm-field>
        <cm-field i18n-label label="Username" i18n-hint hint="What you sign in with.">
          <input cmInput [formField]="form.fields.username" autocomplete="username" />
        </cm-field>
      }
      @if (type() !== 'access' && type() !== 'portability') {
        <cm-field i18n-label label="Anything to add?" i18n-hint hint="Optional. Privacy officers read it; it is kept encrypted.">
          <textarea cmInput rows="3" [formField]="form.fields.text"></textarea>
        </cm-field>
      }
    </cm-form-dialog>
  `,
  styles: `
    .consequences {
      display: grid;
      gap: var(--space-1);
      padding-inline-start: var(--space-4);
      list-style: disc;
    }
  `,
})
export class NewRequestDialog {
  private readonly api = inject(RightsApi);
  private readonly session = inject(Session);

  readonly type = input.required<RequestType>();
  readonly made = output<RightsRequest>();
  readonly closed = output();

  protected readonly ask = computed(() => asks[this.type()]);
  private readonly entry = signal({
    text: '',
    displayName: this.session.me()?.displayName ?? '',
    username: this.session.me()?.username ?? '',
  });
  protected readonly form = submitForm(this.entry, (path) => atMost(path.text, 4_000), {
    send: async ({ text, displayName, username }) => {
      const me = this.session.me();
      const details = {
        text: text.trim(),
        ...(displayName.trim() === me?.displayName ? {} : { displayName: displayName.trim() }),
        ...(username.trim() === me?.username ? {} : { username: username.trim() }),
      };
      this.made.emit(
        await this.api.make({ type: this.type(), details: this.type() === 'rectification' ? details : text.trim() }),
      );
    },
  });
}
