import { aDocument, idOf } from '../testing.js';
import { deleteDocumentQuestion, documentMark, extentWords, originalOf, typeWords, versionMark } from './document-words.rules.js';

describe('a document in words', () => {
  it.each([
    ['application/pdf', 'PDF'],
    ['image/tiff', 'Image'],
    ['application/octet-stream', ''],
  ])('names its type: %s', (mediaType, words) => {
    expect(typeWords(mediaType)).toBe(words);
  });

  it('names its state, and that of a version', () => {
    expect(documentMark({ state: 'failed' })).toEqual({ kind: 'bad', words: 'Failed' });
    expect(versionMark({ state: 'superseded' })).toEqual({ kind: 'calm', words: 'Replaced' });
    expect(versionMark({ state: 'ready' }).words).toBe('Ready');
  });

  it('says how long it is', () => {
    expect(extentWords({ pages: 12, chunks: 1 })).toBe('12 pages · 1 passage');
    expect(extentWords({ pages: null, chunks: 0 })).toBe('');
  });

  it.each([
    ['of the version in use', aDocument(), undefined, `/api/rag/documents/${idOf(100)}/file`],
    ['of a named version', aDocument({ state: 'failed' }), 2, `/api/rag/documents/${idOf(100)}/file?version=2`],
    ['not of one that was never read', aDocument({ state: 'processing' }), undefined, null],
    ['not of what Chat Man keeps itself', aDocument({ source: 'file' }), 1, null],
  ])('offers its original: %s', (_case, document, version, href) => {
    expect(originalOf(document, version)).toBe(href);
  });

  it('asks before it goes, with what goes', () => {
    expect(deleteDocumentQuestion(aDocument({ version: 2 })).consequences[0]).toBe(
      'The document is removed with all versions and their original files, and 2 passages from the search index.',
    );
    expect(deleteDocumentQuestion(aDocument({ state: 'processing', chunks: 0 })).consequences).toContain(
      'Reading it is cancelled.',
    );
  });
});
