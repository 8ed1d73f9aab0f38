import { caseOrder, caseQuery, caseState } from './case-filter.js';

describe('which cases a list of decisions shows', () => {
  it.each([
    [undefined, 'pending'],
    ['decided', 'decided'],
    ['all', 'all'],
    ['nonsense', 'pending'],
  ])('is taken from the address: %s', (asked, shown) => {
    expect(caseState(asked)).toBe(shown);
  });

  it.each([
    [undefined, '-asked'],
    ['asked', 'asked'],
    ['created', '-asked'],
  ])('comes in the order of the address: %s', (asked, order) => {
    expect(caseOrder(asked)).toBe(order);
  });

  it('is asked of the API page by page', () => {
    expect(caseQuery('pending', '-asked', null)).toBe('limit=50&sort=-asked&state=pending');
    expect(caseQuery('all', 'asked', 'here')).toBe('limit=50&sort=asked&cursor=here');
  });
});
