/** Whether an address holds a user or a password. */
export function hasCredentials(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.username !== '' || url.password !== '');
}

/** A value as people may see it: user and password of an address are left out. Everything else is as it was. */
export function shownValue(value: unknown): unknown {
  if (typeof value !== 'string' || !hasCredentials(value)) return value;
  const url = new URL(value);
  url.username = '';
  url.password = '';
  return url.href.replace('://', '://…@');
}
