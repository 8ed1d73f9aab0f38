import type { AddGoldenQuestion, Document } from '#contracts/rag.js';

export interface QuestionFile {
  readonly questions: readonly AddGoldenQuestion[];
  /** What is wrong, by line; then nothing is imported. */
  readonly problems: readonly string[];
}

const most = 1000;
const longest = 2000;
const headings: readonly string[] = ['question', 'quote', 'document'];

/**
 * Golden questions from a CSV file: question, quote, document (its title or file name), divided by commas, semicolons or tabs. A first line
 * with these names is left out; later columns may be missing.
 */
export function readQuestionFile(text: string, documents: readonly Pick<Document, 'id' | 'title' | 'fileName'>[]): QuestionFile {
  const rows = csvRows(text.replace(/^\uFEFF/u, ''));
  const body = rows.filter(({ cells }, at) => cells.some((cell) => cell !== '') && !(at === 0 && isHeading(cells)));
  const problems: string[] = [];
  const questions = body.map(({ cells: [question = '', quote = '', named = ''], line }): AddGoldenQuestion => {
    const say = (problem: string) => problems.push($localize`Line ${String(line)}\: ${problem}`);
    const document = documents.find(({ title, fileName }) => named !== '' && (title === named || fileName === named));
    if (question === '') say($localize`the question is missing.`);
    if (question.length > longest || quote.length > longest) say($localize`longer than ${String(longest)} characters.`);
    if (named !== '' && document === undefined) say($localize`there is no document “${named}” in this collection.`);
    return { question, documents: document === undefined ? [] : [document.id], ...(quote === '' ? {} : { quote }) };
  });
  if (questions.length === 0) problems.push($localize`The file has no questions.`);
  if (questions.length > most) problems.push($localize`More than ${String(most)} questions. Split the file.`);
  return { questions, problems };
}

function isHeading(cells: readonly string[]): boolean {
  return headings.includes(cells[0]?.toLowerCase() ?? '');
}

interface Row {
  readonly cells: string[];
  readonly line: number;
}

/** RFC 4180, with the separator that the first line has most of. */
function csvRows(text: string): Row[] {
  const separator = separatorOf(text.slice(0, Math.max(0, text.indexOf('\n')) || text.length));
  const rows: Row[] = [];
  let [cells, cell, isQuoted, line, from] = [[] as string[], '', false, 1, 1];
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push({ cells, line: from });
    cells = [];
    from = line;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '\n') line++;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at] ?? '';
      else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

function separatorOf(line: string): string {
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
