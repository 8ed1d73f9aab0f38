import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PreparedVersion } from '../../intake/ingestion.rules.js';
import { Refusal } from '../parsed-document.js';
import type { ParseNews, ParseOrder } from './parser-messages.js';

export interface ProcessLimits {
  /** Of the whole process, in MiB. */
  readonly memoryMb: number;
  /** Seconds without a page read after which a parser counts as lost. */
  readonly stallSeconds: number;
}

export interface ParseCall {
  readonly signal: AbortSignal;
  readonly onPage: (done: number, total: number) => void;
}

/** Files that one process reads: what a library keeps in memory goes with it. */
const filesAProcess = 100;
/** Milliseconds. */
const idleFor = 20_000;
const weighEvery = 200;
const longestMs = 1_800_000;

/** Processes that read documents, begun when there is something to read, and killed when one takes too much or too long. */
export class ParserProcesses {
  private readonly idle: ParserProcess[] = [];
  private readonly all = new Set<ParserProcess>();

  /** @throws Refusal */
  async parse(order: ParseOrder, limits: ProcessLimits, call: ParseCall): Promise<PreparedVersion> {
    call.signal.throwIfAborted();
    const process = this.rested() ?? this.begin(limits);
    try {
      const version = await process.parse(order, limits, call);
      this.keep(process, limits);
      return version;
    } catch (error) {
      process.end(); // what a refused file has left at work must not count against the next one
      throw error;
    }
  }

  close(): void {
    for (const process of this.all) process.end();
  }

  /** One that waits for work and is still alive. */
  private rested(): ParserProcess | undefined {
    for (let one = this.idle.pop(); one !== undefined; one = this.idle.pop()) if (one.isAlive) return one;
    return undefined;
  }

  private begin(limits: ProcessLimits): ParserProcess {
    const process: ParserProcess = new ParserProcess(limits, () => {
      this.all.delete(process);
      const at = this.idle.indexOf(process);
      if (at !== -1) this.idle.splice(at, 1);
    });
    this.all.add(process);
    return process;
  }

  /** What a large file has left in its memory is not the next one's fault. */
  private keep(process: ParserProcess, { memoryMb }: ProcessLimits): void {
    if (process.files >= filesAProcess || process.residentMb > memoryMb / 2) return process.end();
    this.idle.push(process);
    process.restUntil(idleFor);
  }
}

class ParserProcess {
  files = 0;
  /** A process that was killed lives on for a moment. */
  private isEnding = false;
  private readonly child: ChildProcess;
  private resting: NodeJS.Timeout | undefined;

  constructor(limits: ProcessLimits, onEnd: () => void) {
    this.child = fork(entry.path, [], {
      execArgv: [...entry.flags, `--max-old-space-size=${limits.memoryMb}`, '--max-semi-space-size=16'],
      env: { NODE_ENV: 'production' }, // none of the product's secrets
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.once('exit', onEnd);
    this.child.once('error', onEnd);
  }

  get isAlive(): boolean {
    return !this.isEnding && this.child.exitCode === null && this.child.signalCode === null && this.child.connected;
  }

  get residentMb(): number {
    return residentMb(this.child.pid);
  }

  end(): void {
    this.isEnding = true;
    clearTimeout(this.resting);
    this.child.kill('SIGKILL');
  }

  restUntil(ms: number): void {
    this.resting = setTimeout(() => this.end(), ms).unref();
    this.child.unref();
    this.child.channel?.unref();
  }

  parse(order: ParseOrder, { memoryMb, stallSeconds }: ProcessLimits, { signal, onPage }: ParseCall): Promise<PreparedVersion> {
    clearTimeout(this.resting);
    this.child.ref();
    this.child.channel?.ref();
    this.files += 1;
    return new Promise((resolve, reject) => {
      const giveUp = (code: Refusal['code']) => settle(() => reject(new Refusal(code)), { isKilled: true });
      let stall = setTimeout(() => giveUp('parsing-timed-out'), stallSeconds * 1_000);
      const whole = setTimeout(() => giveUp('parsing-timed-out'), longestMs);
      const weigh = setInterval(() => {
        if (residentMb(this.child.pid) > memoryMb) giveUp('parsing-needs-too-much-memory');
      }, weighEvery);
      const aborted = (): void => settle(() => reject(signal.reason as Error), { isKilled: true });
      const exited = (code: number | null, by: NodeJS.Signals | null): void => {
        const isOutOfMemory = by === 'SIGABRT' || by === 'SIGKILL' || code === 134;
        settle(() => reject(new Refusal(isOutOfMemory ? 'parsing-needs-too-much-memory' : 'document-damaged')));
      };
      const heard = (news: ParseNews): void => {
        clearTimeout(stall);
        stall = setTimeout(() => giveUp('parsing-timed-out'), stallSeconds * 1_000);
        if (news.kind === 'page') onPage(news.done, news.total);
        if (news.kind === 'parsed') settle(() => resolve(news.version));
        if (news.kind === 'refused') settle(() => reject(new Refusal(news.code)));
        if (news.kind === 'failed') settle(() => reject(new Refusal('document-damaged')));
      };
      const settle = (how: () => void, { isKilled = false } = {}): void => {
        for (const timer of [stall, whole]) clearTimeout(timer);
        clearInterval(weigh);
        signal.removeEventListener('abort', aborted);
        this.child.off('message', heard).off('exit', exited);
        if (isKilled) this.end();
        how();
      };
      signal.addEventListener('abort', aborted, { once: true });
      this.child.on('message', heard).on('exit', exited);
      this.child.send(order, (error) => {
        if (error) exited(null, null);
      });
    });
  }
}

/** Resident memory of a process, all kinds together; 0 where the system does not say, and then V8's own limit is what holds. */
function residentMb(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return 0; // it has just ended
  }
}

/** The source names its files as they will be built. */
const fromSource = `data:text/javascript,${encodeURIComponent(
  "import{registerHooks}from'node:module';registerHooks({resolve(name,context,next){try{return next(name,context)}catch(error){if(name.endsWith('.js'))return next(name.slice(0,-3)+'.ts',context);throw error}}})",
)}`;

const entry = entryPoint();

/** As built; in tests from the source, which Node.js reads with two more flags. */
function entryPoint(): { readonly path: string; readonly flags: readonly string[] } {
  const here = fileURLToPath(import.meta.url);
  const isSource = here.endsWith('.ts');
  const beside = (name: string): string => join(dirname(here), isSource ? `${name}.ts` : `${name}.js`);
  const root = rootOf(here);
  const readable = [...(isSource ? ['apps', 'libs'] : ['dist']), 'node_modules', 'package.json'].flatMap((name) => [
    join(root, name),
    realpathSync(join(root, name)),
  ]);
  // What a document makes of a library can read no data, write nothing and start nothing.
  const confined = process.allowedNodeEnvironmentFlags.has('--permission')
    ? ['--permission', '--allow-worker', ...readable.map((place) => `--allow-fs-read=${place}`)]
    : [];
  const source = isSource
    ? ['--conditions=chat-man-source', '--experimental-transform-types', '--no-warnings', '--import', fromSource]
    : ['--no-warnings'];
  return { path: beside('parser.main'), flags: [...confined, ...source, '--import', pathToFileURL(beside('offline')).href] };
}

function rootOf(path: string): string {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) throw new Error('Chat Man does not know where it is installed.');
  }
}
