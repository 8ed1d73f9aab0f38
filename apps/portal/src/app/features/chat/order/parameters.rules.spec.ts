import { numberFault, parametersOf, typedOf } from './parameters.rules.js';

describe('parameters of a conversation', () => {
  it('are what was typed, and null where nothing was', () => {
    expect(parametersOf({ temperature: '0,4', maxTokens: ' 512 ', seed: '' })).toEqual({ temperature: 0.4, maxTokens: 512 });
    expect(parametersOf({ temperature: ' ', maxTokens: '', seed: '' })).toBeNull();
    expect(typedOf({ temperature: 0.4, seed: 7 })).toEqual({ temperature: '0.4', maxTokens: '', seed: '7' });
    expect(typedOf(null)).toEqual({ temperature: '', maxTokens: '', seed: '' });
  });

  it.each([
    ['', true],
    ['0', true],
    ['2', true],
    ['1,5', true],
    ['2.1', false],
    ['-1', false],
    ['much', false],
  ])('take "%s" for a temperature: %s', (text, is) => {
    expect(numberFault(text, { least: 0, most: 2, isWhole: false }) === null).toBe(is);
  });

  it('take whole numbers only for a length', () => {
    expect(numberFault('16.5', { least: 16, most: 2048, isWhole: true })).toContain('16');
    expect(numberFault('2049', { least: 16, most: 2048, isWhole: true })).toContain('2048');
  });
});
