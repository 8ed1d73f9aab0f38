import { Component } from '@angular/core';

/** The name with its mark: an answer that has been checked. */
@Component({
  selector: 'cm-brand',
  template: `
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="ground" width="32" height="32" rx="8" />
      <path
        class="bubble"
        d="M9 8.500h14a2.5 2.5 0 0 1 2.5 2.500v8a2.5 2.5 0 0 1-2.5 2.500h-7.200L11 25.400v-3.900H9A2.5 2.5 0 0 1 6.5 19v-8A2.5 2.5 0 0 1 9 8.500Z"
      />
      <path class="tick" d="M11.5 15.200l3 2.9 6-5.7" />
    </svg>
    <span i18n class="name">Chat Man</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      font-weight: 650;
      font-size: var(--type-4);
      letter-spacing: -0.01em;
    }
    .mark {
      width: 1.5rem;
      height: 1.5rem;
    }
    .ground {
      fill: var(--accent);
    }
    .bubble {
      fill: var(--accent-text);
    }
    .tick {
      fill: none;
      stroke: var(--accent);
      stroke-width: 2.4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Brand {}
