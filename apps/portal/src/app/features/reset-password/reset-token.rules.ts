/** The one-time secret behind the `#` of the link, or null when the link is incomplete. */
export function resetToken(fragment: string): string | null {
  return /^#?([A-Za-z0-9_-]{20,100})$/.exec(fragment)?.[1] ?? null;
}
