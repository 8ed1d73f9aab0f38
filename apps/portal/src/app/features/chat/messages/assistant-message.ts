import { Component, ElementRef, computed, effect, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenuTrigger, type MatMenuPanel } from '@angular/material/menu';
import type { Feedback } from '#contracts/chat/chat.js';
import { answerStart, thoughtsIn } from '#contracts/chat/thoughts.js';
import { copyText } from '../../../shared/clipboard.js';
import { copyRich } from '../../../shared/rich-copy.js';
import { Icon } from '../../../shared/icon.js';
import { MarkdownText, type MarkPlace } from '../../../shared/markdown/markdown-text.js';
import { withSigns } from '../../../shared/markdown/syntax/marks.rules.js';
import { Note } from '../../../shared/note.js';
import { AlternativeSwitch } from './alternative-switch.js';
import { answerOf, sourceLines, withSources } from './answer-copy.rules.js';
import { AnswerOrigin } from './answer-origin.js';
import { canGoOn, isBeingWritten, progressWords, timeWords, type Progress } from './answer.rules.js';
import { CitationList } from '../sources/citation-list.js';
import { FeedbackForm } from './feedback-form.js';
import type { Turn } from '../thread/message-tree.rules.js';
import { QuotePreview } from '../sources/quote-preview.js';
import {
  cureWords,
  extractHeading,
  failureWords,
  noticesOf,
  unsupportedWords,
  withoutOpening,
} from './provenance-words.rules.js';

/** An answer: its text, its sources, how it came to be, and what can be done with it. */
@Component({
  selector: 'cm-assistant-message',
  imports: [
    AlternativeSwitch,
    AnswerOrigin,
    CitationList,
    FeedbackForm,
    Icon,
    MarkdownText,
    MatButton,
    MatIconButton,
    MatMenuTrigger,
    Note,
    QuotePreview,
  ],
  templateUrl: './assistant-message.html',
  styleUrl: './assistant-message.scss',
})
export class AssistantMessage {
  protected readonly $localize = $localize;
  readonly turn = input.required<Turn>();
  /** How far the answer is, while it is being written. */
  readonly progress = input<Progress | null>(null);
  /** Whether another answer is being written, so that nothing can be asked for now. */
  readonly busy = input(false);
  /** Whether it is kept nowhere, so that nobody could look at a rating. */
  readonly unsaved = input(false);
  /** Whether the reader manages the models and so is told more about what went wrong. */
  readonly administers = input(false);
  /** Whether no model is connected and the reader can connect one. */
  readonly mayConnectModel = input(false);

  /** What else can be done with an answer; one menu serves all of them. */
  readonly menu = input<MatMenuPanel | null>(null);

  readonly menuOpened = output<AssistantMessage>();
  readonly chosen = output<string>();
  readonly regenerated = output();
  readonly continued = output();
  readonly rated = output<Feedback>();
  readonly sourceOpened = output<number>();

  readonly message = computed(() => this.turn().message);
  protected readonly writing = computed(() => isBeingWritten(this.message()));
  protected readonly waitingWords = computed(() => {
    const progress = this.progress();
    return progress !== null && this.writing() ? progressWords(progress) : '';
  });
  protected readonly heading = computed(() => extractHeading(this.message().provenance));
  /** What the model thought before it answered, where that came with the answer. */
  protected readonly thoughts = computed(() => thoughtsIn(this.message().content));
  protected readonly text = computed(() => {
    const text = withSigns(this.message().content, this.message().citations);
    return withoutOpening(text.slice(answerStart(text)), this.heading());
  });
  protected readonly notices = computed(() => noticesOf(this.message().provenance));
  protected readonly failure = computed(() => failureWords(this.message().errorCode));
  /** What to do about it, for those who can. */
  protected readonly cure = computed(() => (this.administers() ? cureWords(this.message().errorCode) : ''));

  /** Whether a model wrote this from passages, so that a sentence without a source is worth pointing out. */
  private readonly isGrounded = computed(() => {
    const { provenance } = this.message();
    return !this.writing() && provenance !== null && provenance.provider !== 'extractive' && provenance.passages.length > 0;
  });
  protected readonly citesSources = computed(() => this.isGrounded() && this.message().citations.length > 0);
  protected readonly unsupported = signal(0);
  protected readonly unsupportedWords = computed(() => {
    if (!this.isGrounded() || this.message().content === '') return '';
    return unsupportedWords(this.citesSources() ? this.unsupported() : null);
  });

  protected readonly canGoOn = computed(() => canGoOn(this.message()));

  protected readonly copied = signal(false);
  protected readonly originShown = signal(false);
  protected readonly reasonsAsked = signal(false);
  protected readonly seen = signal<{ mark: number; left: number; top: number } | null>(null);
  protected readonly seenCitation = computed(
    () => this.message().citations.find((citation) => citation.mark === this.seen()?.mark) ?? null,
  );

  /** How long it has taken; separate from the words, so that screen readers do not announce every second. */
  protected readonly waitingTime = computed(() => {
    const progress = this.progress();
    return progress === null || this.waitingWords() === '' ? '' : timeWords(progress, this.now());
  });
  private readonly now = signal(Date.now());

  constructor() {
    effect((onCleanup) => {
      if (this.waitingWords() === '') return;
      const ticking = setInterval(() => this.now.set(Date.now()), 500);
      onCleanup(() => clearInterval(ticking));
    });
  }

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected preview(place: MarkPlace | null): void {
    if (place === null) {
      this.seen.set(null);
      return;
    }
    const frame = this.host.nativeElement.getBoundingClientRect();
    const mark = place.element.getBoundingClientRect();
    this.seen.set({ mark: place.mark, left: mark.left - frame.left, top: mark.bottom - frame.top });
  }

  protected openSource(mark: number): void {
    this.seen.set(null);
    this.sourceOpened.emit(mark);
  }

  protected copy(): Promise<void> {
    return this.showCopied(copyText(answerOf(this.message().content)));
  }

  /** For where the marks of citations would lead nowhere. */
  copyWithSources(): Promise<void> {
    return this.showCopied(copyText(withSources(this.message().content, this.message().citations)));
  }

  /** For word processors and mail. */
  async copyAsRichText(): Promise<void> {
    const { content, citations } = this.message();
    const place = this.host.nativeElement.querySelector<HTMLElement>('.cm-markdown');
    if (place !== null) await this.showCopied(copyRich(place, withSources(content, citations), sourceLines(citations)));
  }

  private async showCopied(copying: Promise<boolean>): Promise<void> {
    this.copied.set(await copying);
    setTimeout(() => {
      this.copied.set(false);
    }, 2000);
  }

  protected rate(rating: Feedback['rating']): void {
    this.reasonsAsked.set(rating === 'down');
    if (this.message().feedback?.rating !== rating) this.rated.emit({ rating });
  }

  protected explain(feedback: Feedback): void {
    this.reasonsAsked.set(false);
    this.rated.emit(feedback);
  }
}
