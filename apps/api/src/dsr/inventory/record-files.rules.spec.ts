import { expect, it } from 'vitest';
import { recordAsCsv, recordAsHtml } from './record-files.rules.js';

const activity = {
  purpose: 'Conversations, "as asked"',
  subjects: 'the account holder',
  categories: ['title', 'content'],
  legalBasis: 'contract',
  retention: '90 days after the last message',
  recipients: '=HYPERLINK("x")',
  safeguards: ['encrypted <always>'],
};

it('the record is a CSV file that spreadsheets read without running anything', () => {
  const [head, row] = recordAsCsv([activity]).split('\r\n');
  expect(head).toBe('Purpose,Data subjects,Categories of data,Legal basis,Erased,Recipients,Safeguards');
  expect(row).toBe(
    `"Conversations, ""as asked""",the account holder,"title, content",contract,90 days after the last message,"'=HYPERLINK(""x"")",encrypted <always>`,
  );
});

it('the record is a page without markup of its content', () => {
  const page = recordAsHtml([activity], new Date('2026-11-29T00:00:00Z'));
  expect(page).toContain('<td>encrypted &lt;always&gt;</td>');
  expect(page).toContain('on 2026-11-29');
});
