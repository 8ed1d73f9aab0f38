import { readerNames, sortedReaders } from './reader-words.rules.js';

const [ada, erin] = ['01935000-0000-7000-8000-000000000001', '01935000-0000-7000-8000-000000000002'];

describe('readers in words', () => {
  it('keeps roles and people apart', () => {
    expect(sortedReaders([ada, 'admin'])).toEqual({ roles: ['admin'], people: [ada] });
  });

  it.each([
    [['admin', 'external_client', ada, erin], 'Clients, Administrators, 2 people'],
    [[ada], '1 person'],
    [[], ''],
  ])('names the roles and counts the people of %j', (readers, words) => {
    expect(readerNames(readers)).toBe(words);
  });
});
