import type msgReader from '@kenjiuno/msgreader';
import { createRequire } from 'node:module';
import PostalMime from 'postal-mime';
import { visibleText } from '#retrieval/text/visible-text.js';
import { Refusal, type ParsedDocument, type Parser, type ParseLimits } from '../parsed-document.js';
import { markupText } from './markup.js';

interface Mail {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly body: string;
  readonly attachments: readonly string[];
}

/** MIME parts inside one another. Real mail has five or so. */
const mostNesting = 50;

/** Attachments are named and not read: whoever wants them in, adds them as documents. */
export const parseEml: Parser = async ({ bytes }, limits) => {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: mostNesting }).catch((cause: unknown) => {
    throw new Refusal(/nesting/i.test(String(cause)) ? 'nested-too-deeply' : 'document-damaged', { cause });
  });
  const address = (one: { readonly name?: string; readonly address?: string } | undefined): string =>
    one === undefined ? '' : [one.name, one.address && `<${one.address}>`].filter(Boolean).join(' ');
  return written({
    subject: mail.subject ?? '',
    from: address(mail.from),
    to: (mail.to ?? []).map(address).join(', '),
    date: mail.date ?? '',
    body: bodyOf(mail.text, mail.html, limits),
    attachments: mail.attachments.map(({ filename }) => filename ?? ''),
  });
};

/** The package is CommonJS with a default export, which loaders of modules understand differently. */
const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as typeof msgReader;

export const parseMsg: Parser = async ({ bytes }, limits) => {
  const copy = bytes.slice();
  const mail = readMessage(copy.buffer);
  const html = mail.bodyHtml ?? (mail.html === undefined ? undefined : new TextDecoder().decode(mail.html));
  return written({
    subject: mail.subject ?? '',
    from: [mail.senderName, mail.senderSmtpAddress && `<${mail.senderSmtpAddress}>`].filter(Boolean).join(' '),
    to: (mail.recipients ?? []).map(({ name, smtpAddress, email }) => name ?? smtpAddress ?? email ?? '').join(', '),
    date: mail.messageDeliveryTime ?? mail.clientSubmitTime ?? '',
    body: bodyOf(mail.body, html, limits),
    attachments: (mail.attachments ?? []).map(({ fileName, name }) => fileName ?? name ?? ''),
  });
};

function readMessage(buffer: ArrayBuffer) {
  try {
    const mail = new MsgReader(buffer).getFileData();
    if (mail.error) throw new Refusal('document-damaged');
    return mail;
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('document-damaged', { cause });
  }
}

function bodyOf(text: string | undefined, html: string | undefined, limits: ParseLimits): string {
  return text?.trim() ? text : html ? markupText(html, limits).text : '';
}

function written({ subject, from, to, date, body, attachments }: Mail): Omit<ParsedDocument, 'kind'> {
  const heads = [
    ['From', from],
    ['To', to],
    ['Date', date],
    ['Attachments', attachments.filter((name) => name !== '').join(', ')],
  ].flatMap(([label, value]) => (value === '' ? [] : [`${label}: ${value}`]));
  const title = subject.replaceAll(/\s+/g, ' ').trim();
  const text = [title && `# ${title}`, heads.join('\n'), body].filter(Boolean).join('\n\n');
  return { title: title || null, format: 'markdown', text: visibleText(text), pages: [], isRecognised: false };
}
