import { Directive, inject, input, type OnChanges } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OpenRow } from './open-row.js';

/** The link in the first cell of a row, which opens the row beside the list. It covers the row. */
@Directive({
  selector: 'a[cmRowLink]',
  hostDirectives: [RouterLink],
  host: {
    class: 'row-link',
    '[attr.data-row]': 'id()',
    '[attr.aria-current]': "row().id() === id() ? 'true' : null",
  },
})
export class RowLink implements OnChanges {
  private readonly link = inject(RouterLink, { self: true });

  readonly id = input.required<string>({ alias: 'cmRowLink' });
  readonly row = input.required<Pick<OpenRow<{ readonly id: string }>, 'id' | 'link'>>();

  ngOnChanges(): void {
    this.link.routerLink = this.row().link(this.id());
    this.link.queryParamsHandling = 'preserve';
  }
}
