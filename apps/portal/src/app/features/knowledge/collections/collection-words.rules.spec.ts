import { aCollection, idOf } from '../testing.js';
import { contentsWords, deleteCollectionQuestion, readersWords, unreadyWords } from './collection-words.rules.js';

describe('a collection in words', () => {
  it.each([
    [{ readers: ['admin', 'external_client', idOf(1), idOf(2)] }, 'Clients, Administrators, 2 people'],
    [{ readers: [idOf(1)] }, '1 person'],
    [{ readers: [idOf(1)], isManaged: false }, 'You'],
    [{ readers: ['external_client', idOf(1)], isManaged: false }, 'Clients'],
  ])('says who reads it: %j', (more, words) => {
    expect(readersWords(aCollection(more))).toBe(words);
  });

  it('says what is not ready, and nothing where all is', () => {
    expect(unreadyWords({ processing: 2, failed: 1 })).toBe('2 documents being read, 1 document failed');
    expect(unreadyWords({ processing: 0, failed: 0 })).toBe('');
  });

  it('says what is in it', () => {
    expect(contentsWords({ documents: 1, passages: 2, size: 1500 })).toBe('1 document · 2 passages · 1.5 kB');
    expect(contentsWords({ documents: 0, passages: 0, size: 0 })).toBe('0 documents · 0 passages');
  });

  it('asks before it goes, with what goes', () => {
    const full = deleteCollectionQuestion(aCollection({ documents: 3, passages: 40 }));
    expect(full.heading).toBe('Delete “House papers”?');
    expect(full.consequences[0]).toContain('3 documents with all versions and original files are removed, and 40 passages');
    expect(deleteCollectionQuestion(aCollection()).consequences[0]).toContain('has no documents');
  });
});
