import { extractImages, getDocumentProxy } from 'unpdf';
import { visibleText } from '#retrieval/text/visible-text.js';
import { Refusal, type PageSpan, type Parser, type ParseLimits } from '../parsed-document.js';
import { recognise } from '../engine/recogniser.js';
import { bitmap } from './bitmap.js';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<Pdf['getPage']>>;

/** Letters below which a page counts as an image of text. */
const fewLetters = 20;

/** PDF: the text of each page. A page without text is read from its images. */
export const parsePdf: Parser = async ({ bytes }, limits, onPage) => {
  const pdf = await opened(bytes);
  if (pdf.numPages > limits.pages) throw new Refusal('too-many-pages');
  let text = '';
  let recognised = 0;
  const pages: PageSpan[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await damageRefused(() => pdf.getPage(number));
    let content = visibleText(await damageRefused(() => textOf(page)));
    if (content.replaceAll(/\s/g, '').length < fewLetters && recognised < limits.recognisedPages) {
      const fromImages = await textOfImages(pdf, number, limits);
      if (fromImages.trim() !== '') recognised += 1;
      content = [content, fromImages].filter((part) => part.trim() !== '').join('\n\n');
    }
    const start = text.length;
    text += `${content}\n\n`;
    pages.push({ number, start, end: text.length });
    if (text.length > limits.characters) throw new Refusal('too-much-text');
    page.cleanup();
    onPage(number, pdf.numPages);
  }
  const title = await titleOf(pdf);
  await pdf.cleanup();
  return { title, format: 'plain', text, pages, isRecognised: recognised > 0 };
};

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    // No font is needed to read text, and nothing of a document is run.
    return await getDocumentProxy(new Uint8Array(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    });
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    throw new Refusal(isLocked ? 'document-encrypted' : 'document-damaged', { cause });
  }
}

/** Lines as they are set; a larger gap between two of them, or a shorter line, ends a paragraph. */
async function textOf(page: PdfPage): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  let lastY: number | null = null;
  let lastHeight = 0;
  for (const item of items) {
    if (!('str' in item)) continue;
    const y = (item.transform as number[])[5] ?? 0;
    const gap = lastY === null ? 0 : lastY - y;
    if (item.str !== '' && lastY !== null && gap > Math.max(lastHeight, item.height) * 1.8 && text.endsWith('\n')) text += '\n';
    text += item.str;
    if (item.hasEOL) text += '\n';
    if (item.str !== '') [lastY, lastHeight] = [y, item.height];
  }
  return text.replaceAll(/(\p{L})-\n(\p{Ll})/gu, '$1$2').trim();
}

async function textOfImages(pdf: Pdf, number: number, { pixels }: ParseLimits): Promise<string> {
  const images = await extractImages(pdf, number).catch(() => []);
  const texts: string[] = [];
  for (const { data, width, height, channels } of images) {
    if (width < 50 || height < 20 || width * height > pixels) continue;
    texts.push(await recognise(bitmap(data, width, height, channels)));
  }
  return texts.join('\n\n');
}

async function titleOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const { Title: title } = info as { Title?: unknown };
  return typeof title === 'string' && title.trim() !== '' && !/^untitled/i.test(title) ? visibleText(title).trim() : null;
}

async function damageRefused<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('document-damaged', { cause });
  }
}
