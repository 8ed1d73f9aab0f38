import type { UrlMatcher } from '@angular/router';

/** A list, and the same list with one thing of it open: one route, so that the list stays as it is when the panel opens. */
export const listAndPanel: UrlMatcher = (segments) => {
  const [id, ...rest] = segments;
  if (rest.length > 0) return null;
  return id === undefined ? { consumed: [] } : { consumed: [id], posParams: { id } };
};
