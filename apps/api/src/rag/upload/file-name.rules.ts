import { cleanText } from '#contracts/clean-text.js';

const longest = 200;

/** What a file is called, without the folders of whoever sent it and what nobody sees. */
export function fileNameOf(sent: string | undefined): string {
  const last =
    cleanText(sent ?? '')
      .split(/[/\\]/)
      .at(-1) ?? '';
  const name = last
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (name === '' || /^\.+$/.test(name)) return 'document';
  return name.length <= longest ? name : shortened(name);
}

/** The title of a document that does not say one itself. */
export function titleOfFile(name: string): string {
  return (
    name
      .replace(/\.[a-z0-9]{1,8}$/i, '')
      .replaceAll('_', ' ')
      .trim() || name
  );
}

/** Keeps the ending, by which people know what it is. */
function shortened(name: string): string {
  const [ending = ''] = /\.[a-z0-9]{1,8}$/i.exec(name) ?? [];
  return (
    [...name]
      .slice(0, longest - ending.length)
      .join('')
      .slice(0, longest - ending.length) + ending
  );
}
