import { Component, computed, input } from '@angular/core';
import type { BackupTestRestore } from '#contracts/backup/backup.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { restoreChecks, restoreVerdict, worstFirst } from './backup-results.rules.js';
import { CheckList } from './check-list.js';
import { readerLocale } from '../../../../locale/language.js';

/** The result of a test restore: the verdict, the audit log’s root hash, the other checks, and every table. */
@Component({
  selector: 'cm-test-restore-result',
  imports: [CheckList, Note, StateMark],
  template: `
    <cm-note [kind]="verdict().kind">{{ verdict().words }}</cm-note>
    <cm-check-list class="checks" i18n-label label="Test restore checks" [checks]="checks()" />
    @if (tables().length > 0) {
      <details [open]="!result().success">
        <summary i18n>Tables</summary>
        <table>
          <caption i18n class="only-for-readers">
            Tables in the test restore
          </caption>
          <thead>
            <tr>
              <th i18n scope="col">Table</th>
              <th i18n scope="col" class="figure">Rows</th>
              <th i18n scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            @for (table of tables(); track table.name) {
              <tr>
                <th scope="row">
                  <code>{{ table.name }}</code>
                </th>
                <td class="figure">{{ table.rows.toLocaleString(readerLocale()) }}</td>
                <td>
                  <cm-state-mark [kind]="table.matches ? 'good' : 'bad'">{{
                    table.matches ? texts.matches : texts.differs
                  }}</cm-state-mark>
                </td>
              </tr>
            }
          </tbody>
        </table>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    summary {
      display: list-item;
      min-height: 1.5rem;
      color: var(--accent);
      cursor: pointer;
    }
    table {
      width: 100%;
      margin-top: var(--space-2);
      border-collapse: collapse;
      font-size: var(--type-2);
    }
    th,
    td {
      padding: var(--space-1) var(--space-2) var(--space-1) 0;
      border-bottom: 1px solid var(--line);
      font-weight: 400;
      text-align: start;
    }
    thead th {
      color: var(--text-soft);
      font-weight: 550;
    }
    .figure {
      padding-inline-end: var(--space-4);
      text-align: end;
    }
    code {
      font-family: var(--font-code);
      overflow-wrap: anywhere;
    }
  `,
})
export class TestRestoreResult {
  protected readonly readerLocale = readerLocale;
  protected readonly texts = {
    matches: $localize`Matches`,
    differs: $localize`Differs`,
  };
  readonly result = input.required<BackupTestRestore>();

  protected readonly verdict = computed(() => restoreVerdict(this.result()));
  protected readonly tables = computed(() => worstFirst(this.result().tables));
  protected readonly checks = computed(() => restoreChecks(this.result()));
}
