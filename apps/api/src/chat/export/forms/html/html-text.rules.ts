import { shownText } from '#contracts/shown-text.js';

/** Text as HTML shows it, between tags or in a quoted attribute; what a reader cannot see in it is marked. */
export function escaped(text: string): string {
  return shownText(text.toWellFormed()).replace(/[&<>"']/gu, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
