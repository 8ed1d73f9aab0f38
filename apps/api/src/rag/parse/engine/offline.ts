import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** Preloaded in the process of the parsers, and in its threads: nothing in a document can reach out, whichever library reads it. */
function refuse(): never {
  throw new Error('A parser reaches no network.');
}

net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.Socket.prototype.send = refuse;
dgram.Socket.prototype.connect = refuse;
dns.lookup = refuse as unknown as typeof dns.lookup;
globalThis.fetch = refuse;
