import { ApiProblem } from '../../core/api/api-problem.js';
import { PagedList, type Page } from './paged-list.js';

interface Row {
  readonly id: string;
  readonly words: string;
}
const row = (id: string, words = id): Row => ({ id, words });

describe('a list that comes page by page', () => {
  const fetchPage = vi.fn<(cursor: string | null) => Promise<Page<Row>>>();
  let list: PagedList<Row>;
  const ids = () => list.items().map((each) => each.id);

  beforeEach(() => {
    vi.resetAllMocks();
    list = new PagedList(fetchPage);
  });

  it('goes on where the last page ended, and stops at the last', async () => {
    fetchPage.mockResolvedValueOnce({ items: [row('a')], nextCursor: 'c' });
    fetchPage.mockResolvedValueOnce({ items: [row('b')], nextCursor: null });

    await list.load();
    expect(list.hasMore()).toBe(true);
    await list.loadMore();
    await list.loadMore();

    expect(fetchPage.mock.calls).toEqual([[null], ['c']]);
    expect(ids()).toEqual(['a', 'b']);
    expect(list.hasMore()).toBe(false);
  });

  it('shows a row once although it moved to the next page meanwhile', async () => {
    fetchPage.mockResolvedValueOnce({ items: [row('a', 'old'), row('b')], nextCursor: 'c' });
    fetchPage.mockResolvedValueOnce({ items: [row('a', 'new')], nextCursor: null });

    await list.load();
    await list.loadMore();

    expect(list.items()).toEqual([row('b'), row('a', 'new')]);
  });

  it('drops the answer to an older question', async () => {
    let answerFirst: (page: Page<Row>) => void = () => undefined;
    fetchPage.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
    fetchPage.mockResolvedValueOnce({ items: [row('new')], nextCursor: null });

    const first = list.load();
    await list.load();
    answerFirst({ items: [row('old')], nextCursor: 'c' });
    await first;

    expect(ids()).toEqual(['new']);
    expect(list.hasMore()).toBe(false);
  });

  it('keeps what was changed while a further page was under way', async () => {
    let answer: (page: Page<Row>) => void = () => undefined;
    fetchPage.mockResolvedValueOnce({ items: [row('a', 'old'), row('b')], nextCursor: 'c' });
    fetchPage.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));

    await list.load();
    const more = list.loadMore();
    list.replace(row('a', 'new'));
    list.remove('b');
    answer({ items: [row('c')], nextCursor: null });
    await more;

    expect(list.items()).toEqual([row('a', 'new'), row('c')]);
  });

  it('keeps what it has when a later page fails, and tries that page again', async () => {
    fetchPage.mockResolvedValueOnce({ items: [row('a')], nextCursor: 'c' });
    fetchPage.mockRejectedValueOnce(new ApiProblem(503, 'unavailable', 'Not now.'));
    fetchPage.mockResolvedValueOnce({ items: [row('b')], nextCursor: null });

    await list.load();
    await list.loadMore();
    expect([list.state(), list.failure(), ids()]).toEqual(['failed-more', 'Not now.', ['a']]);

    await list.loadMore();
    expect(fetchPage).toHaveBeenLastCalledWith('c');
    expect(ids()).toEqual(['a', 'b']);
  });

  it('says why the first page failed', async () => {
    fetchPage.mockRejectedValueOnce(new ApiProblem(403, 'forbidden', 'Not you.'));

    await list.load();

    expect([list.state(), list.failure()]).toEqual(['failed', 'Not you.']);
  });

  it('changes, adds and removes single rows', async () => {
    fetchPage.mockResolvedValueOnce({ items: [row('a'), row('b')], nextCursor: null });
    await list.load();

    list.replace(row('b', 'changed'));
    list.putFirst(row('c'));
    list.remove('a');

    expect(list.items()).toEqual([row('c'), row('b', 'changed')]);
  });
});
