import { Component, ElementRef, afterRenderEffect, computed, input, model, output, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';

const longestQuestion = 32_000;

/** Where questions are typed. Enter sends, Shift Enter starts a new line; while an answer is being written the button stops it. */
@Component({
  selector: 'cm-composer',
  imports: [Icon, MatIconButton],
  template: `
    <form class="box" (submit)="send($event)">
      <label class="only-for-readers" for="question">Your question</label>
      <textarea
        #area
        id="question"
        dir="auto"
        rows="1"
        aria-describedby="lock-line"
        [readOnly]="readOnly()"
        [placeholder]="closed() || 'Ask about your documents…'"
        [value]="text()"
        (input)="text.set(area.value)"
        (keydown)="sendOnEnter($event)"
      ></textarea>
      @if (answering()) {
        <button matIconButton class="act" type="button" aria-label="Stop" (click)="stopped.emit()">
          <cm-icon name="stop" />
        </button>
      } @else {
        <button matIconButton class="act" type="submit" aria-label="Send" [disabled]="!ready()"><cm-icon name="arrow" /></button>
      }
    </form>
    @if (excess() > 0) {
      <p class="excess" role="alert">{{ excess() }} characters over the limit of 32,000.</p>
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
  readonly text = model.required<string>();
  readonly answering = input(false);
  /** Why nothing can be asked; empty when it can. */
  readonly closed = input('');
  /** Whether not even a draft can be written. */
  readonly readOnly = input(false);
  readonly lockLine = input.required<string>();

  readonly asked = output<string>();
  readonly stopped = output();

  /** Characters over the limit of the API. Cutting them off unasked would lose what somebody wrote. */
  protected readonly excess = computed(() => this.text().trim().length - longestQuestion);
  protected readonly ready = computed(() => this.text().trim() !== '' && this.excess() <= 0 && this.closed() === '');
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

  protected send(event: Event): void {
    event.preventDefault();
    if (!this.ready() || this.answering()) return;
    const question = this.text().trim();
    // Here and not in the parent: typed and sent within one frame, the page never knew of the text that it would have to clear.
    this.text.set('');
    this.area().nativeElement.value = '';
    this.asked.emit(question);
  }

  protected sendOnEnter(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey) this.send(event);
  }
}
