import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Drafts } from '../../../core/session/drafts/drafts.js';
import { copyText } from '../../../shared/clipboard.js';
import { Icon } from '../../../shared/icon.js';
import { Note } from '../../../shared/note.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { AttachmentLinks } from '../attachments/attachment-links.js';
import { AlternativeSwitch } from './alternative-switch.js';
import { isLong } from './answer-copy.rules.js';
import type { Turn } from '../thread/message-tree.rules.js';

/** What a person asked; it can be edited and sent again. */
@Component({
  selector: 'cm-user-message',
  imports: [AlternativeSwitch, AttachmentLinks, Icon, MatButton, MatIconButton, Note, ShownPipe],
  template: `
    <h2 i18n class="only-for-readers">You asked</h2>
    @if (turn().message.damaged) {
      <cm-note i18n kind="warn">This question is damaged and can’t be read.</cm-note>
      <cm-alternative-switch [turn]="turn()" what="question" (chosen)="chosen.emit($event)" />
    } @else if (editing()) {
      <form class="editor" (submit)="askInstead($event)">
        <label i18n class="only-for-readers" [attr.for]="'edit-' + turn().message.id">Edit your question</label>
        <textarea
          #area
          class="cm-input"
          dir="auto"
          rows="3"
          maxlength="32000"
          [id]="'edit-' + turn().message.id"
          [value]="begun()"
          (input)="drafts.keep(draft(), area.value)"
          (keydown)="steer($event)"
        ></textarea>
        <div class="acts">
          <button i18n matButton="text" type="button" (click)="leave()">Cancel</button>
          <button i18n matButton="filled" type="submit">Send</button>
        </div>
      </form>
    } @else {
      <div class="line">
        <button
          matIconButton
          class="small"
          type="button"
          [attr.aria-label]="copied() ? texts.copied : texts.copyQuestion"
          (click)="copy()"
        >
          <cm-icon [name]="copied() ? 'check' : 'copy'" />
        </button>
        @if (editable()) {
          <button matIconButton class="small" type="button" i18n-aria-label aria-label="Edit question" (click)="edit()">
            <cm-icon name="edit" />
          </button>
        }
        <div class="bubble">
          <p class="words" dir="auto" [class.folded]="folded()">{{ turn().message.content | shown }}</p>
          @if (long()) {
            <button matButton="text" class="fold" type="button" [attr.aria-expanded]="!folded()" (click)="unfolded.set(folded())">
              {{ folded() ? texts.showAll : texts.showLess }}
            </button>
          }
        </div>
      </div>
      @if (turn().message.attachments; as files) {
        <cm-attachment-links [files]="files" [conversationId]="conversationId()" />
      }
      <cm-alternative-switch [turn]="turn()" what="question" (chosen)="chosen.emit($event)" />
    }
  `,
  styleUrl: './user-message.scss',
})
export class UserMessage {
  protected readonly texts = {
    copied: $localize`Copied`,
    copyQuestion: $localize`Copy question`,
    showAll: $localize`Show all`,
    showLess: $localize`Show less`,
  };
  readonly turn = input.required<Turn>();
  readonly editable = input(true);
  readonly conversationId = input('');

  readonly chosen = output<string>();
  readonly askedInstead = output<string>();

  protected readonly copied = signal(false);
  protected readonly long = computed(() => isLong(this.turn().message.content));
  protected readonly unfolded = signal(false);
  protected readonly folded = computed(() => this.long() && !this.unfolded());

  protected readonly drafts = inject(Drafts);
  protected readonly draft = computed(() => `edit:${this.turn().message.id}`);
  /** At once for somebody who comes back to what they had begun. */
  protected readonly editing = this.drafts.formOpen(this.draft);
  protected readonly begun = linkedSignal(() => {
    this.editing();
    return untracked(() => this.drafts.of(this.draft())) || this.turn().message.content;
  });
  private readonly area = viewChild<ElementRef<HTMLTextAreaElement>>('area');
  private readonly injector = inject(Injector);

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.turn().message.content));
    setTimeout(() => {
      this.copied.set(false);
    }, 2000);
  }

  edit(): void {
    this.editing.set(true);
    afterNextRender(() => this.area()?.nativeElement.focus(), { injector: this.injector });
  }

  protected leave(): void {
    this.drafts.keep(this.draft(), '');
    this.editing.set(false);
  }

  protected askInstead(event: Event): void {
    event.preventDefault();
    const text = this.area()?.nativeElement.value.trim() ?? '';
    if (text === '') return;
    this.leave();
    this.askedInstead.emit(text);
  }

  protected steer(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter' && !event.shiftKey) this.askInstead(event);
  }
}
