import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Conversation, Model } from '#contracts/chat/chat.js';
import { Icon } from '../../../shared/icon.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { StateMark } from '../../../shared/state-mark.js';
import { ConversationActions } from '../order/conversation-actions.js';
import { ConversationMenu } from '../order/conversation-menu.js';
import { modelFacts } from '../messages/provenance-words.rules.js';

/** In the bar: which conversation this is, and which model answers in it. */
@Component({
  selector: 'cm-conversation-heading',
  imports: [ConversationMenu, Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, ShownPipe, StateMark],
  template: `
    @if (conversation(); as conversation) {
      @if (renaming()) {
        <input
          #title
          class="title-input"
          dir="auto"
          i18n-aria-label
          aria-label="Conversation title"
          maxlength="200"
          [value]="conversation.title"
          (keydown.enter)="keepTitle(conversation, title.value)"
          (keydown.escape)="renaming.set(false)"
          (blur)="keepTitle(conversation, title.value)"
        />
      } @else {
        <h1 class="heading">
          <button class="title-button" type="button" [title]="conversation.title | shown" [matMenuTriggerFor]="actions.menu()">
            <span class="title" dir="auto">{{ conversation.title || texts.newConversation | shown }}</span><cm-icon
              name="below"
            />
          </button>
        </h1>
      }
      <cm-conversation-menu #actions [conversation]="conversation" (renamed)="rename()" (deleted)="deleted.emit($event)" />
      @if (conversation.damaged) {
        <cm-state-mark i18n kind="bad">Damaged</cm-state-mark>
      }
    } @else {
      <span i18n class="title">New conversation</span>
    }
    @if (models().length > 1) {
      <button matButton="text" class="model" type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="texts.model(name())">
        <span class="model-name">{{ name() }}</span><cm-icon name="below" />
      </button>
      <mat-menu #menu>
        @for (each of models(); track each.name) {
          <button
            mat-menu-item
            type="button"
            role="menuitemradio"
            [attr.aria-checked]="each.name === current()?.name"
            (click)="modelChosen.emit(each.name)"
          >
            <span class="choice">
              <span>
                {{ each.provider === 'extractive' ? texts.noModelPassagesOnly : each.name }}
                @if (each.name === current()?.name) {
                  <cm-icon class="chosen" name="check" />
                }
              </span>
              @if (facts(each); as words) {
                <span class="facts">{{ words }}</span>
              }
            </span>
          </button>
        }
      </mat-menu>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-width: 0;
    }
    .title {
      overflow: hidden;
      font-size: var(--type-3);
      font-weight: 600;
      letter-spacing: 0;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    cm-state-mark {
      flex: none;
    }
    .heading {
      display: flex;
      min-width: 0;
    }
    .title-button {
      display: flex;
      align-items: center;
      gap: 2px;
      min-width: 0;
      min-height: 2rem;
      margin-inline-start: calc(-1 * var(--space-2));
      padding: 0 var(--space-2);
      border: 0;
      border-radius: var(--radius-small);
      background: none;
      color: inherit;
      cursor: pointer;
    }
    .title-button:hover,
    .title-button[aria-expanded='true'] {
      background: var(--hover);
    }
    .title-button cm-icon {
      --icon-size: 1rem;
      flex: none;
      color: var(--text-soft);
    }
    .title-input {
      min-width: 0;
      width: min(24rem, 100%);
      padding: var(--space-1) var(--space-2);
      border: 1px solid var(--focus);
      border-radius: 4px;
      background: var(--raised);
      color: var(--text);
      font: inherit;
      font-weight: 600;
    }
    .model {
      --mat-button-text-label-text-color: var(--text-soft);
      --mat-button-text-label-text-size: var(--type-2);
      --mat-button-text-label-text-weight: 450;
      flex: none;
      max-width: 12rem;
    }
    .choice {
      display: grid;
      padding-block: var(--space-1);
      line-height: var(--leading-control);
    }
    .facts {
      color: var(--text-soft);
      font-size: var(--type-1);
    }
    .model-name {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .model cm-icon {
      --icon-size: 1rem;
      vertical-align: -0.2rem;
      margin-inline-start: 2px;
    }
    @media (max-width: 30rem) {
      :host {
        flex-direction: column;
        align-items: flex-start;
        gap: 0;
      }
      .heading {
        max-width: 100%;
      }
      .title-button {
        min-height: 1.5rem;
      }
      .model {
        --mat-button-text-container-height: 1.5rem;
        --mat-button-text-touch-target-display: none; /* it would cover the title */
        --mat-button-text-horizontal-padding: 0;
        min-width: 0;
      }
    }
    .chosen {
      margin-inline-start: var(--space-3);
      color: var(--accent);
      vertical-align: middle;
    }
  `,
})
export class ConversationHeading {
  protected readonly texts = {
    newConversation: $localize`New conversation`,
    model: (name: string | number) => $localize`Model: ${name}`,
    noModelPassagesOnly: $localize`No model, passages only`,
  };
  readonly conversation = input<Conversation | null>(null);
  readonly models = input.required<readonly Model[]>();
  readonly current = input<Model | null>(null);
  readonly modelChosen = output<string>();
  readonly deleted = output<Conversation>();

  private readonly conversationActions = inject(ConversationActions);
  private readonly injector = inject(Injector);
  private readonly titleInput = viewChild<ElementRef<HTMLInputElement>>('title');
  protected readonly renaming = signal(false);

  protected readonly facts = modelFacts;

  protected readonly name = computed(() => {
    const model = this.current();
    if (model === null) return $localize`Model`;
    return model.provider === 'extractive' ? $localize`Passages only` : model.name;
  });

  protected rename(): void {
    this.renaming.set(true);
    afterNextRender(() => this.titleInput()?.nativeElement.select(), { injector: this.injector });
  }

  protected async keepTitle(conversation: Conversation, title: string): Promise<void> {
    if (!this.renaming()) return;
    this.renaming.set(false);
    await this.conversationActions.rename(conversation, title);
  }
}
