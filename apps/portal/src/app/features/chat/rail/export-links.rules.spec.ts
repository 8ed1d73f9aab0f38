import { exportLinks } from './export-links.rules.js';

describe('the ways to export', () => {
  it('lead to one conversation', () => {
    expect(exportLinks('c1').map(({ address }) => address)).toEqual([
      '/api/chat/conversations/c1/export?format=markdown',
      '/api/chat/conversations/c1/export?format=html',
      '/api/chat/conversations/c1/export?format=json',
    ]);
  });

  it('lead to all conversations', () => {
    expect(exportLinks(null)).toContainEqual({ words: 'JSON', address: '/api/chat/export?format=json' });
  });
});
