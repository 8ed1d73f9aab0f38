import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Conversation, Model } from '#contracts/chat/chat.js';
import { Icon } from '../../../shared/icon.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { StateMark } from '../../../shared/state-mark.js';

/** In the bar: which conversation this is, and which model answers in it. */
@Component({
  selector: 'cm-conversation-heading',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, ShownPipe, StateMark],
  template: `
    @if (conversation(); as conversation) {
      <h1 class="title" dir="auto" [title]="conversation.title | shown">
        {{ conversation.title || 'New conversation' | shown }}
      </h1>
      @if (conversation.damaged) {
        <cm-state-mark kind="bad">Damaged</cm-state-mark>
      }
    } @else {
      <span class="title">New conversation</span>
    }
    @if (models().length > 1) {
      <button matButton="text" class="model" type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="'Model: ' + name()">
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
            {{ each.provider === 'extractive' ? 'No model, passages only' : each.name }}
            @if (each.name === current()?.name) {
              <cm-icon class="chosen" name="check" />
            }
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
    .model {
      --mat-button-text-label-text-color: var(--text-soft);
      --mat-button-text-label-text-size: var(--type-2);
      --mat-button-text-label-text-weight: 450;
      flex: none;
      max-width: 12rem;
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
      .title {
        max-width: 100%;
      }
      .model {
        --mat-button-text-container-height: 1.375rem;
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
  readonly conversation = input<Conversation | null>(null);
  readonly models = input.required<readonly Model[]>();
  readonly current = input<Model | null>(null);
  readonly modelChosen = output<string>();

  protected readonly name = computed(() => {
    const model = this.current();
    if (model === null) return 'Model';
    return model.provider === 'extractive' ? 'Passages only' : model.name;
  });
}
