import { Component, computed, inject, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import { StateMark } from '../../../shared/state-mark.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { saidOfUploads } from './upload-view.rules.js';
import { UploadsStore } from './uploads-store.js';

/** The files on their way into a collection, each with how far it is. */
@Component({
  selector: 'cm-upload-list',
  imports: [Icon, MatButton, MatIconButton, StateMark],
  template: `
    <p class="only-for-readers" role="status">{{ said() }}</p>
    @if (views().length > 0) {
      <section class="uploads" aria-labelledby="uploads-heading">
        <header>
          <h2 i18n id="uploads-heading">Uploads</h2>
          @if (isAnyOver()) {
            <button i18n matButton="text" type="button" (click)="store.clear(collection())">Clear finished</button>
          }
        </header>
        <ul role="list">
          @for (view of views(); track view.upload.id) {
            <li>
              <div class="what">
                <span class="name" dir="auto" [title]="view.upload.name">{{ view.upload.name }}</span>
                <span class="soft">{{ sizeWords(view.upload.file.size) }}</span>
              </div>
              <div class="state">
                <cm-state-mark [kind]="view.mark">{{ view.words }}</cm-state-mark>
              </div>
              <div class="acts">
                @if (view.canRetry) {
                  <button
                    matIconButton
                    type="button"
                    i18n-title
                    title="Try again"
                    [attr.aria-label]="texts.tryAgain(view.upload.name)"
                    (click)="store.retry(view)"
                  >
                    <cm-icon name="again" />
                  </button>
                }
                @if (view.canCancel) {
                  <button
                    matIconButton
                    type="button"
                    i18n-title
                    title="Cancel"
                    [attr.aria-label]="texts.cancel(view.upload.name)"
                    (click)="store.cancel(view.upload)"
                  >
                    <cm-icon name="close" />
                  </button>
                }
              </div>
              @if (view.bar; as bar) {
                <progress
                  [attr.value]="bar.value"
                  [max]="bar.max"
                  [attr.aria-label]="view.upload.name"
                  [attr.aria-valuetext]="view.words"
                ></progress>
              }
              @if (view.problem) {
                <p class="problem">{{ view.problem }}</p>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './upload-list.scss',
})
export class UploadList {
  protected readonly texts = {
    tryAgain: (name: string | number) => $localize`Try again: ${name}`,
    cancel: (name: string | number) => $localize`Cancel: ${name}`,
  };
  protected readonly store = inject(UploadsStore);

  readonly collection = input.required<string>();

  protected readonly sizeWords = sizeWords;
  protected readonly views = computed(() => this.store.viewsOf(this.collection()));
  protected readonly said = computed(() => saidOfUploads(this.views()));
  protected readonly isAnyOver = computed(() => this.views().some(({ outcome }) => outcome !== null));
}
