import { branch, newestLeafUnder, withMessage } from './message-tree.rules.js';
import { aMessage, anAnswer } from '../testing.js';

const question = aMessage();
const first = anAnswer(question.id);
const second = anAnswer(question.id);
const followUp = aMessage({ parentId: first.id });
const reworded = aMessage();
const tree = [question, first, second, followUp, reworded];
const ids = (end: Parameters<typeof branch>[1]) => branch(tree, end).map((turn) => turn.message.id);

describe('the branch in view', () => {
  it('goes from the root to the message at its end', () => {
    expect(ids({ id: followUp.id })).toEqual([question.id, first.id, followUp.id]);
  });

  it('ends at the newest message when none is chosen, or the chosen one is gone', () => {
    expect(ids('newest')).toEqual([reworded.id]);
    expect(ids({ id: 'gone' })).toEqual([reworded.id]);
  });

  it('is empty while the first question is being asked anew', () => {
    expect(ids('before-first')).toEqual([]);
  });

  it('knows the alternatives at each place, oldest first', () => {
    const [root, answer] = branch(tree, { id: second.id });

    expect(root).toMatchObject({ alternatives: [question.id, reworded.id], at: 0 });
    expect(answer).toMatchObject({ alternatives: [first.id, second.id], at: 1 });
  });

  it('survives a circle in the data', () => {
    const a = aMessage({ id: 'a', parentId: 'b' });
    const b = aMessage({ id: 'b', parentId: 'a' });

    expect(branch([a, b], { id: 'a' })).toHaveLength(2);
  });
});

describe('switching to an alternative', () => {
  it('goes on to the newest end under it', () => {
    expect(newestLeafUnder(tree, first.id)).toBe(followUp.id);
    expect(newestLeafUnder(tree, question.id)).toBe(second.id);
  });
});

describe('a changed message', () => {
  it('takes the place of its older state', () => {
    expect(withMessage(tree, { ...first, content: 'Seven' }).map((each) => each.content)).toContain('Seven');
    expect(withMessage(tree, { ...first, content: 'Seven' })).toHaveLength(tree.length);
  });

  it('is added if it is new', () => {
    expect(withMessage(tree, aMessage())).toHaveLength(tree.length + 1);
  });
});
