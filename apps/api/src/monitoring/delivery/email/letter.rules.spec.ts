import { describe, expect, it } from 'vitest';
import type { AlertMessage } from '../alert-message.js';
import { letterOf } from './letter.rules.js';

const message: AlertMessage = {
  id: '018f0000-0000-7000-8000-000000000001',
  rule: 'backup-failed',
  severity: 'critical',
  state: 'open',
  title: 'The last backup failed',
  count: 1,
  firstAt: '2026-11-01T10:00:00.000Z',
  lastAt: '2026-11-01T10:00:00.000Z',
  installation: 'https://chat.example/',
};

describe('an alert as e-mail', () => {
  it('says in the subject what happened and how bad it is, and in its text what to do and where', () => {
    const { subject, text } = letterOf('delivery', message);
    expect(subject).toBe('[Chat Man] Critical: The last backup failed');
    expect(text).toContain('Then create a backup.');
    expect(text).toContain('Alerts: https://chat.example/monitoring/alerts');
  });

  it('says when it is over, without advice', () => {
    const { subject, text } = letterOf('delivery', { ...message, state: 'resolved' });
    expect(subject).toBe('[Chat Man] Resolved: The last backup failed');
    expect(text).not.toContain('Then create a backup.');
  });

  it('is one thread for one alert, with an id that attempts share, and a test is alone', () => {
    expect(letterOf('one', message)).toMatchObject({ messageId: '<one@chat-man>', references: `<${message.id}@chat-man>` });
    expect(letterOf('two', { ...message, rule: 'test' }).references).toBeUndefined();
  });
});
