import { TestBed } from '@angular/core/testing';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { Notices } from '../../../core/notices.js';
import { ChatApi } from '../chat-api.js';
import { ConversationsStore } from './conversations-store.js';
import { aConversation } from '../testing.js';

describe('the list of conversations', () => {
  const first = aConversation({ title: 'First', updatedAt: '2026-11-20T10:00:00.000Z' });
  const second = aConversation({ title: 'Second', updatedAt: '2026-11-19T10:00:00.000Z' });
  const api = {
    conversations: vi.fn(),
    conversation: vi.fn(),
    changeConversation: vi.fn(),
    deleteConversation: vi.fn(),
    restoreConversation: vi.fn(),
  };
  const notices = {
    undoable: vi.fn(async () => false),
    fail: vi.fn(),
    attempt: (act: () => Promise<unknown>) =>
      act().then(
        () => true,
        () => false,
      ),
  };
  const listeners = new Map<string, (data: unknown) => void>();
  let list: ConversationsStore;
  const titles = () => list.all().map((each) => each.title);

  beforeEach(async () => {
    vi.resetAllMocks();
    api.conversations.mockResolvedValue({ items: [first, second], nextCursor: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: ChatApi, useValue: api },
        { provide: Live, useValue: { on: (kind: string, act: (data: unknown) => void) => listeners.set(kind, act) } },
        { provide: Notices, useValue: notices },
      ],
    });
    list = TestBed.inject(ConversationsStore);
    await list.load();
  });

  it('goes on with the next page', async () => {
    api.conversations
      .mockResolvedValueOnce({ items: [first], nextCursor: 'c' })
      .mockResolvedValueOnce({ items: [second], nextCursor: null });

    await list.load();
    expect(list.hasMore()).toBe(true);
    await list.loadMore();

    expect(api.conversations).toHaveBeenLastCalledWith({ archived: false, cursor: 'c' });
    expect(titles()).toEqual(['First', 'Second']);
    expect(list.hasMore()).toBe(false);
  });

  it('shows what was asked for last, though an older answer comes later', async () => {
    const archived = aConversation({ title: 'Archived', archived: true });
    let answerOlder: (page: object) => void = () => undefined;
    api.conversations
      .mockReturnValueOnce(new Promise((resolve) => (answerOlder = resolve)))
      .mockResolvedValueOnce({ items: [first], nextCursor: null });

    const toArchived = list.show({ archived: true });
    await new Promise((goOn) => setTimeout(goOn));
    const back = list.show({ archived: false });
    await back;
    answerOlder({ items: [archived], nextCursor: 'archived' });
    await toArchived;

    expect(titles()).toEqual(['First']);
    expect(list.hasMore()).toBe(false);
  });

  it('keeps what was changed while a further page was under way', async () => {
    let answer: (page: object) => void = () => undefined;
    api.conversations
      .mockResolvedValueOnce({ items: [first], nextCursor: 'c' })
      .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    api.changeConversation.mockResolvedValue({ ...first, title: 'New' });

    await list.load();
    const more = list.loadMore();
    await list.change(first, { title: 'New' });
    answer({ items: [second], nextCursor: null });
    await more;

    expect(titles()).toEqual(['New', 'Second']);
  });

  it('shows a new title at once, and the old one again if the API refuses', async () => {
    let refuse: (failure: unknown) => void = () => undefined;
    api.changeConversation.mockReturnValue(new Promise((_resolve, reject) => (refuse = reject)));

    const changing = list.change(first, { title: 'New' });
    expect(titles()).toEqual(['New', 'Second']);
    refuse(new ApiProblem(503, 'unavailable', 'Not now.'));

    expect(await changing).toBe(false);
    expect(titles()).toEqual(['First', 'Second']);
  });

  it('deletes at once, while "Undo" is still offered', async () => {
    notices.undoable.mockReturnValue(new Promise(() => undefined));
    api.deleteConversation.mockResolvedValue(undefined);

    void list.delete(first);

    expect(titles()).toEqual(['Second']);
    expect(api.deleteConversation).toHaveBeenCalledWith(first.id);
  });

  it('stays deleted when nobody takes it back, whatever an older answer says', async () => {
    notices.undoable.mockResolvedValue(false);
    api.deleteConversation.mockResolvedValue(undefined);

    expect(await list.delete(first)).toBe(true);
    list.put(first);

    expect(titles()).toEqual(['Second']);
    expect(api.restoreConversation).not.toHaveBeenCalled();
  });

  it('brings back what is taken back, as the API has it', async () => {
    notices.undoable.mockResolvedValue(true);
    api.deleteConversation.mockResolvedValue(undefined);
    api.restoreConversation.mockResolvedValue({ ...first, title: 'First again' });

    expect(await list.delete(first)).toBe(false);

    expect(api.restoreConversation).toHaveBeenCalledWith(first.id);
    expect(titles()).toEqual(['First again', 'Second']);
  });

  it('shows no more what could not be brought back', async () => {
    notices.undoable.mockResolvedValue(true);
    api.deleteConversation.mockResolvedValue(undefined);
    api.restoreConversation.mockRejectedValue(new ApiProblem(404, 'nothing-to-restore', 'Too late.'));

    expect(await list.delete(first)).toBe(true);
    expect(titles()).toEqual(['Second']);
  });

  it('takes one that is not there for deleted', async () => {
    notices.undoable.mockResolvedValue(false);
    api.deleteConversation.mockRejectedValue(new ApiProblem(404, 'not-found', 'No.'));

    expect(await list.delete(first)).toBe(true);
    expect(titles()).toEqual(['Second']);
  });

  it('shows again what the API did not delete', async () => {
    notices.undoable.mockResolvedValue(false);
    api.deleteConversation.mockRejectedValue(new ApiProblem(409, 'conflict', 'Held.'));

    expect(await list.delete(first)).toBe(false);
    expect(titles()).toEqual(['First', 'Second']);
  });

  it('says why it could not be loaded', async () => {
    api.conversations.mockRejectedValue(new ApiProblem(503, 'unavailable', 'Not now.'));

    await list.load();

    expect(list.state()).toBe('failed');
    expect(list.failure()).toBe('Not now.');
  });

  it('follows what is changed elsewhere, and asks once for what is told at once', async () => {
    api.conversation.mockResolvedValue({ ...second, title: 'Renamed elsewhere' });
    for (let told = 0; told < 3; told++) listeners.get('conversation')?.({ id: second.id });
    await vi.waitFor(() => expect(titles()).toContain('Renamed elsewhere'));
    expect(api.conversation).toHaveBeenCalledTimes(1);
    expect(titles()).toHaveLength(2);
  });

  it('takes what was deleted elsewhere out of sight', async () => {
    api.conversation.mockRejectedValue(new ApiProblem(404, 'not-found', 'Gone.'));
    listeners.get('conversation')?.({ id: first.id });
    await vi.waitFor(() => expect(titles()).toEqual(['Second']));
  });
});
