import { Component, DestroyRef, afterNextRender, inject, signal } from '@angular/core';
import { tipFor, type Tip } from './tooltips.rules.js';

/** Milliseconds that a pointer rests on a control before its name appears. */
const rest = 500;

/**
 * The names of all controls that show a picture alone, with their shortcuts: one part for the whole page, so that no control pays for its
 * own. It is what the control is called anyway, so readers of screens do not hear it twice.
 */
@Component({
  selector: 'cm-tooltips',
  template: `
    @if (tip(); as tip) {
      <div class="tip" aria-hidden="true" [style.left.px]="tip.left" [style.top.px]="tip.top" [class.above]="tip.above">
        {{ tip.words }}
        @if (tip.keys) {
          <kbd>{{ tip.keys }}</kbd>
        }
      </div>
    }
  `,
  styles: `
    .tip {
      position: fixed;
      z-index: 1300;
      display: flex;
      gap: var(--space-2);
      align-items: center;
      max-width: 18rem;
      padding: var(--space-1) var(--space-2);
      border-radius: var(--radius-small);
      background: var(--text);
      color: var(--surface);
      font-size: var(--type-1);
      line-height: var(--leading-control);
      pointer-events: none;
      transform: translateX(-50%);
    }
    .tip.above {
      transform: translate(-50%, -100%);
    }
    kbd {
      padding: 0 var(--space-1);
      border: 1px solid currentColor;
      background: none;
      color: inherit;
    }
    @media print {
      .tip {
        display: none;
      }
    }
  `,
})
export class Tooltips {
  protected readonly tip = signal<Tip | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over: Element | null = null;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const end = new AbortController();
      const { signal } = end;
      // A finger has no resting place, and its press would leave the name behind.
      const mouse = (event: PointerEvent): void => {
        if (event.pointerType === 'mouse') this.point(event.target);
      };
      document.addEventListener('pointerover', mouse, { signal, passive: true });
      document.addEventListener('focusin', ({ target }) => this.focus(target), { signal });
      for (const kind of ['focusout', 'pointerdown', 'scroll', 'keydown'] as const)
        document.addEventListener(kind, () => this.hide(), { signal, capture: true, passive: true });
      destroyed.onDestroy(() => end.abort());
    });
  }

  private point(target: EventTarget | null): void {
    const control = controlAt(target);
    if (control === this.over) return;
    this.hide();
    this.over = control;
    if (control !== null) this.timer = setTimeout(() => this.show(control), this.tip() === null ? rest : 0);
  }

  /** At once for a key: whoever moves by keys looks for where they are. */
  private focus(target: EventTarget | null): void {
    const control = controlAt(target);
    if (control?.matches(':focus-visible') === true) this.timer = setTimeout(() => this.show(control), rest);
  }

  private show(control: HTMLElement): void {
    if (control.isConnected) this.tip.set(tipFor(control, control.getBoundingClientRect(), innerWidth, innerHeight));
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.over = null;
    this.tip.set(null);
  }
}

/** The control with a picture and a name that an event happened on. */
function controlAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.mat-mdc-icon-button[aria-label], [data-tip]') : null;
}
