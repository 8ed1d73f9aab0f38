import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Prompt } from '#contracts/chat/prompts.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { PromptsApi } from '../../../shared/prompts/prompts-api.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { PromptDialog } from './prompt-dialog.js';
import { deletePromptQuestion, usersWords } from './prompt-words.rules.js';

/** The prompt library: own prompts, and those that others share. */
@Component({
  selector: 'cm-prompts-page',
  imports: [Icon, ListEnd, LoadFailure, MatButton, PromptDialog, ShownPipe],
  host: { class: 'cm-page' },
  templateUrl: './prompts-page.html',
  styleUrl: './prompts-page.scss',
})
export class PromptsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(PromptsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  protected readonly restricted = computed(() => this.session.me()?.restricted === true);
  private readonly session = inject(Session);
  protected readonly usersWords = usersWords;
  protected readonly list = new PagedList<Prompt>((cursor) => this.api.page(cursor));
  /** What the dialog is open for. */
  protected readonly editing = signal<{ readonly prompt: Prompt | null } | null>(null);

  constructor() {
    void this.list.load();
  }

  protected saved(prompt: Prompt): void {
    const isKnown = this.list.items().some(({ id }) => id === prompt.id);
    if (isKnown) this.list.replace(prompt);
    else this.list.putFirst(prompt);
    this.notices.say(
      isKnown ? $localize`Prompt saved.` : $localize`Prompt created. Type /${prompt.command} in a question to use it.`,
    );
  }

  protected async remove(prompt: Prompt): Promise<void> {
    if (!(await this.confirm.ask(deletePromptQuestion(prompt), () => this.api.remove(prompt.id)))) return;
    this.list.remove(prompt.id);
    this.notices.say($localize`Prompt deleted.`);
  }
}
