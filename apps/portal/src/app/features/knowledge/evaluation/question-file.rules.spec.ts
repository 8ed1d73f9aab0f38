import { idOf } from '../testing.js';
import { readQuestionFile } from './question-file.rules.js';

const documents = [{ id: idOf(100), title: 'Archive rules', fileName: 'rules.md' }];

it.each([
  ['commas', 'question,quote,document\nWhen?,at nine,rules.md\nWho?,,\n'],
  ['semicolons, without a heading', 'When?;at nine;Archive rules\nWho?'],
  [
    'tabs, a byte order mark and Windows line ends',
    '\uFEFFQuestion\tQuote\tDocument\r\nWhen?\tat nine\trules.md\r\n\r\nWho?\r\n',
  ],
])('are read from a file with %s', (_, text) => {
  expect(readQuestionFile(text, documents)).toEqual({
    questions: [
      { question: 'When?', quote: 'at nine', documents: [idOf(100)] },
      { question: 'Who?', documents: [] },
    ],
    problems: [],
  });
});

it('may hold separators, quotes and line breaks in quotation marks', () => {
  const { questions } = readQuestionFile('"When, and ""where""?","at\nnine",\n', documents);
  expect(questions).toEqual([{ question: 'When, and "where"?', quote: 'at\nnine', documents: [] }]);
});

it('that are wrong are named by line, and nothing is taken', () => {
  expect(readQuestionFile('When?,"a\nb",lost.md\n,x,\n', documents).problems).toEqual([
    'Line 1: there is no document “lost.md” in this collection.',
    'Line 3: the question is missing.',
  ]);
  expect(readQuestionFile('question\n', documents).problems).toEqual(['The file has no questions.']);
  expect(readQuestionFile('Why?\n'.repeat(1001), documents).problems).toEqual(['More than 1000 questions. Split the file.']);
});
