import { branchTo, lostAnswer, temporaryAnswer, temporaryBody, temporaryQuestion } from './temporary-messages.rules.js';

const at = new Date('2026-03-04T05:06:07Z');
const first = temporaryQuestion('q1', 'Why?', null, at);
const failed = temporaryAnswer('a0', 'q1', at);
const answer = { ...temporaryAnswer('a1', 'q1', at), content: 'Because.' };
const second = temporaryQuestion('q2', 'And then?', 'a1', at);

describe('a temporary conversation', () => {
  it('is sent as the branch that ends with the question, without answers that failed', () => {
    const branch = branchTo([first, failed, answer, second], 'q2');
    expect(branch.map(({ id }) => id)).toEqual(['q1', 'a1', 'q2']);
    expect(temporaryBody([first, failed, second], 'phi4')).toEqual({
      messages: [
        { role: 'user', content: 'Why?' },
        { role: 'user', content: 'And then?' },
      ],
      model: 'phi4',
    });
    expect(temporaryBody(branch, null).messages[1]).toEqual({
      role: 'assistant',
      content: 'Because.',
      citations: [],
      provenance: null,
    });
  });

  it('says of an answer whose connection was lost that it was', () => {
    expect(lostAnswer(answer)).toMatchObject({ status: 'interrupted', errorCode: 'temporary-lost' });
    expect(lostAnswer(failed)).toMatchObject({ status: 'failed', errorCode: 'temporary-lost' });
  });
});
