import { describe, expect, it } from 'vitest';
import { checkRows } from './health-words.rules.js';

describe('the health page', () => {
  it('lists what is wrong first, with what to do, and the rest in the order of the report', () => {
    const rows = checkRows({
      checks: {
        database: { status: 'pass', message: 'Database is accessible' },
        backup: { status: 'warn', message: 'A backup is overdue' },
        ollama: { status: 'fail', message: 'Ollama is not accessible' },
        memory: { status: 'pass', message: 'Memory usage normal' },
      },
    });
    expect(rows.map(({ name }) => name)).toEqual(['ollama', 'backup', 'database', 'memory']);
    expect(rows.map(({ remedy }) => remedy !== null)).toEqual([true, true, false, false]);
  });

  it.each([
    ['encryption', '.auth'],
    ['backup', 'df -h'],
    ['ollama', 'api/tags'],
    ['alerts', 'monitoring.enabled'],
  ])('names the cure of the deployment guide for %s', (name, cure) => {
    expect(checkRows({ checks: { [name]: { status: 'fail', message: 'Failed' } } })[0]?.remedy).toContain(cure);
  });

  it('shows a check that it has no words for', () => {
    expect(checkRows({ checks: { newer: { status: 'warn', message: 'So so' } } })[0]).toMatchObject({
      label: 'newer',
      message: 'So so',
    });
  });
});
