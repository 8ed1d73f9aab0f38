import { TestBed } from '@angular/core/testing';
import type { GenerationEvent, Message } from '#contracts/chat/chat.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { Notices } from '../../../core/notices.js';
import { ChatApi, type GenerationItem } from '../chat-api.js';
import { aConversation, aMessage, anAnswer } from '../testing.js';
import { ThreadStore } from './thread-store.js';

const usage = { promptTokens: 1, answerTokens: 1, durationMs: 1 };

/** A line to a generation that the test feeds. */
class Line {
  private readonly waiting: ((item: Promise<GenerationItem>) => void)[] = [];
  private readonly items: Promise<GenerationItem>[] = [];

  say(event: GenerationEvent, cursor: number | null = null): void {
    this.put({ kind: 'event', event, cursor });
  }

  put(item: GenerationItem): void {
    this.hand(Promise.resolve(item));
  }

  fail(failure: unknown): void {
    const failed = Promise.reject<GenerationItem>(failure);
    failed.catch(() => undefined);
    this.hand(failed);
  }

  async *follow(): AsyncGenerator<GenerationItem, void> {
    for (;;) yield await (this.items.shift() ?? new Promise<GenerationItem>((take) => this.waiting.push(take)));
  }

  private hand(item: Promise<GenerationItem>): void {
    const next = this.waiting.shift();
    if (next === undefined) this.items.push(item);
    else next(item);
  }
}

describe('a conversation in view', () => {
  const question = aMessage();
  const answer = anAnswer(question.id);
  const conversation = aConversation();
  let line: Line;
  let thread: ThreadStore;
  const fail = vi.fn();
  const listeners = new Map<string, ((data: unknown) => void)[]>();
  const live = {
    on: (kind: string, act: (data: unknown) => void) => listeners.set(kind, [...(listeners.get(kind) ?? []), act]),
  };
  const tell = (kind: string, data: unknown) => {
    for (const act of listeners.get(kind) ?? []) act(data);
  };
  const api = {
    conversation: vi.fn(async () => conversation),
    conversations: vi.fn(async () => ({ items: [], nextCursor: null })),
    messages: vi.fn(async (_id?: string): Promise<Message[]> => []),
    thread: vi.fn(async (id: string): Promise<unknown> => ({ conversation, items: await api.messages(id) })),
    startConversation: vi.fn(async () => conversation),
    send: vi.fn(),
    regenerate: vi.fn(),
    continueGeneration: vi.fn(),
    stop: vi.fn(async () => undefined),
    follow: vi.fn(() => line.follow()),
  };
  const started = (userMessage: Message | null, assistantMessage: Message) => ({
    userMessage,
    assistantMessage,
    generation: { id: assistantMessage.generationId },
  });
  const shown = () => thread.turns().map((turn) => turn.message.content);

  beforeEach(() => {
    vi.clearAllMocks();
    listeners.clear();
    line = new Line();
    TestBed.configureTestingModule({
      providers: [
        { provide: ChatApi, useValue: api },
        { provide: Live, useValue: live },
        { provide: Notices, useValue: { fail, attempt: async (act: () => Promise<unknown>) => act().then(() => true) } },
      ],
    });
    thread = TestBed.inject(ThreadStore);
    api.send.mockResolvedValue(started(question, answer));
    api.messages.mockResolvedValue([]);
  });

  it('begins with the first question, with the model that was chosen', async () => {
    thread.chosenModel.set('qwen2.5:7b');

    expect(await thread.ask('How long?')).toBe(true);
    expect(api.startConversation).toHaveBeenCalledWith({ model: 'qwen2.5:7b' });
    expect(api.send).toHaveBeenCalledWith(conversation.id, { content: 'How long?' });
  });

  it('grows by what the model writes and ends as the API says', async () => {
    await thread.ask('How long?');
    line.say({ event: 'status', data: { phase: 'searching' } });
    line.say({ event: 'delta', data: { text: 'Seven' } }, 5);
    await vi.waitFor(() => expect(shown()).toEqual([question.content, 'Seven']));
    expect(thread.progress()?.phase).toBe('writing');

    line.say({
      event: 'done',
      data: { status: 'completed', usage, message: { ...answer, content: 'Seven days.', status: 'completed' } },
    });
    await vi.waitFor(() => expect(thread.answering()).toBe(false));
    expect(shown()).toEqual([question.content, 'Seven days.']);
    expect(thread.finished()?.content).toBe('Seven days.');
  });

  it('gives a question back that the API did not take', async () => {
    api.send.mockRejectedValue(new ApiProblem(429, 'queue-full', 'Too many people are waiting.'));

    expect(await thread.ask('How long?')).toBe(false);
    expect(thread.pending()).toBeNull();
    expect(thread.answering()).toBe(false);
    expect(fail).toHaveBeenCalledOnce();
  });

  it('says when the line is lost and when it is back', async () => {
    await thread.ask('How long?');
    line.put({ kind: 'lost' });
    await vi.waitFor(() => expect(thread.progress()?.connected).toBe(false));
    line.put({ kind: 'back' });
    await vi.waitFor(() => expect(thread.progress()?.connected).toBe(true));
  });

  it('takes up an answer that is being written when it is opened', async () => {
    api.messages.mockResolvedValue([question, { ...answer, content: 'Seven' }]);

    await thread.open(conversation.id);
    expect(api.follow).toHaveBeenCalledWith(answer.generationId, 5, expect.any(AbortSignal));
    line.say({ event: 'delta', data: { text: ' days' } }, 10);

    await vi.waitFor(() => expect(shown()).toEqual([question.content, 'Seven days']));
  });

  it('shows a new answer beside the old one and lets one go back', async () => {
    const old = { ...answer, content: 'Old.', status: 'completed' as const };
    const fresh = anAnswer(question.id, { createdAt: '2026-11-21T10:05:00.000Z' });
    api.messages.mockResolvedValue([question, old]);
    api.regenerate.mockResolvedValue(started(null, fresh));
    await thread.open(conversation.id);

    await thread.regenerate(old);
    expect(thread.turns().at(-1)).toMatchObject({ at: 1, alternatives: [old.id, fresh.id] });
    thread.showAlternative(old.id);
    expect(shown()).toEqual([question.content, 'Old.']);
  });

  it('asks in other words beside the old question, even at the root', async () => {
    const old = { ...answer, content: 'Old.', status: 'completed' as const };
    const reworded = aMessage({ content: 'In other words?' });
    api.messages.mockResolvedValue([question, old]);
    api.send.mockResolvedValue(started(reworded, anAnswer(reworded.id)));
    await thread.open(conversation.id);

    await thread.askInstead(question, 'In other words?');

    expect(api.send).toHaveBeenCalledWith(conversation.id, { content: 'In other words?', parentId: null });
    expect(shown()).toEqual(['In other words?', '']);
    expect(thread.turns()[0]?.alternatives).toEqual([question.id, reworded.id]);
  });

  it('goes back to the branch in view when asking in other words fails', async () => {
    api.messages.mockResolvedValue([question, { ...answer, content: 'Old.', status: 'completed' }]);
    api.send.mockRejectedValue(new ApiProblem(503, 'unavailable', 'Not now.'));
    await thread.open(conversation.id);

    expect(await thread.askInstead(question, 'Again?')).toBe(false);
    expect(shown()).toEqual([question.content, 'Old.']);
  });

  it('tells a conversation that is not there from one that cannot be loaded', async () => {
    api.messages
      .mockRejectedValueOnce(new ApiProblem(404, 'not-found', 'No.'))
      .mockRejectedValueOnce(new ApiProblem(503, 'unavailable', 'Not now.'));

    await thread.open('a');
    expect(thread.state()).toBe('missing');
    await thread.open('b');
    expect(thread.state()).toBe('failed');
  });

  it('shows what the API has kept when the way to the events is closed', async () => {
    await thread.ask('How long?');
    api.messages.mockResolvedValue([question, { ...answer, content: 'Seven', status: 'interrupted' }]);
    line.fail(new ApiProblem(404, 'not-found', 'Gone.'));

    await vi.waitFor(() => expect(thread.answering()).toBe(false));
    expect(thread.turns().at(-1)?.message).toMatchObject({ content: 'Seven', status: 'interrupted' });
    expect(fail).toHaveBeenCalledOnce();
  });

  it('stops the answer that is being written, never an older one', async () => {
    api.messages.mockResolvedValue([question, { ...answer, content: 'Old.', status: 'completed' }]);
    await thread.open(conversation.id);
    await thread.stop();
    expect(api.stop).not.toHaveBeenCalled();

    const next = anAnswer(question.id, { createdAt: '2026-11-21T10:05:00.000Z' });
    api.regenerate.mockResolvedValue(started(null, next));
    await thread.regenerate(answer);
    await thread.stop();
    expect(api.stop).toHaveBeenCalledWith(next.generationId);
  });

  it('stops reading an answer when another conversation is opened', async () => {
    await thread.ask('How long?');
    const [, , signal] = api.follow.mock.calls[0] as unknown as [string, number, AbortSignal];

    await thread.open(null);

    expect(signal.aborted).toBe(true);
    expect(shown()).toEqual([]);
  });

  describe('that is open elsewhere too', () => {
    const done = { ...answer, content: 'Seven.', status: 'completed' as const };
    const theirs = aMessage({ content: 'From elsewhere?', parentId: done.id, createdAt: '2026-11-21T11:00:00.000Z' });
    const theirAnswer = anAnswer(theirs.id, { createdAt: '2026-11-21T11:00:01.000Z' });
    const news = (message: Message) => ({
      conversationId: conversation.id,
      id: message.id,
      generationId: message.generationId,
    });

    beforeEach(async () => {
      api.messages.mockResolvedValue([question, done]);
      await thread.open(conversation.id);
      api.messages.mockClear();
    });

    it('shows what is asked there and reads its answer along', async () => {
      api.messages.mockResolvedValue([question, done, theirs, theirAnswer]);
      tell('message', news(theirAnswer));
      await vi.waitFor(() => expect(thread.answering()).toBe(true));
      line.say({ event: 'delta', data: { text: 'Eight' } }, 5);
      await vi.waitFor(() => expect(shown()).toEqual([question.content, 'Seven.', 'From elsewhere?', 'Eight']));
    });

    it('asks nothing for what it knows by itself', async () => {
      tell('message', news(done));
      await Promise.resolve();
      expect(api.messages).not.toHaveBeenCalled();
    });

    it('asks nothing for its own question, though word of it comes first', async () => {
      api.send.mockImplementation(async () => {
        tell('message', news(theirAnswer));
        return started(theirs, theirAnswer);
      });
      await thread.ask('From elsewhere?');
      expect(api.messages).not.toHaveBeenCalled();
    });

    it('keeps another branch in view where it is', async () => {
      const other = anAnswer(question.id, { content: 'Other.', status: 'completed', createdAt: '2026-11-21T09:00:00.000Z' });
      api.messages.mockResolvedValue([question, done, other]);
      tell('refetch', {});
      await vi.waitFor(() => expect(thread.turns().at(-1)?.alternatives).toHaveLength(2));
      thread.showAlternative(other.id);

      api.messages.mockResolvedValue([question, done, other, theirs, theirAnswer]);
      tell('message', news(theirAnswer));
      await vi.waitFor(() => expect(api.messages).toHaveBeenCalledTimes(2));
      expect(shown()).toEqual([question.content, 'Other.']);
    });

    it('says where it sent a question from, and asks the person when that end has moved on', async () => {
      api.send.mockRejectedValueOnce(new ApiProblem(409, 'conversation-moved-on', 'It has gone on.'));
      api.messages.mockResolvedValue([question, done, theirs, { ...theirAnswer, content: 'Eight.', status: 'completed' }]);
      expect(await thread.ask('Mine?')).toBe(false);
      expect(api.send).toHaveBeenCalledWith(conversation.id, { content: 'Mine?', parentId: done.id, onlyAtEnd: true });
      expect(thread.movedOnFrom()).toEqual({ parentId: done.id });
      expect(fail).not.toHaveBeenCalled();
      await vi.waitFor(() => expect(api.messages).toHaveBeenCalled());
      expect(shown()).toEqual([question.content, 'Seven.']);

      await thread.askAtNewest('Mine?');
      expect(api.send).toHaveBeenLastCalledWith(conversation.id, {
        content: 'Mine?',
        parentId: theirAnswer.id,
        onlyAtEnd: true,
      });
      expect(thread.movedOnFrom()).toBeNull();
    });

    it('branches where the person was when they say so', async () => {
      api.send.mockRejectedValueOnce(new ApiProblem(409, 'conversation-moved-on', 'It has gone on.'));
      await thread.ask('Mine?');
      await thread.askInBranch('Mine?');
      expect(api.send).toHaveBeenLastCalledWith(conversation.id, { content: 'Mine?', parentId: done.id });
    });

    it('waits with a question at the newest end while an answer is being written there', async () => {
      api.send.mockRejectedValueOnce(new ApiProblem(409, 'conversation-moved-on', 'It has gone on.'));
      await thread.ask('Mine?');
      api.messages.mockResolvedValue([question, done, theirs, theirAnswer]);
      expect(await thread.askAtNewest('Mine?')).toBe(false);
      expect(api.send).toHaveBeenCalledTimes(1);
    });

    it('is not there any more when it is deleted there', async () => {
      api.conversation.mockRejectedValueOnce(new ApiProblem(404, 'not-found', 'Gone.'));
      tell('conversation', { id: conversation.id });
      await vi.waitFor(() => expect(thread.state()).toBe('missing'));
      expect(shown()).toEqual([]);
    });
  });
});
