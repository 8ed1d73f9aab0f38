import { Component, input } from '@angular/core';
import type { BackupCheck } from '#contracts/backup/backup.js';
import { Icon } from '../../../shared/icon.js';

/** The checks, one a line, each with its result. */
@Component({
  selector: 'cm-check-list',
  imports: [Icon],
  template: `
    <ul role="list" class="checks" [attr.aria-label]="label()">
      @for (check of checks(); track $index) {
        <li [class.failed]="!check.passed">
          <cm-icon [name]="check.passed ? 'check' : 'close'" />
          <span
            ><span class="only-for-readers">{{ check.passed ? texts.passed : texts.failed }}</span
            >{{ check.message }}</span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    .checks {
      display: grid;
      gap: var(--space-2);
    }
    li {
      position: relative;
      display: flex;
      gap: var(--space-2);
      overflow-wrap: anywhere;
    }
    cm-icon {
      --icon-size: 1.125rem;
      flex: none;
      margin-top: 0.05rem;
      color: var(--good);
    }
    .failed cm-icon {
      color: var(--bad);
    }
  `,
})
export class CheckList {
  protected readonly texts = {
    passed: $localize`Passed: `,
    failed: $localize`Failed: `,
  };
  readonly checks = input.required<readonly BackupCheck[]>();
  readonly label = input.required<string>();
}
