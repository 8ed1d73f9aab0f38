import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Collection } from '#contracts/rag.js';
import { Live } from '../../../core/live/live.js';
import { Session } from '../../../core/session/session.js';
import { Icon } from '../../../shared/icon.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { CollectionDialog } from './collection-dialog.js';
import { readersWords, unreadyWords } from './collection-words.rules.js';
import { CollectionsApi } from './collections-api.js';
import { StaysHereMark } from './stays-here-mark.js';
import { readerLocale } from '../../../../locale/language.js';

/** The collections that are open to the person. */
@Component({
  selector: 'cm-collections-page',
  imports: [CollectionDialog, Icon, ListEnd, LoadFailure, MatButton, RouterLink, StateMark, StaysHereMark],
  host: { class: 'cm-list-page' },
  templateUrl: './collections-page.html',
  styles: `
    .figure {
      text-align: end;
      white-space: nowrap;
    }
    .marks {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1);
    }
  `,
})
export class CollectionsPage {
  protected readonly readerLocale = readerLocale;
  private readonly api = inject(CollectionsApi);
  private readonly router = inject(Router);

  protected readonly readersWords = readersWords;
  protected readonly sizeWords = sizeWords;
  protected readonly unreadyWords = unreadyWords;
  protected readonly mayManage = inject(Session).may('knowledge:manage');
  protected readonly making = signal(false);
  protected readonly list = new PagedList<Collection>((cursor) => this.api.collections(cursor));
  protected readonly isEmpty = computed(() => this.list.items().length === 0 && !this.list.hasMore());

  constructor() {
    void this.list.load();
    inject(DestroyRef).onDestroy(inject(Live).on('collection', ({ id }) => void this.look(id)));
  }

  protected open(collection: Collection): void {
    void this.router.navigate(['/knowledge/collections', collection.id]);
  }

  /** It changed elsewhere, or was removed, or opened or closed to this person. */
  private async look(id: string): Promise<void> {
    const isListed = this.list.items().some((each) => each.id === id);
    const collection = await this.api.collection(id, { background: true }).catch(() => null);
    if (collection === null) this.list.remove(id);
    else if (isListed) this.list.replace(collection);
    else this.list.putFirst(collection);
  }
}
