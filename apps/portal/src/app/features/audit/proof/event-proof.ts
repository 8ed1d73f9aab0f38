import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AuditEvent } from '#contracts/audit/audit.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { When } from '../../../shared/when/when.js';
import { AuditApi } from '../audit-api.js';
import { saveAs } from '../../../shared/files/save-as.js';
import { inclusionPath, signedAt, stretchWords } from './inclusion-path.rules.js';
import { findings, keyWords, verdictOf } from './proof-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';

/** Shows that an event belongs to what was signed: a sentence, what was checked, the path up the tree, the raw proof. */
@Component({
  selector: 'cm-event-proof',
  imports: [Icon, LoadFailure, MatButton, Note, When],
  templateUrl: './event-proof.html',
  styleUrl: './event-proof.scss',
})
export class EventProof {
  protected readonly $localize = $localize;
  private readonly api = inject(AuditApi);

  /** As the reader sees it: the proof is held against this, not against what the API sends with the proof. */
  readonly event = input.required<AuditEvent>();

  protected readonly wordsFor = wordsFor;
  protected readonly stretchWords = stretchWords;
  protected readonly found = resource({
    params: () => this.event(),
    loader: async ({ params: event, abortSignal }) => {
      // Only who opens an event pays for the checking.
      const [proof, { checkProof }] = await Promise.all([this.api.proof(event.id, abortSignal), import('./check-proof.js')]);
      return { proof, check: await checkProof(event, proof) };
    },
  });
  protected readonly proof = computed(() => (this.found.hasValue() ? this.found.value().proof : null));
  private readonly check = computed(() => {
    const check = this.found.hasValue() ? this.found.value().check : null;
    return check?.kind === 'checked' ? check : null;
  });
  protected readonly verdict = computed(() => {
    const check = this.check();
    return check === null ? 'not-here' : verdictOf(check);
  });
  protected readonly findings = computed(() => {
    const check = this.check();
    return check === null ? [] : findings(check);
  });
  protected readonly signedAt = computed(() => signedAt(this.proof()?.checkpoint ?? ''));
  protected readonly key = computed(() => keyWords(this.proof()?.key ?? ''));
  protected readonly number = computed(() => ((this.proof()?.index ?? 0) + 1).toLocaleString(readerLocale()));
  protected readonly size = computed(() => (this.proof()?.size ?? 0).toLocaleString(readerLocale()));

  /** From the root down to the event, as one looks at a tree. */
  protected readonly levels = computed(() => {
    const proof = this.proof();
    if (proof === null) return [];
    const hashes = this.check()?.hashes ?? [];
    return inclusionPath(proof.index, proof.size)
      .map((step, i) => ({
        step,
        hash: short(hashes[i] ?? ''),
        neighbourHash: short(proof.proof[i] ?? ''),
        isRoot: step.together.to - step.together.from === proof.size,
      }))
      .reverse();
  });
  protected readonly leafHash = computed(() => short(this.proof()?.leafHash ?? ''));

  protected save(): void {
    const proof = this.proof();
    if (proof === null) return;
    saveAs(new Blob([`${JSON.stringify(proof, null, 2)}\n`], { type: 'application/json' }), `proof-${proof.eventId}.json`);
  }
}

function short(hash: string): string {
  return hash === '' ? '' : `${hash.slice(0, 8)}…`;
}
