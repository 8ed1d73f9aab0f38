/** The address of a link in an answer if it may be followed, else null: only web and mail, and only in full. */
export function safeLink(href: string): string | null {
  const address = URL.parse(href.trim());
  if (address === null || !['http:', 'https:', 'mailto:'].includes(address.protocol)) return null;
  // A name before the host makes an address look like another one.
  return address.username === '' && address.password === '' ? address.href : null;
}
