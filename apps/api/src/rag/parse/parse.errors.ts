import { problem, type Problem, type ProblemExtras } from '#platform/http/problem.js';
import type { RefusalCode } from './parsed-document.js';

/** Why a file is not taken in, for people to read. */
const refusals: Readonly<Record<RefusalCode, (extras?: ProblemExtras) => Problem>> = {
  'unknown-file-type': problem(
    'unprocessable',
    'unknown-file-type',
    'The content of this file is of no type that Chat Man reads: PDF, Word, Excel, PowerPoint, web pages, Markdown, CSV, mail, text and images.',
  ),
  'old-office-format': problem(
    'unprocessable',
    'old-office-format',
    'This is an Office file from before 2007, or one with a password. Save it as .docx, .xlsx or .pptx without a password.',
  ),
  'document-damaged': problem('unprocessable', 'document-damaged', 'The file is damaged: it can’t be read to its end.'),
  'document-encrypted': problem(
    'unprocessable',
    'document-encrypted',
    'The file is protected with a password. Save it without one.',
  ),
  'too-many-pages': problem(
    'too-large',
    'too-many-pages',
    'The file has more pages than are allowed (knowledge.maxPages). Split it.',
  ),
  'too-much-text': problem('too-large', 'too-much-text', 'The file holds more text than one document may. Split it.'),
  'expands-too-much': problem(
    'too-large',
    'expands-too-much',
    'Unpacked, the file would be far larger than it is. It was not opened.',
  ),
  'nested-too-deeply': problem(
    'unprocessable',
    'nested-too-deeply',
    'Parts of the file are inside one another more often than any real document needs.',
  ),
  'image-too-large': problem('too-large', 'image-too-large', 'The image has more pixels than are read. Scale it down.'),
  'encoding-unknown': problem('unprocessable', 'encoding-unknown', 'The text is in an unknown encoding. Save it as UTF-8.'),
  'no-text-found': problem('unprocessable', 'no-text-found', 'No text was found in the file.'),
  'parsing-timed-out': problem(
    'unprocessable',
    'parsing-timed-out',
    'Reading the file took longer than is allowed (knowledge.parserSeconds), so it was stopped.',
  ),
  'parsing-needs-too-much-memory': problem(
    'unprocessable',
    'parsing-needs-too-much-memory',
    'Reading the file needs more memory than is allowed (knowledge.parserMemoryMb), so it was stopped.',
  ),
};

export function refusalProblem(code: RefusalCode): Problem {
  return refusals[code]();
}
