/** What the built-in collection holds, as this instance finds it: the hash of its one text, nothing, or more than one text. */
export type Held = { readonly kind: 'text'; readonly hash: string } | { readonly kind: 'nothing' } | { readonly kind: 'several' };

/** What the file of this instance says: the hash of its text, or null where there is no file. */
export type Said = string | null;

export type Step = 'leave' | 'take-in' | 'remove' | 'differs';

/**
 * What to do about the file. An instance acts on its own file when that has changed since it looked last, and otherwise leaves alone what is
 * there: two instances with different files would take turns for ever, each undoing the other.
 *
 * @param before what the file said when it was last acted on; undefined before the first look
 */
export function nextStep(said: Said, before: Said | undefined, held: Held): Step {
  const isSame = said === null ? held.kind === 'nothing' : held.kind === 'text' && held.hash === said;
  if (isSame) return 'leave';
  if (said === before) return 'differs';
  return said === null ? 'remove' : 'take-in';
}

/** Why a file is not what answers are drawn from; the health check says it. */
export type KnowledgeTrouble = 'too-large' | 'unreadable' | 'not-text' | 'differs' | 'failed';

const reasons: Readonly<Record<KnowledgeTrouble, string>> = {
  'too-large': 'The knowledge file is larger than is allowed',
  unreadable: 'The knowledge file cannot be read',
  'not-text': 'The knowledge file is neither UTF-8 nor UTF-16 text',
  differs: 'Instances have different knowledge files',
  failed: 'The knowledge file could not be taken in',
};

/** For everybody to read: what is wrong, and which text answers meanwhile. */
export function troubleInWords(trouble: KnowledgeTrouble, isSomethingHeld: boolean): string {
  const meanwhile =
    trouble === 'differs'
      ? 'the one that was changed last answers'
      : isSomethingHeld
        ? 'the text from before still answers'
        : 'nothing of it answers yet';
  return `${reasons[trouble]}; ${meanwhile}`;
}
