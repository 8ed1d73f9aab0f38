import type { Backup } from '#contracts/backup/backup.js';
import { grown, growthDrawing } from './growth.rules.js';

const aBackup = (day: number, more: Partial<Backup> = {}): Backup =>
  ({
    id: `backup-${day}`,
    state: 'finished',
    createdAt: `2026-11-0${day}T01:41:00.000Z`,
    finishedAt: `2026-11-0${day}T01:41:0${day}.000Z`,
    bytes: day * 1_000,
    ...more,
  }) as Backup;

describe('the growth of backups', () => {
  it('is that of finished ones, oldest first', () => {
    const backups = [aBackup(3), aBackup(2, { state: 'failed' }), aBackup(4, { state: 'running', finishedAt: null }), aBackup(1)];
    expect(grown(backups).map(({ id, bytes, seconds }) => [id, bytes, seconds])).toEqual([
      ['backup-1', 1_000, 1],
      ['backup-3', 3_000, 3],
    ]);
  });

  it('is drawn as a bar for each, with the newest as its figure', () => {
    const drawing = growthDrawing(grown([aBackup(1), aBackup(2)]), 'seconds', 'Duration');
    expect(drawing).toMatchObject({ unit: 'seconds', combine: 'sum', step: 86_400 });
    expect(drawing.lines).toEqual([{ words: 'Duration', values: [1, 2], figure: 2 }]);
    const sameDay = growthDrawing(grown([aBackup(1), aBackup(1)]), 'bytes', 'Size');
    expect(sameDay.step).toBe(60);
  });
});
