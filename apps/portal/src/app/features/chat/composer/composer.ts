import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import type { Prompt } from '#contracts/chat/prompts.js';
import { AttachmentChips } from '../attachments/attachment-chips.js';
import { longestPaste, pastedName, type Chip } from '../attachments/attachment-words.rules.js';
import { Dictation } from './dictation.js';
import { PromptMenu } from './prompts/prompt-menu.js';
import { promptQuery, withPrompt } from './prompts/prompt-query.rules.js';
import { PromptValues } from './prompts/prompt-values.js';

const longestQuestion = 32_000;

/**
 * Where questions are typed. Enter sends, Shift Enter starts a new line, Arrow Up in an empty field edits the last question, a slash at the
 * start lists the prompts. While an answer is being written, Escape stops it, and a question that is sent waits for its end.
 */
@Component({
  selector: 'cm-composer',
  imports: [AttachmentChips, Icon, MatIconButton, PromptMenu],
  host: { '(focusout)': 'leave($event)' },
  template: `
    @if (chips().length > 0) {
      <cm-attachment-chips [chips]="chips()" (removed)="chipRemoved.emit($event)" />
    }
    <form class="box" (submit)="send($event)">
      @if (attachable() && !readOnly()) {
        <button
          matIconButton
          class="attach"
          type="button"
          i18n-title
          title="Attach files"
          i18n-aria-label
          aria-label="Attach files"
          (click)="picker.click()"
        >
          <cm-icon name="attach" />
        </button>
        <input #picker hidden multiple type="file" tabindex="-1" aria-hidden="true" (change)="choose(picker)" />
      }
      <label i18n class="only-for-readers" for="question">Your question</label>
      <textarea
        #area
        id="question"
        dir="auto"
        rows="1"
        aria-describedby="lock-line"
        [attr.aria-autocomplete]="slash() === null ? null : 'list'"
        [attr.aria-controls]="menu()?.activeId() ? 'prompt-list' : null"
        [attr.aria-activedescendant]="menu()?.activeId()"
        [readOnly]="readOnly()"
        [placeholder]="closed() || texts.askAboutYourDocuments"
        [value]="text()"
        (input)="type(area)"
        (paste)="paste($event)"
        (keydown)="steer($event)"
      ></textarea>
      @defer (when slash() !== null; prefetch on hover(area)) {
        @if (slash(); as query) {
          <cm-prompt-menu [query]="query.words" (chosen)="insert($event)" (closed)="slash.set(null)" />
        }
      } @error {
        <p i18n class="state" role="alert">Prompts couldn’t be loaded. Press Esc to send this as it is.</p>
      }
      @if (!readOnly()) {
        <button
          matIconButton
          class="prompts"
          type="button"
          i18n-title
          title="Prompts"
          i18n-aria-label
          aria-label="Prompts"
          (click)="showPrompts()"
        >
          <cm-icon name="slash" />
        </button>
      }
      @if (dictation.offered) {
        <button
          matIconButton
          class="dictate"
          type="button"
          [attr.aria-label]="dictation.listening() ? texts.stopDictation : texts.dictate"
          [attr.aria-pressed]="dictation.listening()"
          [disabled]="readOnly()"
          (click)="dictate()"
        >
          <cm-icon name="microphone" />
        </button>
      }
      @if (answering()) {
        <button
          matIconButton
          class="act"
          type="button"
          i18n-aria-label
          aria-label="Stop"
          aria-keyshortcuts="Escape"
          (click)="stopped.emit()"
        >
          <cm-icon name="stop" />
        </button>
      }
      @if (!answering() || ready()) {
        <button
          matIconButton
          class="act"
          type="submit"
          aria-keyshortcuts="Enter"
          [attr.aria-label]="answering() ? texts.sendNext : texts.send"
          [disabled]="!ready()"
        >
          <cm-icon name="arrow" />
        </button>
      }
    </form>
    @if (blocked(); as words) {
      <p class="warning" role="status"><cm-icon name="info" />{{ words }}</p>
    }
    @if (warning(); as words) {
      <p class="warning" role="status"><cm-icon name="warn" />{{ words }}</p>
    }
    @if (excess() > 0) {
      <p i18n class="excess" role="alert">{{ excess() }} characters over the limit of 32,000.</p>
    }
    <p id="lock-line" class="lock">
      @if (lockLine(); as words) {
        <cm-icon name="lock" />{{ words }}
      }
    </p>
  `,
  styleUrl: './composer.scss',
})
export class Composer {
  protected readonly texts = {
    askAboutYourDocuments: $localize`Ask about your documents…`,
    stopDictation: $localize`Stop dictation`,
    dictate: $localize`Dictate`,
    sendNext: $localize`Send next`,
    send: $localize`Send`,
  };
  readonly text = model.required<string>();
  readonly answering = input(false);
  /** Why nothing can be asked; empty when it can. */
  readonly closed = input('');
  /** Whether not even a draft can be written. */
  readonly readOnly = input(false);
  /** What the model could not read of what would be sent; empty where it reads all. */
  readonly warning = input('');
  readonly lockLine = input.required<string>();
  /** Whether files can be attached, and those that are. */
  readonly attachable = input(false);
  readonly chips = input<readonly Chip[]>([]);
  /** Why the question can't be sent with its files yet; empty where it can. */
  readonly blocked = input('');

  readonly asked = output<string>();
  readonly stopped = output();
  readonly filesChosen = output<readonly File[]>();
  readonly chipRemoved = output<Chip>();
  /** Text that is too long for a question of a few lines. */
  readonly longPasted = output<string>();
  /** The last question is to be edited. */
  readonly lastWanted = output();

  protected readonly dictation = inject(Dictation);
  private readonly promptValues = inject(PromptValues);
  /** What is typed behind the slash, while a prompt is being chosen. */
  protected readonly slash = signal<{ readonly words: string } | null>(null);
  protected readonly menu = viewChild(PromptMenu);

  /** Characters over the limit of the API. Cutting them off unasked would lose what somebody wrote. */
  protected readonly excess = computed(() => this.text().trim().length - longestQuestion);
  protected readonly ready = computed(
    () => this.text().trim() !== '' && this.excess() <= 0 && this.closed() === '' && this.blocked() === '',
  );
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');

  constructor() {
    // As high as its text, up to the limit that the style sheet sets. An empty one has its height from there, and nothing is measured.
    afterRenderEffect(() => {
      const isEmpty = this.text() === '' && this.closed() === '';
      const area = this.area().nativeElement;
      area.style.height = 'auto';
      if (!isEmpty) area.style.height = `${String(area.scrollHeight)}px`;
    });
  }

  focus(): void {
    this.area().nativeElement.focus();
  }

  /** With the cursor behind what is there, once it is there. */
  focusEnd(): void {
    afterNextRender(
      () => {
        const area = this.area().nativeElement;
        area.focus();
        area.setSelectionRange(area.value.length, area.value.length);
        area.scrollTop = area.scrollHeight;
      },
      { injector: this.injector },
    );
  }

  protected send(event: Event): void {
    event.preventDefault();
    if (!this.ready()) return;
    const question = this.text().trim();
    this.slash.set(null);
    // Here and not in the parent: typed and sent within one frame, the page never knew of the text that it would have to clear.
    this.text.set('');
    this.area().nativeElement.value = '';
    this.asked.emit(question);
  }

  protected type({ value, selectionStart }: HTMLTextAreaElement): void {
    this.text.set(value);
    const words = promptQuery(value, selectionStart);
    this.slash.set(words === null ? null : { words });
  }

  protected choose(picker: HTMLInputElement): void {
    this.filesChosen.emit([...(picker.files ?? [])]);
    picker.value = ''; // the same file can be chosen again
    this.focus();
  }

  /** Files, and text of some pages, become attachments; whatever is shorter is typed. */
  protected paste(event: ClipboardEvent): void {
    if (!this.attachable() || event.clipboardData === null) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0)
      this.filesChosen.emit(files.map((file) => new File([file], pastedName(file, new Date()), { type: file.type })));
    else if (text.length > longestPaste) this.longPasted.emit(text);
    else return;
    event.preventDefault();
  }

  /** Where the cursor is, as a paste would have. */
  insertText(words: string): void {
    const area = this.area().nativeElement;
    area.focus();
    area.setRangeText(words, area.selectionStart, area.selectionEnd, 'end');
    this.type(area);
  }

  /** Puts the slash in front of what is there, as a person could. */
  protected showPrompts(): void {
    if (this.slash() !== null) return this.slash.set(null);
    const area = this.area().nativeElement;
    area.focus();
    if (!area.value.startsWith('/')) area.setRangeText('/', 0, 0, 'end');
    area.setSelectionRange(1, 1);
    this.type(area);
  }

  protected async insert(prompt: Prompt): Promise<void> {
    const query = this.slash()?.words ?? '';
    this.slash.set(null);
    const words = await this.promptValues.ask(prompt);
    if (words !== null) this.text.update((text) => withPrompt(text, query, words));
    this.focusEnd();
  }

  protected leave({ relatedTarget }: FocusEvent): void {
    if (!this.host.contains(relatedTarget as Node | null)) this.slash.set(null);
  }

  protected steer(event: KeyboardEvent): void {
    if (this.slash() !== null && this.steersMenu(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) this.send(event);
    else if (event.key === 'ArrowUp' && this.area().nativeElement.value === '') {
      event.preventDefault();
      this.lastWanted.emit();
    }
  }

  /** Until the list is there, the keys that choose from it wait for it. */
  private steersMenu(event: KeyboardEvent): boolean {
    const menu = this.menu();
    if (menu !== undefined) return menu.steer(event);
    if (event.key === 'Escape') this.slash.set(null);
    else if (event.key !== 'Enter' || event.shiftKey) return false;
    event.preventDefault();
    return true;
  }

  protected dictate(): void {
    if (this.dictation.listening()) this.dictation.stop();
    else void this.dictation.start((words) => this.text.update((text) => (text === '' ? words : `${text.trimEnd()} ${words}`)));
  }
}
