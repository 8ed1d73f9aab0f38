/** Letters and digits that are not confused on a screen or over the phone: five bits each. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `XXXX-XXXX-XXXX` from at least eight random bytes: 60 bits, far out of reach of guessing over the network. */
export function setUpCodeFrom(bytes: Uint8Array): string {
  let bits = bytes.slice(0, 8).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < 12; place += 1) {
    code = `${alphabet[Number(bits & 31n)]!}${code}`;
    bits >>= 5n;
  }
  return code.match(/.{4}/g)!.join('-');
}
