import { filledIn, variablesIn } from './prompt-variables.rules.js';

describe('variables of a prompt', () => {
  it.each([
    ['Write to {{name}} about {{ topic }}, {{name}}.', ['name', 'topic']],
    ['{{Date of birth}} and {{患者}}', ['Date of birth', '患者']],
    ['None: {name}, {{}}, {{ }}, {{a{b}}, {{two\nlines}}', []],
  ])('are found in %j', (text, names) => {
    expect(variablesIn(text)).toEqual(names);
  });

  it('are replaced everywhere, by their values word for word', () => {
    const values = new Map([
      ['a', '$& {{b}}'],
      ['b', 'B'],
    ]);
    expect(filledIn('{{a}}, {{ b }}, {{a}}', values)).toBe('$& {{b}}, B, $& {{b}}');
  });

  it('stay where there is no value', () => {
    expect(filledIn('{{a}} {{b}}', new Map([['a', '']]))).toBe(' {{b}}');
  });
});
