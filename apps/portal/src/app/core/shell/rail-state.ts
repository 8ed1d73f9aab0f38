import { Service, computed, linkedSignal, signal } from '@angular/core';

const phone = matchMedia('(max-width: 47.99rem)');

/** The sidebar is beside the page on wide screens, where it can be hidden, and a drawer above it on phones. */
@Service()
export class RailState {
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
      this.drawerOut.set(false);
    });
  }

  toggle(): void {
    if (this.narrow()) this.drawerOut.update((out) => !out);
    else this.putAway.update((away) => !away);
  }

  /** After a choice in the drawer: the page is what the person wants to see. */
  closeDrawer(): void {
    this.drawerOut.set(false);
  }
}
