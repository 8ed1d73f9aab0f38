import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { signalQuietly } from './chat-man.js';
import { descendantsOf } from './process-tree.js';

/** Stops a process and all that it started where they are, as on a machine that swaps or whose disk hangs. Returns what lets them go on. */
export function paused(pid: number): () => void {
  const all = [pid, ...descendantsOf(pid)];
  for (const each of all) signalQuietly(each, 'SIGSTOP');
  return () => all.forEach((each) => signalQuietly(each, 'SIGCONT'));
}

/** A server that accepts connections and says nothing, or a byte a second and never all. */
export class HungServer {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    speaks: 'not' | 'slowly',
  ) {
    server.on('connection', (socket) => {
      const letters = [...'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n{"models": ['];
      const timer = speaks === 'slowly' ? setInterval(() => socket.write(letters.shift() ?? ' '), 1_000) : undefined;
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(timer);
        this.sockets.delete(socket);
      });
    });
  }

  static async start(port: number, speaks: 'not' | 'slowly'): Promise<HungServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new HungServer(server, speaks);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.sockets.forEach((socket) => socket.destroy());
    this.server.close();
  }
}
