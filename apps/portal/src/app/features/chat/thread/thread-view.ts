import {
  ApplicationRef,
  Component,
  DestroyRef,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem } from '@angular/material/menu';
import type { Message } from '#contracts/chat/chat.js';
import { Icon } from '../../../shared/icon.js';
import { spokenText } from '../../../shared/markdown/syntax/marks.rules.js';
import { Note } from '../../../shared/note.js';
import { Session } from '../../../core/session/session.js';
import { AssistantMessage } from '../messages/assistant-message.js';
import { fits, followsEnd } from './auto-scroll.rules.js';
import { MessageWindow } from './message-window.js';
import { ModelsStore } from '../models-store.js';
import { selectedPassage, type SelectedPassage } from './selected-passage.js';
import { ThreadStore } from './thread-store.js';
import { UserMessage } from '../messages/user-message.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';

/** The messages of the branch in view. The newest text stays in sight only while the reader is at the end. */
@Component({
  selector: 'cm-thread-view',
  imports: [AssistantMessage, Icon, MatButton, MatMenu, MatMenuItem, Note, UserMessage, ShownPipe],
  templateUrl: './thread-view.html',
  styleUrl: './thread-view.scss',
})
export class ThreadView {
  protected readonly thread = inject(ThreadStore);
  private readonly session = inject(Session);

  readonly closed = input(false);
  readonly quoted = output<string>();
  readonly sourceOpened = output<{ message: Message; mark: number }>();

  protected readonly window = new MessageWindow(
    this.thread.turns,
    computed(() => this.thread.conversation()?.id ?? null),
  );
  protected readonly models = inject(ModelsStore);
  protected readonly administers = computed(() => this.session.may('models:manage'));
  protected readonly atEnd = signal(true);
  protected readonly revealed = signal<string | null>(null);
  protected readonly menuFor = signal<AssistantMessage | null>(null);
  /** Models that the answer of the menu could be written by again. */
  protected readonly otherModels = computed(() => {
    const writer = this.menuFor()?.message().provenance?.model;
    return this.models.available().filter(({ name, provider }) => name !== writer && provider !== 'extractive');
  });
  protected readonly passage = signal<SelectedPassage | null>(null);
  /** The whole answer, announced once when it is complete. */
  protected readonly spoken = computed(() => {
    const finished = this.thread.finished();
    if (this.thread.answering()) return $localize`The answer is being written.`;
    return finished === null ? '' : $localize`Answer: ${spokenText(finished.content, finished.citations)}`;
  });

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly questions = viewChildren(UserMessage);
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  private readonly earlier = viewChild('earlier', { read: ElementRef<HTMLElement> });
  private readonly injector = inject(Injector);
  private readonly application = inject(ApplicationRef);

  /** Where the frame was at the last scroll. */
  private top = 0;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const grown = new ResizeObserver(() => {
        if (fits(this.frame().nativeElement)) this.atEnd.set(true);
        if (this.atEnd()) this.scrollToEnd('instant');
      });
      grown.observe(this.content().nativeElement);
      grown.observe(this.frame().nativeElement);
      destroyed.onDestroy(() => grown.disconnect());
      // Not by the template: every key that is typed moves a selection, and would have all messages looked at.
      const noticeSelection = (): void => this.passage.set(selectedPassage(this.host.nativeElement));
      document.addEventListener('selectionchange', noticeSelection);
      destroyed.onDestroy(() => document.removeEventListener('selectionchange', noticeSelection));
      const printAll = (): void => {
        this.window.showAll();
        this.application.tick(); // the browser prints what is there when this returns
      };
      addEventListener('beforeprint', printAll);
      destroyed.onDestroy(() => removeEventListener('beforeprint', printAll));
    });
    effect((onCleanup) => {
      const button = this.earlier()?.nativeElement;
      if (button === undefined) return;
      // Before somebody who goes up gets there. Not at the end, where a conversation opens.
      const near = new IntersectionObserver(([entry]) => entry?.isIntersecting && !this.atEnd() && this.showEarlier(), {
        root: this.frame().nativeElement,
        rootMargin: '800px 0px 0px 0px',
      });
      near.observe(button);
      onCleanup(() => near.disconnect());
    });
  }

  /** Opens the last question of the branch in view for editing. */
  editLast(): void {
    if (!this.thread.answering() && !this.closed()) this.questions().at(-1)?.edit();
  }

  /** From now on the end is what the reader wants to see, such as after asking. */
  followEnd(): void {
    this.atEnd.set(true);
    this.scrollToEnd('instant');
  }

  /** Goes to a message, which stays marked until another one is looked for. */
  reveal(messageId: string): void {
    this.revealed.set(messageId);
    this.atEnd.set(false);
    this.window.include(messageId);
    const show = (): void => document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: 'start' });
    afterNextRender(show, { injector: this.injector });
  }

  /** What is read stays where it is. */
  protected showEarlier(): void {
    const frame = this.frame().nativeElement;
    const below = frame.scrollHeight - frame.scrollTop;
    this.window.showEarlier();
    const keepPlace = (): void => {
      frame.scrollTop = frame.scrollHeight - below;
    };
    afterNextRender(keepPlace, { injector: this.injector });
  }

  protected jumpToLatest(): void {
    this.atEnd.set(true);
    this.scrollToEnd('smooth');
  }

  protected noticeScroll(): void {
    const frame = this.frame().nativeElement;
    this.atEnd.set(followsEnd(this.atEnd(), this.top, frame));
    this.top = frame.scrollTop;
    this.passage.set(null);
  }

  protected regenerateWith(model: string): void {
    const answer = this.menuFor();
    if (answer !== null) void this.thread.regenerate(answer.message(), model);
  }

  protected quote(text: string): void {
    getSelection()?.removeAllRanges();
    this.passage.set(null);
    this.quoted.emit(text);
  }

  protected async askInstead(message: Message, text: string): Promise<void> {
    this.atEnd.set(true);
    await this.thread.askInstead(message, text);
  }

  private scrollToEnd(behavior: ScrollBehavior): void {
    const frame = this.frame().nativeElement;
    frame.scrollTo({ top: frame.scrollHeight, behavior });
  }
}
