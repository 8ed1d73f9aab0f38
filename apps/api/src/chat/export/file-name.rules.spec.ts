import { describe, expect, it } from 'vitest';
import { attachment, fileNameOf } from './file-name.rules.js';

describe('the name of a file', () => {
  it.each([
    ['Leave and pay', 'Leave and pay.md'],
    ['休暇の質問 🏖️', '休暇の質問 🏖️.md'],
    ['می‌خواهم', 'می‌خواهم.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['C:\\Windows\\system32', 'C Windows system32.md'],
    ['invoice\u202efdp.exe', 'invoice fdp.exe.md'],
    ['a\r\nSet-Cookie: x', 'a Set-Cookie x.md'],
    ['con', '_con.md'],
    ['NUL.txt', '_NUL.txt.md'],
    ['...', 'Conversation.md'],
    ['', 'Conversation.md'],
    ['a\ud800b', 'a\ufffdb.md'],
  ])('of %j is %j', (title, name) => {
    expect(fileNameOf(title, 'md')).toBe(name);
  });

  it('is short enough for every file system, and cuts no character', () => {
    const name = fileNameOf('漢'.repeat(200), 'html');
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(125);
    expect(name).toBe(`${'漢'.repeat(40)}.html`);
  });
});

describe('the header of a download', () => {
  it('carries any script, and ASCII for programs that need it', () => {
    expect(attachment('Grüße (1).md')).toBe(`attachment; filename="Gr__e (1).md"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%281%29.md`);
  });

  it('cannot be left by what is in it', () => {
    expect(attachment('a"; b\r\nc.md')).toBe(`attachment; filename="a_; b__c.md"; filename*=UTF-8''a%22%3B%20b%0D%0Ac.md`);
  });
});
