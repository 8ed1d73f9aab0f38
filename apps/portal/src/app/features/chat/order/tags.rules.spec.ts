import { tagProblem, tagsIn } from './tags.rules.js';

describe('the tags in a line', () => {
  it.each([
    ['', []],
    ['audit', ['audit']],
    [' #audit,  night   shift ,, ', ['audit', 'night shift']],
    ['Audit, audit', ['audit']],
  ])('%j: %j', (line, tags) => expect(tagsIn(line)).toEqual(tags));

  it('are refused when there are too many, or one is too long', () => {
    expect(tagProblem(['a'])).toBeNull();
    expect(tagProblem(Array.from({ length: 21 }, (_, at) => String(at)))).toContain('20');
    expect(tagProblem(['x'.repeat(41)])).toContain('40');
  });
});
