import { isTyping, matching, shortcutOf } from './keys.rules.js';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('shortcuts', () => {
  it.each([
    [{ ...plain, key: 'k', ctrlKey: true }, 'mod+k'],
    [{ ...plain, key: 'K', metaKey: true }, 'mod+k'],
    [{ ...plain, key: 'n', altKey: true }, 'alt+n'],
    [{ ...plain, key: '?' }, '?'],
  ])('names a stroke', (stroke, name) => {
    expect(shortcutOf(stroke)).toBe(name);
  });

  it('knows when a letter is text', () => {
    expect(isTyping({ tagName: 'TEXTAREA' })).toBe(true);
    expect(isTyping({ tagName: 'DIV', isContentEditable: true })).toBe(true);
    expect(isTyping({ tagName: 'BUTTON' })).toBe(false);
    expect(isTyping(null)).toBe(false);
  });
});

describe('the palette', () => {
  const items = ['Draft for Ærø', 'New conversation', 'Señor Núñez: intake', 'Renew consent'].map((words) => ({ words }));

  it('finds by every word, whatever the case and the accents', () => {
    expect(matching(items, 'nunez SENOR')).toEqual([{ words: 'Señor Núñez: intake' }]);
  });

  it('puts what begins with the word first', () => {
    expect(matching(items, 'new').map((item) => item.words)).toEqual(['New conversation', 'Renew consent']);
  });

  it('offers everything before a word is typed', () => {
    expect(matching(items, '  ')).toHaveLength(4);
  });
});
