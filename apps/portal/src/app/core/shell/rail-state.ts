import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { nextTask } from '../next-task.js';

const phone = matchMedia('(max-width: 47.99rem)');

/**
 * The sidebar is beside the page on wide screens, where it can be hidden, and a drawer above it on phones. An open drawer has an entry
 * of its own in the history: the browser's Back closes it and does not leave the page.
 */
@Service()
export class RailState {
  private readonly router = inject(Router);
  private readonly narrow = signal(phone.matches);
  private readonly putAway = signal(false);
  private readonly drawerOut = signal(false);

  readonly isDrawer = this.narrow.asReadonly();
  readonly open = computed(() => (this.narrow() ? this.drawerOut() : !this.putAway()));
  /** Whether it has been open yet: what stands in it is not made before somebody looks. */
  readonly wasOpen = linkedSignal<boolean, boolean>({
    source: this.open,
    computation: (open, before) => open || before?.value === true,
  });

  constructor() {
    phone.addEventListener('change', () => {
      this.narrow.set(phone.matches);
      this.dismiss();
    });
    addEventListener('popstate', () => this.drawerOut.set(this.narrow() && isDrawerEntry()));
    this.router.events.subscribe((event) => {
      // The page that was chosen takes the place of the drawer's entry.
      const navigation = event instanceof NavigationStart ? this.router.currentNavigation() : null;
      if (navigation?.trigger === 'imperative' && isDrawerEntry()) navigation.extras.replaceUrl = true;
    });
  }

  toggle(): void {
    if (!this.narrow()) this.putAway.update((away) => !away);
    else if (this.drawerOut()) this.dismiss();
    else this.openDrawer();
  }

  /** After a choice in the drawer: the page is what the person wants to see. */
  closeDrawer(): void {
    this.drawerOut.set(false);
    void nextTask().then(() => {
      // The choice was the page in view: nothing takes the place of the drawer's entry.
      if (!this.drawerOut() && this.router.currentNavigation() === null && isDrawerEntry()) history.back();
    });
  }

  /** Without a choice. */
  dismiss(): void {
    if (!this.drawerOut()) return;
    this.drawerOut.set(false);
    if (isDrawerEntry()) history.back();
  }

  private openDrawer(): void {
    this.drawerOut.set(true);
    if (!isDrawerEntry()) history.pushState({ ...history.state, drawer: true }, '');
  }
}

function isDrawerEntry(): boolean {
  return (history.state as { readonly drawer?: boolean } | null)?.drawer === true;
}
