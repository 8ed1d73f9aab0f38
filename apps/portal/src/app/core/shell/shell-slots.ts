import { Directive, Service, TemplateRef, inject, input, signal, type OnDestroy, type OnInit } from '@angular/core';

/** The two places of the shell that the page in view fills: the rail on the left and the heading in the bar. */
@Service()
export class ShellSlots {
  readonly rail = signal<TemplateRef<unknown> | null>(null);
  readonly heading = signal<TemplateRef<unknown> | null>(null);
}

/** `<ng-template cmShellSlot="rail">`: shown in the shell while the page lives. */
@Directive({ selector: 'ng-template[cmShellSlot]' })
export class ShellSlot implements OnInit, OnDestroy {
  private readonly slots = inject(ShellSlots);
  private readonly template = inject<TemplateRef<unknown>>(TemplateRef);

  readonly cmShellSlot = input.required<'rail' | 'heading'>();

  ngOnInit(): void {
    this.slots[this.cmShellSlot()].set(this.template);
  }

  ngOnDestroy(): void {
    const slot = this.slots[this.cmShellSlot()];
    // The next page may have filled the place already.
    slot.update((current) => (current === this.template ? null : current));
  }
}
