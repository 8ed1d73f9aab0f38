import { isIPv6 } from 'node:net';

/**
 * What limits and counts take for one address. IPv6 hands a household or an office a whole /64, so that is one; IPv4 counts as it is, also
 * where it comes in the clothes of IPv6. Every spelling of an address gives the same.
 */
export function countedAddress(address: string | undefined): string {
  const plain = (address ?? '').split('%')[0]!;
  if (!isIPv6(plain)) return plain;
  const groups = groupsOf(plain);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups. A URL's host gives them in one spelling: no IPv4 at the end, and one gap at most. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [before, behind] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const gap = Array.from({ length: 8 - before!.length - behind!.length }, () => '0');
  return [...before!, ...gap, ...behind!].map((group) => Number.parseInt(group, 16));
}
