import { plainCode } from '#contracts/codes.js';

/** The code as the API wants it, however it was typed: in lower case, with spaces, without dashes. Null if it cannot be one. */
export function tidySetUpCode(typed: string): string | null {
  const characters = plainCode(typed)
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/gu, '');
  if (!/^[A-Z0-9]{12}$/.test(characters)) return null;
  return `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
}
