import { Service, computed, inject } from '@angular/core';
import { Drafts } from '../../../core/session/drafts/drafts.js';
import { edited, read, without, written } from './setting-edits.rules.js';

const draft = 'settings';

/** What was typed and not saved, kept as a draft: through other pages, a reload and an idle log-off. */
@Service()
export class SettingEdits {
  private readonly drafts = inject(Drafts);

  readonly all = computed(() => read(this.drafts.of(draft)));

  edit(key: string, text: string, saved: string): void {
    this.drafts.keep(draft, written(edited(this.all(), key, text, saved)));
  }

  drop(keys: readonly string[]): void {
    this.drafts.keep(draft, written(without(this.all(), keys)));
  }
}
