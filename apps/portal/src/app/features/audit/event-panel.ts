import { Component, computed, inject, input, output, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AuditEvent, ListedAuditEvent } from '#contracts/audit/audit.js';
import { Session } from '../../core/session/session.js';
import type { OpenRow } from '../../shared/lists/open-row.js';
import { Note } from '../../shared/note.js';
import { SidePanel } from '../../shared/lists/side-panel.js';
import { StateMark } from '../../shared/state-mark.js';
import { ActorNamesStore } from './words/actor-names-store.js';
import { AuditApi } from './audit-api.js';
import type { AuditFilter } from './audit-filter.rules.js';
import { actorWords, exactTime, objectWords, outcomeMarks, peopleIn, sentenceOf } from './words/audit-words.rules.js';
import { EventProof } from './proof/event-proof.js';

/** One event: what the log holds of it, its sealed detail, its proof. */
@Component({
  selector: 'cm-event-panel',
  imports: [EventProof, MatButton, Note, RouterLink, SidePanel, StateMark],
  templateUrl: './event-panel.html',
  styles: `
    :host {
      display: contents;
    }
    .part {
      margin-top: var(--space-5);
      padding-top: var(--space-4);
      border-top: 1px solid var(--line);
    }
    h3 {
      margin-bottom: var(--space-2);
    }
    code {
      font-family: var(--font-code);
      font-size: var(--type-2);
      overflow-wrap: anywhere;
    }
    .value {
      white-space: pre-wrap;
    }
  `,
})
export class EventPanel {
  protected readonly $localize = $localize;
  private readonly api = inject(AuditApi);
  private readonly session = inject(Session);
  private readonly names = inject(ActorNamesStore);

  readonly row = input.required<OpenRow<ListedAuditEvent>>();
  readonly narrowed = output<Partial<AuditFilter>>();

  protected readonly id = computed(() => this.row().id() ?? '');
  protected readonly exactTime = exactTime;
  protected readonly marks = outcomeMarks;
  protected readonly found = resource({
    params: () => this.id(),
    loader: async ({ params: id, abortSignal }) => {
      const event = await this.api.event(id, abortSignal);
      void this.names.learn(peopleIn(event));
      return event;
    },
  });
  protected readonly event = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly values = computed(() => {
    const detail = this.event()?.detail;
    if (detail?.state !== 'kept') return [];
    return Object.entries(detail.values).map(([name, value]) => ({
      name,
      words: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
    }));
  });

  protected readonly sentence = computed(() => {
    const event = this.event();
    if (event === null) return $localize`Event`;
    const detail = event.detail?.state === 'kept' ? event.detail.values : {};
    const newRole = typeof detail['to'] === 'string' ? detail['to'] : null;
    return sentenceOf({ ...event, newRole }, this.session.me()?.id ?? '', this.names.all());
  });

  protected what(event: AuditEvent): string {
    return objectWords(event, this.names.all());
  }

  protected who(event: AuditEvent): string {
    return actorWords(event, this.session.me()?.id ?? '', this.names.all());
  }
}
