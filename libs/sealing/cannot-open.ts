/**
 * The one failure of everything in this library that opens something sealed. It never says which check failed: a wrong key,
 * a moved record and a flipped bit look the same to an attacker who probes. It carries no cause and no data for the same reason.
 */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';

  constructor() {
    super('A sealed value could not be opened: its key, its place or its bytes are not those it was sealed with.');
  }
}
