import { beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '#platform/config/settings/settings.js';
import { ChatSettings } from '../../chat.settings.js';
import { Admission, type Slot } from './admission.js';

const clock = { time: 0, now: () => new Date(clock.time) };
const never = new AbortController().signal;

const admission = (limits: object): Admission => {
  const settings = new Settings([ChatSettings], {
    file: { chat: limits },
    fileName: 'settings.json',
    environment: {},
    overrides: new Map(),
  });
  return new Admission(settings, clock);
};
const asks = (subject: Admission, id: string, signal = never) => {
  const question: { slot: Slot | null | undefined; positions: number[]; settled: Promise<void> } = {
    slot: undefined,
    positions: [],
    settled: Promise.resolve(),
  };
  const onPosition = (position: number): void => void question.positions.push(position);
  question.settled = subject.enter({ id, personId: id[0]!, onPosition }, signal).then((slot) => void (question.slot = slot));
  return question;
};

beforeEach(() => (clock.time = 0));

describe('the queue', () => {
  it('admits immediately while there is room', async () => {
    const first = asks(admission({ unansweredAtModel: 1 }), 'a1');
    await first.settled;
    expect(first.slot).not.toBeNull();
    expect(first.positions).toEqual([]);
  });

  it('reports positions in the queue, and the new ones when it advances', async () => {
    const subject = admission({ unansweredAtModel: 1 });
    const first = asks(subject, 'a1');
    const second = asks(subject, 'a2');
    const third = asks(subject, 'b1');
    await first.settled;
    expect([second.positions.at(-1), third.positions.at(-1)]).toEqual([2, 1]);
    first.slot!.release();
    await third.settled;
    expect(second.positions.at(-1)).toBe(1);
  });

  it('sends more to a model that answers, and less to one that has stopped answering', async () => {
    const subject = admission({ unansweredAtModel: 1 });
    const [one, two, three] = [asks(subject, 'a1'), asks(subject, 'b1'), asks(subject, 'c1')];
    await one.settled;
    one.slot!.begun();
    await Promise.all([two.settled, three.settled]);
    const four = asks(subject, 'd1');
    expect(four.positions).toEqual([1]);
    clock.time = 6_000;
    two.slot!.release();
    expect(four.slot).toBeUndefined();
    three.slot!.release();
    await four.settled;
    expect(four.slot).not.toBeNull();
  });

  it('gives a place up when the question is stopped', async () => {
    const subject = admission({ unansweredAtModel: 1 });
    const first = asks(subject, 'a1');
    const stop = new AbortController();
    const stopped = asks(subject, 'b1', stop.signal);
    const last = asks(subject, 'c1');
    stop.abort();
    await stopped.settled;
    expect([stopped.slot, last.positions.at(-1), subject.waiting]).toEqual([null, 1, 1]);
    await first.settled;
  });

  it('counts a slot that is released twice once', async () => {
    const subject = admission({ parallel: 1 });
    const first = asks(subject, 'a1');
    await first.settled;
    first.slot!.release();
    first.slot!.release();
    const second = asks(subject, 'a2');
    await second.settled;
    expect(asks(subject, 'a3').positions).toEqual([1]);
  });

  it('refuses more than may wait, in all and of one person', async () => {
    const subject = admission({ parallel: 1, queueTotal: 2, queuePerPerson: 1 });
    await asks(subject, 'a1').settled;
    asks(subject, 'a2');
    expect(() => subject.refuseIfFull('a')).toThrow(expect.objectContaining({ code: 'too-many-waiting' }));
    expect(() => subject.refuseIfFull('b')).not.toThrow();
    asks(subject, 'b1');
    expect(() => subject.refuseIfFull('c')).toThrow(expect.objectContaining({ code: 'queue-full', retryAfter: 10 }));
  });
});
