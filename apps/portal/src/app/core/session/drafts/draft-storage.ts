/** Begins the names of all drafts in the storage of the tab. */
export const draftPrefix = 'cm-draft:';

/** Whether something that somebody typed waits for them here. It says nothing of whom or what. */
export function aDraftWaits(): boolean {
  return Object.keys(sessionStorage).some((place) => place.startsWith(draftPrefix));
}
