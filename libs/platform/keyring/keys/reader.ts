import { CannotOpen } from '#sealing/cannot-open.js';
import type { RecordContext, Sealed } from '#sealing/record.js';
import type { Sealer } from './sealer.js';

/** Shown in place of a text that does not open. */
export const damagedText = 'Damaged record';

/**
 * Opens records that are shown beside others: one that does not open is reported to `damaged` and shown as such, and affects no
 * others. Code that decides by a record's content opens it with the `Sealer`, which throws.
 */
export class Reader {
  /** Whether any value passed to it did not open. */
  isDamaged = false;

  constructor(
    /** Null where the key itself is gone or does not open. */
    private readonly sealer: Pick<Sealer, 'open'> | null,
    private readonly damaged: (context: RecordContext) => void,
  ) {}

  /** For the next record: what was damaged before does not count there. */
  another(): Reader {
    return new Reader(this.sealer, this.damaged);
  }

  text(context: RecordContext, sealed: Sealed): string {
    return this.read(context, sealed, (text) => text, damagedText);
  }

  /** What `parse` makes of the text, or `instead`. */
  read<Value>(context: RecordContext, sealed: Sealed, parse: (text: string) => Value, instead: Value): Value {
    return this.bytes(context, sealed, (bytes) => parse(bytes.toString('utf8')), instead);
  }

  /** The same of bytes. */
  bytes<Value>(context: RecordContext, sealed: Sealed, parse: (bytes: Buffer) => Value, instead: Value): Value {
    try {
      if (this.sealer) return parse(this.sealer.open(context, sealed));
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.damaged(context);
    }
    this.isDamaged = true;
    return instead;
  }
}

/** A flipped byte fails the seal; bytes that are no record at all, or a text that is no JSON, are damage too. */
export function isDamage(error: unknown): boolean {
  return error instanceof CannotOpen || error instanceof RangeError || error instanceof SyntaxError;
}
