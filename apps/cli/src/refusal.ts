import { Refused } from '#platform/exit-codes.js';

/** Chat Man will not start like this, or will not do what the command asks. The text says why and what to do. */
export class Refusal extends Refused {
  override readonly name = 'Refusal';
}
