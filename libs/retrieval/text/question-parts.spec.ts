import { expect, it } from 'vitest';
import { questionParts } from './question-parts.js';

it.each([
  ['How long are backups kept, and who may restore one?', ['How long are backups kept', 'who may restore one?']],
  ['Wie lange bleiben Sicherungen und wer darf sie einspielen?', ['Wie lange bleiben Sicherungen', 'wer darf sie einspielen?']],
  ['¿Qué es? ¿Y quién lo hace?', ['¿Qué es', '¿Y quién lo hace?']],
  ['Who reads and who writes; when?', ['Who reads', 'who writes', 'when?']],
  ['Which wards, beds and rooms are there?', ['Which wards, beds and rooms are there?']],
  [
    'What is this, what is that, what is one, and what is the other?',
    ['What is this, what is that, what is one, and what is the other?'],
  ],
])('takes %j apart', (question, parts) => {
  expect(questionParts(question)).toEqual(parts);
});
