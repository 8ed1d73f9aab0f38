import { Component, computed, input, signal } from '@angular/core';
import type { Backup } from '#contracts/backup/backup.js';
import { ChartCanvas } from '../../../../shared/chart/chart-canvas.js';
import { figureWords } from '../../../../shared/chart/figures.rules.js';
import { When } from '../../../../shared/when/when.js';
import { grown, growthDrawing } from './growth.rules.js';

/** Backups from which on there is something to compare. */
const fewest = 2;

/** How large backups are and how long they take, as two charts and as a table. */
@Component({
  selector: 'cm-backup-growth',
  imports: [ChartCanvas, When],
  templateUrl: './backup-growth.html',
  styleUrl: './backup-growth.scss',
})
export class BackupGrowth {
  readonly backups = input.required<readonly Backup[]>();

  protected readonly isOpen = signal(false);
  protected readonly figureWords = figureWords;
  protected readonly all = computed(() => grown(this.backups()));
  protected readonly newest = computed(() => (this.all().length < fewest ? undefined : this.all().at(-1)));
  protected readonly newestFirst = computed(() => this.all().toReversed());
  protected readonly charts = computed(() => [
    { heading: $localize`Size`, drawing: growthDrawing(this.all(), 'bytes', $localize`Size`) },
    { heading: $localize`Duration`, drawing: growthDrawing(this.all(), 'seconds', $localize`Duration`) },
  ]);

  protected summaryOf(heading: string, of: 'bytes' | 'seconds'): string {
    const values = this.all().map((backup) => backup[of]);
    const [first, last, highest] = [values[0]!, values.at(-1)!, Math.max(...values)].map((value) => figureWords(value, of));
    return $localize`${heading} of ${String(values.length)} backups: first ${first!}, last ${last!}, highest ${highest!}`;
  }
}
