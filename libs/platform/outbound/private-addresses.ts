import { BlockList, isIP } from 'node:net';

/** Addresses without a receiver on the open internet: this host, its network, its cloud's metadata service, multicast and unassigned ranges. */
const notPublic = new BlockList();
for (const [network, bits] of [
  ...(['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'] as const),
  ...(['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'] as const),
].map(parts))
  notPublic.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
].map(parts))
  notPublic.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is one that the public internet does not lead to. */
export function isPrivateAddress(address: string): boolean {
  return isIn(notPublic, address);
}

/** Hosts, addresses and networks (`10.1.0.0/16`) that a deployer has named. */
export class NamedHosts {
  private readonly names: ReadonlySet<string>;
  private readonly networks = new BlockList();

  constructor(entries: readonly string[]) {
    const words = entries.map((entry) => entry.trim().toLowerCase());
    for (const word of words) {
      const [address, bits] = parts(word);
      const family = isIP(address);
      if (family === 0) continue;
      this.networks.addSubnet(address, Number.isNaN(bits) ? (family === 4 ? 32 : 128) : bits, family === 4 ? 'ipv4' : 'ipv6');
    }
    this.names = new Set(words.filter((word) => isIP(parts(word)[0]) === 0));
  }

  has(host: string, address: string): boolean {
    return this.names.has(host.toLowerCase()) || isIn(this.networks, address);
  }
}

function isIn(list: BlockList, address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped);
  // What is no address at all is nowhere that one may go.
  if (family === 0) return list === notPublic;
  return list.check(mapped, family === 4 ? 'ipv4' : 'ipv6');
}

function parts(text: string): [string, number] {
  const [address = '', bits] = text.split('/');
  return [address, bits === undefined ? Number.NaN : Number(bits)];
}
