import { spansOf } from './code-spans.rules.js';

describe('coloured code', () => {
  it('keeps every character of the source', () => {
    const html = '<span class="hljs-keyword">if</span> (a &lt; b &amp;&amp; <span class="hljs-string">&quot;x&quot;</span>)';

    expect(spansOf(html)).toEqual([
      { kind: 'keyword', text: 'if' },
      { kind: '', text: ' (a < b && ' },
      { kind: 'string', text: '"x"' },
      { kind: '', text: ')' },
    ]);
  });

  it('takes the innermost colour that it knows', () => {
    const html = '<span class="hljs-string">a<span class="hljs-subst">b<span class="hljs-number">1</span></span></span>';

    expect(spansOf(html)).toEqual([
      { kind: 'string', text: 'ab' },
      { kind: 'number', text: '1' },
    ]);
  });

  it('shows markup that the highlighter does not write as text', () => {
    expect(spansOf('<img src=x onerror=alert(1)>')).toEqual([{ kind: '', text: '<img src=x onerror=alert(1)>' }]);
  });
});
