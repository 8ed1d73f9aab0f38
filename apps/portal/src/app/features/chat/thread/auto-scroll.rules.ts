/** How a frame is scrolled, in pixels; the names are those of the DOM. */
export interface Scrolled {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** Pixels from the end within which the reader counts as being at the end. */
const atEndWithin = 80;

/**
 * Whether the end stays in view after a scroll. Distance from the end does not show that the reader scrolled away: scroll events arrive * late, and the text may have grown since. Going up is.
 */
export function followsEnd(followed: boolean, topBefore: number, now: Scrolled): boolean {
  if (now.scrollHeight - now.scrollTop - now.clientHeight < atEndWithin) return true;
  return followed && now.scrollTop >= topBefore;
}

/** Whether everything is in sight without scrolling, so that there is no latest to jump to. */
export function fits({ scrollHeight, clientHeight }: Omit<Scrolled, 'scrollTop'>): boolean {
  return scrollHeight - clientHeight < atEndWithin;
}
