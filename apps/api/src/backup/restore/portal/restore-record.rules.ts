/** Milliseconds after which a supervisor would have begun. */
const beginsWithin = 60_000;

/** Whether a restore that was decided is carried out by nobody, as where the API was started without its supervisor. */
export function hasNotBegun(
  { state, requestedAt }: { readonly state: string; readonly requestedAt: string },
  now: Date,
): boolean {
  return state === 'requested' && now.getTime() - Date.parse(requestedAt) > beginsWithin;
}
