/** A text of `libs/contracts` in the language in view; such texts hold no values. */
export function translated(text: string): string {
  return $localize(Object.assign([text], { raw: [text] }));
}
