import { Component, computed, input } from '@angular/core';
import encodeQR from 'qr';
import { qrPath } from './qr-path.rules.js';

/** A QR code. Dark on light in both themes, since many cameras read nothing else. */
@Component({
  selector: 'cm-qr-picture',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + drawn().side + ' ' + drawn().side">
      <path [attr.d]="drawn().path" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      width: 100%;
      border-radius: var(--radius-small);
      background: var(--paper);
      shape-rendering: crispEdges;
    }
    path {
      fill: var(--ink);
    }
  `,
})
export class QrPicture {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  protected readonly drawn = computed(() => qrPath(encodeQR(this.text(), 'raw', { ecc: 'medium', encoding: 'byte', border: 4 })));
}
