/**
 * What file systems refuse in a name or take for a path, what nobody sees, and what turns the direction of the rest. Joiners (U+200C,
 * U+200D) stay: scripts and emoji need them.
 */
const REFUSED = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}"*/:<>?\\|])+/gu;
/** Names that Windows keeps for devices, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
const mostBytes = 120;

/** A title as the name of a file, in any script, on any system. */
export function fileNameOf(title: string, extension: string): string {
  const plain = shortened(title.toWellFormed().normalize('NFC').replace(REFUSED, ' ').replace(/\s+/gu, ' ').trim());
  const name = plain.replace(/^[. ]+|[. ]+$/gu, '');
  const safe = name === '' ? 'Conversation' : DEVICE.test(name) ? `_${name}` : name;
  return `${safe}.${extension}`;
}

/** `Content-Disposition` of a download: the name in any script (RFC 6266, RFC 8187), and one in ASCII for programs that do not read that. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\u0020-\u007e]/gu, '_').replace(/["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function shortened(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > mostBytes) return kept;
    kept += character;
  }
  return kept;
}
