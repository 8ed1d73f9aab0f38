// Sends one request to a vendor with the built provider, in a process whose every connection, name lookup and datagram is recorded.
// Words: vendor, address. Prints { events, reached } as JSON.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const [vendor, baseUrl] = process.argv.slice(2);
const reached = new Set();
const watch = (holder, name, told) => {
  const own = holder[name];
  holder[name] = function (...words) {
    reached.add(told(words));
    return own.apply(this, words);
  };
};
watch(net.Socket.prototype, 'connect', ([first]) => {
  const options = Array.isArray(first) ? first[0] : first;
  return `${options.host ?? options.path ?? 'localhost'}:${options.port}`;
});
watch(dns, 'lookup', ([name]) => `name ${name}`);
watch(dns.promises, 'lookup', ([name]) => `name ${name}`);
watch(dgram.Socket.prototype, 'send', () => 'a datagram');

// Built before this runs, and absent when the import laws are checked.
const built = new URL('../../dist/apps/api/src/chat/providers/langchain/langchain.provider.js', import.meta.url);
const { LangChainProvider } = await import(built.href);
const provider = new LangChainProvider(vendor, { baseUrl, key: 'a key of nobody', apiVersion: '2024-10-21' }, 'outside');
const limits = { connect: 5_000, firstToken: 20_000, idle: 5_000, total: 30_000 };
const sampling = { temperature: 0, topP: 1, topK: 1, maxTokens: 16 };
const messages = [{ role: 'user', content: 'Hello?' }];
const request = { model: 'house-model', messages, sampling, contextTokens: 8192, allowsRemote: false, limits };
await provider.listModels(new AbortController().signal);
const events = [];
for await (const event of provider.chat(request, new AbortController().signal)) events.push(event);
await wait(1_500); // what a library would send after the answer
process.stdout.write(JSON.stringify({ events, reached: [...reached] }), () => process.exit(0));
