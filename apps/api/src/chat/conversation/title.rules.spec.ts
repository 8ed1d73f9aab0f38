import { expect, it } from 'vitest';
import { titleFrom } from '#contracts/chat/conversation-title.js';
import { titleFromModel } from './title.rules.js';

it.each([
  ['How long are backups kept?', 'How long are backups kept?'],
  ['  \n\nHello,\nworld', 'Hello'],
  ['# **Plan** for `x`', 'Plan for x'],
  ['- see [the guide](https://example.org)', 'see the guide'],
  ['```sql\nselect 1\n```\nWhy is this slow?', 'Why is this slow?'],
  ['???', ''],
  ['患者の記録はどこに保存されますか', '患者の記録はどこに保存されますか'],
  [
    'Please explain in detail how the retention policy of our organisation treats conversations older than ninety days',
    'Please explain in detail how the retention policy of our…',
  ],
  ['x'.repeat(100), `${'x'.repeat(60)}…`],
  [`a${'👩‍👩‍👧'.repeat(70)}`, `a${'👩‍👩‍👧'.repeat(59)}…`],
])('makes of %j the title %j', (question, title) => expect(titleFrom(question)).toBe(title));

it.each([
  ['"Backup Retention"', 'Backup Retention'],
  ['Title: Backup retention.\nMore', 'Backup retention'],
])('makes of the answer %j the title %j', (answer, title) => expect(titleFromModel(answer)).toBe(title));
