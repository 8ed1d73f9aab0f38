import { Component, computed, input } from '@angular/core';
import type { Citation, Provenance } from '#contracts/rag.js';
import { whereItRan, whoWrote } from './provenance-words.rules.js';

/** "Why this answer?": which model wrote it, from which passages, with which parameters. Enough to repeat it. */
@Component({
  selector: 'cm-answer-origin',
  template: `
    <section class="origin" i18n-aria-label aria-label="Why this answer?">
      <dl>
        <div>
          <dt i18n>Written by</dt>
          <dd>{{ who() }}</dd>
        </div>
        @if (where(); as where) {
          <div>
            <dt i18n>Where</dt>
            <dd>{{ where }}</dd>
          </div>
        }
        @if (provenance().digest; as digest) {
          <div>
            <dt i18n>Model digest</dt>
            <dd class="code">{{ digest }}</dd>
          </div>
        }
        <div>
          <dt i18n>Based on</dt>
          <dd>{{ read() }}</dd>
        </div>
        @for (parameter of parameters(); track parameter.name) {
          <div>
            <dt>{{ parameter.name }}</dt>
            <dd class="code">{{ parameter.value }}</dd>
          </div>
        }
        <div>
          <dt i18n>Instructions</dt>
          <dd i18n>Version {{ provenance().promptVersion }}</dd>
        </div>
      </dl>
      <p i18n class="soft">
        Chat Man checks that each quote appears in its source, not that the answer is correct. Check anything important yourself.
      </p>
    </section>
  `,
  styles: `
    .origin {
      margin-top: var(--space-2);
      padding: var(--space-4);
      border-radius: var(--radius);
      background: var(--sunken);
      font-size: var(--type-2);
    }
    dl div {
      display: grid;
      grid-template-columns: 8rem minmax(0, 1fr);
      gap: var(--space-3);
      padding: var(--space-1) 0;
    }
    dt,
    .soft {
      color: var(--text-soft);
    }
    dd {
      overflow-wrap: anywhere;
    }
    .code {
      font-family: var(--font-code);
    }
    .soft {
      margin-top: var(--space-3);
    }
  `,
})
export class AnswerOrigin {
  readonly provenance = input.required<Provenance>();
  readonly citations = input.required<readonly Citation[]>();

  protected readonly who = computed(() => whoWrote(this.provenance()));
  protected readonly where = computed(() => whereItRan(this.provenance()));
  protected readonly parameters = computed(() =>
    Object.entries(this.provenance().parameters).map(([name, value]) => ({ name, value: String(value) })),
  );
  protected readonly read = computed(() => {
    const passages = this.provenance().passages.length;
    const found = this.citations().filter((citation) => citation.verdict !== 'unverified').length;
    if (passages === 0) return $localize`No passages from your documents`;
    return $localize`${String(passages)} ${passages === 1 ? $localize`passage` : $localize`passages`} from your documents; ${String(found)} ${found === 1 ? $localize`quote` : $localize`quotes`} found in the source`;
  });
}
