import { Lexer } from 'marked';
import { describe, expect, it } from 'vitest';
import { inertMarkdown } from './inert-markdown.js';
import { markdownForm } from './markdown-form.js';
import { loadsOrRuns } from './markdown-tokens.js';
import { aCitation, aPlaced, written } from './testing.js';

describe('Markdown of somebody else', () => {
  it.each([
    '<script>alert(1)</script>',
    '![x](https://evil.test)',
    '\\\\![x](https://evil.test)',
    '\\`![x](https://evil.test)\\`',
    '`a\nb` ![x](https://evil.test) `c`',
    '- ```\n  ![x](https://evil.test)\n  ```\n\n![y](https://evil.test)',
    '```\nnever ends\n![x](https://evil.test)',
    '> ```\n> a\n\n![x](https://evil.test)\n\n```\nb\n```',
    '![x][r]\n\n[r]: https://evil.test',
    '<!-- a --> <img src=x>',
    '    code\n\n<div>',
  ])('loads and runs nothing: %j', (text) => {
    const inert = inertMarkdown(text);
    expect(loadsOrRuns(new Lexer({ gfm: true }).lex(inert))).toBe(false);
    expect(loadsOrRuns(new Lexer({ gfm: true }).lex(`${inert}\n\n# after`))).toBe(false);
    expect(new Lexer({ gfm: true }).lex(`${inert}\n\n# after`).at(-1)).toMatchObject({ type: 'heading', text: 'after' });
  });

  it('stays as it was written where nothing in it loads or runs', () => {
    const text = '# A\n\n- `Vec<T>` and `![]`\n\n```html\n<b>![x](y)</b>\n```\n\n1 < 2';
    expect(inertMarkdown(text)).toBe(text);
  });
});

it('is a readable file with sources, branches and what became of each answer', async () => {
  const answer = { content: 'Seven. [1]', citations: [aCitation({ quote: 'Seven\nbackups' })] };
  const heading = { title: 'Backups *now*', folder: 'IT', tags: ['a', 'b'], systemPrompt: 'Be short' };
  const placed = [
    aPlaced({ role: 'user', content: 'How many?', model: null }),
    { ...aPlaced(answer), number: 2 },
    { ...aPlaced({ content: 'Damaged record', damaged: true, status: 'stopped' }, 1), number: 3 },
  ];
  expect(await written(markdownForm, placed, heading)).toBe(`# Backups \\*now\\*

- Begun: 2026-03-04 05:06 UTC
- Last message: 2026-03-04 05:06 UTC
- Folder: IT
- Tags: a, b

Instructions:

> Be short

---

## 1. You

2026-03-04 05:06 UTC

How many?

---

## 2. Chat Man, llama3.2:3b

2026-03-04 05:06 UTC

Seven. [1]

**Sources**

- \\[1\\] Handbook, Backups, page 3. Quote found in the source.

  > Seven
  > backups

---

*Another version, after message 1*

## 3. Chat Man, llama3.2:3b

2026-03-04 05:06 UTC

*This message is damaged and can’t be opened.*

*This answer was stopped before it was complete.*

`);
});
