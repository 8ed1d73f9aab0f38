import { exportLinks } from './export-links.rules.js';

describe('the ways to export', () => {
  it('lead to one conversation', () => {
    expect(exportLinks({ id: 'c1' }).map(({ address }) => address)).toEqual([
      '/api/chat/conversations/c1/export?format=markdown',
      '/api/chat/conversations/c1/export?format=html',
      '/api/chat/conversations/c1/export?format=json',
    ]);
  });

  it('lead to all conversations', () => {
    expect(exportLinks('all')).toContainEqual({ words: 'JSON', address: '/api/chat/export?format=json' });
  });

  it('lead to several', () => {
    const links = exportLinks({ ids: ['c1', 'c2'] });
    expect(links).toContainEqual({ words: 'Markdown', address: '/api/chat/export?format=markdown&ids=c1,c2' });
  });
});
