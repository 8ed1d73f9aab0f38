const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const SIZE_BYTES = 4;
const COUNT_BYTES = 2;

/** The bytes are not what `COPY … (FORMAT binary)` writes. */
export class NoCopyStream extends Error {
  override readonly name = 'NoCopyStream';
}

/**
 * Counts the rows of a binary COPY stream as it goes by, in pieces of any size, without keeping any of them.
 * Signature, flags and extension; then for each row the number of its fields and each field's length and bytes; at the end -1.
 */
export class CopyRows {
  private rows = 0;
  private fieldsLeft = 0;
  private bytesToSkip = 0;
  private state: 'signature' | 'extension' | 'row' | 'field' | 'over' = 'signature';
  /** What was begun and is not whole yet: never more than the head. */
  private pending: Buffer = Buffer.alloc(0);

  update(piece: Uint8Array): void {
    const bytes =
      this.pending.length === 0
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        : Buffer.concat([this.pending, piece]);
    let at = 0;
    for (;;) {
      const skipped = Math.min(this.bytesToSkip, bytes.length - at);
      at += skipped;
      this.bytesToSkip -= skipped;
      const size = this.neededNow();
      if (this.bytesToSkip > 0 || bytes.length - at < size) break;
      if (this.state === 'over') {
        if (at < bytes.length) throw new NoCopyStream('There is something after the end.');
        break;
      }
      this.take(bytes, at);
      at += size;
    }
    this.pending = Buffer.from(bytes.subarray(at));
  }

  /** How many there were; throws unless the stream came to its end. */
  end(): number {
    if (this.state !== 'over' || this.pending.length > 0) throw new NoCopyStream('The stream was cut off.');
    return this.rows;
  }

  private neededNow(): number {
    switch (this.state) {
      case 'signature':
        return SIGNATURE.length + SIZE_BYTES;
      case 'extension':
      case 'field':
        return SIZE_BYTES;
      case 'row':
        return COUNT_BYTES;
      case 'over':
        return 0;
    }
  }

  private take(bytes: Buffer, at: number): void {
    switch (this.state) {
      case 'signature':
        if (!bytes.subarray(at, at + SIGNATURE.length).equals(SIGNATURE)) throw new NoCopyStream('It does not begin like one.');
        this.state = 'extension';
        break;
      case 'extension':
        this.bytesToSkip = length(bytes.readInt32BE(at));
        this.state = 'row';
        break;
      case 'row':
        this.beginRow(bytes.readInt16BE(at));
        break;
      case 'field':
        this.bytesToSkip = length(bytes.readInt32BE(at), -1);
        this.fieldsLeft -= 1;
        if (this.fieldsLeft === 0) this.state = 'row';
        break;
      case 'over':
    }
  }

  private beginRow(fields: number): void {
    if (fields === -1) {
      this.state = 'over';
      return;
    }
    if (fields < 0) throw new NoCopyStream('A row has less than no fields.');
    this.rows += 1;
    this.fieldsLeft = fields;
    this.state = fields === 0 ? 'row' : 'field';
  }
}

/** A length, where `least` represents a null value. */
function length(value: number, least = 0): number {
  if (value < least) throw new NoCopyStream('A length is negative.');
  return Math.max(0, value);
}
