import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { RequestType, RightsRequest } from '#contracts/rights/requests.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { saveAs } from '../../../shared/files/save-as.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { SectionStyles } from '../../../shared/pages/section-styles.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { When } from '../../../shared/when/when.js';
import { EncryptPackageDialog } from '../encrypt-package-dialog.js';
import { RequestClock } from '../request-clock.js';
import { questionOf, stateMarks, stepsOf, typeWords } from '../request-words.rules.js';
import { RightsApi } from '../rights-api.js';
import { accessWords, className } from './held-words.rules.js';
import { NewRequestDialog } from './new-request-dialog.js';

/** What is held about the person, for how long, who looked, and what they can ask for. */
@Component({
  selector: 'cm-my-data-page',
  imports: [
    EncryptPackageDialog,
    Icon,
    LoadFailure,
    MatButton,
    NewRequestDialog,
    Note,
    RequestClock,
    SectionStyles,
    StateMark,
    Timeline,
    When,
  ],
  host: { class: 'cm-page' },
  templateUrl: './my-data-page.html',
  styleUrl: './my-data-page.scss',
})
export class MyDataPage {
  protected readonly $localize = $localize;
  private readonly api = inject(RightsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);

  protected readonly wordsFor = wordsFor;
  protected readonly typeWords = typeWords;
  protected readonly marks = stateMarks;
  protected readonly className = className;
  protected readonly accessWords = accessWords;
  protected readonly rights: readonly {
    readonly type: RequestType;
    readonly act: string;
    readonly icon: 'download' | 'edit' | 'file' | 'lock' | 'stop' | 'trash';
  }[] = [
    { type: 'access', act: $localize`Download my data`, icon: 'download' },
    { type: 'portability', act: $localize`Take it to another service`, icon: 'file' },
    { type: 'rectification', act: $localize`Correct something`, icon: 'edit' },
    { type: 'restriction', act: $localize`Restrict processing`, icon: 'lock' },
    { type: 'objection', act: $localize`:verb|:Object`, icon: 'stop' },
    { type: 'erasure', act: $localize`Erase everything`, icon: 'trash' },
  ];
  protected readonly asking = signal<RequestType | null>(null);
  protected readonly encrypting = signal<RightsRequest | null>(null);
  protected readonly own = resource({ loader: ({ abortSignal }) => this.api.own(abortSignal) });
  protected readonly requests = resource({ loader: ({ abortSignal }) => this.api.mine(abortSignal) });
  protected readonly isStaff = computed(() => this.session.me()?.role !== 'external_client');

  constructor() {
    inject(Live).on('job', () => this.requests.reload());
  }

  protected steps(request: RightsRequest) {
    return stepsOf(request, this.session.me()?.id);
  }

  protected made(request: RightsRequest): void {
    this.asking.set(null);
    this.requests.update((before) => [request, ...(before ?? [])]);
    this.own.reload();
    this.notices.say(request.state === 'completed' ? $localize`Done.` : $localize`Your request is under way.`);
  }

  protected async withdraw(request: RightsRequest): Promise<void> {
    const done = await this.confirm.ask(questionOf('withdraw', request), async () => {
      await this.api.act(request.id, 'withdraw', {});
    });
    if (done) this.requests.reload();
  }

  /** One's own restriction or objection, at once. */
  protected async end(request: RightsRequest): Promise<void> {
    const { reasonReadBy: _none, ...question } = questionOf('lift', request);
    const done = await this.confirm.ask(question, async () => {
      await this.api.act(request.id, 'lift', {});
    });
    if (!done) return;
    this.requests.reload();
    this.own.reload();
    await this.session.load();
  }

  protected handedOver(): void {
    this.encrypting.set(null);
    this.requests.reload();
  }

  protected async download(request: RightsRequest): Promise<void> {
    await this.notices.attempt(async () =>
      saveAs(await this.api.package(request.id), `my-data-${request.receivedAt.slice(0, 10)}.zip`),
    );
    this.requests.reload();
  }
}
