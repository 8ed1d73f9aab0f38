import { recognise } from '../engine/recogniser.js';
import { visibleText } from '#retrieval/text/visible-text.js';
import { imageSize } from '../image-size.rules.js';
import { Refusal, type FileKind, type Parser } from '../parsed-document.js';

/** Text in an image, recognised on this machine. */
export function parseImage(kind: FileKind): Parser {
  return async ({ bytes }, { pixels }) => {
    const size = imageSize(kind, bytes);
    if (size === null) throw new Refusal('document-damaged');
    if (size.width * size.height > pixels) throw new Refusal('image-too-large');
    const text = visibleText(await recognise(Buffer.from(bytes)));
    return { title: null, format: 'plain', text, pages: [], isRecognised: true };
  };
}
