import { Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { FormField, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Conversation } from '#contracts/chat/chat.js';
import type { Share } from '#contracts/chat/shares.js';
import { shownText } from '#contracts/shown-text.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { DialogFrame } from '../../../shared/dialogs/dialog-frame.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { SubmitButton } from '../../../shared/forms/submit-button.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { wrong } from '../../../shared/forms/text-rules.js';
import { Icon } from '../../../shared/icon.js';
import { ReadersChoice } from '../../../shared/readers/readers-choice.js';
import { ShareList } from './share-list.js';
import { daysOf, durations, whatIsShared } from './share-words.rules.js';
import { SharesApi } from './shares-api.js';

const blank = { readers: [] as readonly string[], days: '30' };

/** Shares a snapshot of a conversation, and lists those that there are. */
@Component({
  selector: 'cm-share-dialog',
  imports: [DialogFrame, Field, FieldInput, FormField, FormRoot, Icon, MatButton, ReadersChoice, ShareList, SubmitButton],
  templateUrl: './share-dialog.html',
  styleUrl: './share-dialog.scss',
})
export class ShareDialog {
  private readonly api = inject(SharesApi);
  private readonly notices = inject(Notices);

  readonly conversation = input.required<Conversation>();
  readonly answered = output();

  protected readonly wordsFor = wordsFor;
  protected readonly durations = durations;
  protected readonly whatIsShared = whatIsShared;
  protected readonly heading = computed(
    () => $localize`Share “${shownText(this.conversation().title || $localize`New conversation`)}”`,
  );
  protected readonly known = resource({ loader: () => this.api.ofConversation(this.conversation().id) });
  protected readonly shares = computed(() => (this.known.hasValue() ? this.known.value() : []));

  protected readonly form = submitForm(
    signal(blank),
    (path) => validate(path.readers, ({ value }) => wrong(value().length === 0 ? $localize`Choose who may read it.` : null)),
    {
      send: async ({ readers, days }) => {
        const share = await this.api.start(this.conversation().id, { readers: [...readers], ...daysOf(days) });
        this.known.set([share, ...this.shares()]);
        this.notices.say($localize`Shared. Copy the link to tell the readers where it is.`);
        this.form.reset(blank);
      },
    },
  );

  protected revoked({ id }: Share): void {
    this.known.set(this.shares().filter((each) => each.id !== id));
    this.notices.say($localize`Share revoked.`);
  }
}
