import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freeLoopbackPort } from '../../libs/platform/postgres/embedded/free-port.js';
import { lineByLine } from '../../libs/platform/postgres/embedded/lines.js';
import { parsePostmasterFile } from '../../libs/platform/postgres/embedded/postmaster-file.rules.js';
import { eventually, runningProcess } from '../../libs/platform/postgres/embedded/process-table.js';
import { childrenOf, descendantsOf } from './process-tree.js';

export interface ChatManOptions {
  /** Directory for this installation's `data/` and `config/`; it may hold those of an earlier start. */
  readonly place: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Program and words in front of `chatman start`, such as `npm` scripts or another user. Default: Node alone. */
  readonly command?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built product in processes of its own, as a deployer starts it. */
export class ChatMan {
  readonly output: string[] = [];
  readonly log: string[] = [];
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;

  private constructor(
    readonly options: ChatManOptions,
    readonly port: number,
  ) {
    const [program, ...words] = options.command ?? [process.execPath, resolve('dist/apps/cli/src/main.js'), 'start'];
    this.child = spawn(program!, words, {
      cwd: resolve('.'),
      env: {
        ...cleanEnvironment(),
        ...compileCache,
        ...atNoHour,
        ...places(options.place),
        PORT: String(port),
        ...options.variables,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    lineByLine(this.child.stdout!, (line) => this.output.push(line));
    lineByLine(this.child.stderr!, (line) => this.log.push(line));
    this.ended = new Promise((settle) => this.child.once('close', (code, signal) => settle({ code, signal })));
  }

  /** Starts it and waits for the line that says it is ready. */
  static async start(options: ChatManOptions): Promise<ChatMan> {
    const started = await ChatMan.begin(options);
    if (await eventually(() => started.isReady || started.hasEnded, 60_000)) {
      if (started.isReady) return started;
    }
    await started.kill();
    throw new Error(`Chat Man did not become ready.\n${started.log.join('\n')}`);
  }

  /** Starts it without waiting. */
  static async begin(options: ChatManOptions): Promise<ChatMan> {
    return new ChatMan(options, Number(options.variables?.['PORT'] ?? (await freeLoopbackPort())));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isReady(): boolean {
    return this.output.some((line) => line.startsWith('Chat Man is ready at '));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get setUpCode(): string {
    return this.output.find((line) => line.startsWith('Set-up code: '))!.slice('Set-up code: '.length);
  }

  /** The process that was started here; with a custom `command`, that process. */
  get pid(): number {
    return this.child.pid!;
  }

  /** The process that supervises the other two. */
  get supervisorPid(): number {
    return this.find('dist/apps/cli/src/main.js') ?? this.find('scripts/run.mjs') ?? this.pid;
  }

  get apiPid(): number {
    const pid = childrenOf(this.supervisorPid).find((child) =>
      runningProcess(child)?.command.includes('dist/apps/api/src/main.js'),
    );
    if (pid === undefined) throw new Error('The API does not run.');
    return pid;
  }

  get postgresPid(): number {
    const file = readFileSync(join(this.options.place, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
    return parsePostmasterFile(file)!.pid;
  }

  /** All processes of this installation that run at the moment. */
  processes(): number[] {
    return [this.pid, ...descendantsOf(this.pid)].filter((pid) => runningProcess(pid) !== null);
  }

  /** Whether the API answers that it can work. */
  async answers(): Promise<boolean> {
    return (await this.statusOf('/api/health/ready')) === 200;
  }

  /** Null without a response. */
  async statusOf(path: string): Promise<number | null> {
    const answer = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return answer?.status ?? null;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  /** Ends everything immediately, the hard way. */
  async kill(): Promise<void> {
    for (const pid of this.processes()) signalQuietly(pid, 'SIGKILL');
    await this.ended;
  }

  private find(script: string): number | undefined {
    return this.processes().find((pid) => runningProcess(pid)?.command.includes(script));
  }
}

/** Sends a signal to a process that may be gone already. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** As `npm start` has it. */
const compileCache = { NODE_COMPILE_CACHE: resolve('dist/.compile-cache') };

/** A test that runs at the hour of the backup, of its test restore, or when passages are embedded, is like any other. */
const atNoHour = {
  CHAT_MAN__RETRIEVAL__MEANING: 'off',
  CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false',
  CHAT_MAN__BACKUP__TESTBACKUPSENABLED: 'false',
};

function places(place: string): Record<string, string> {
  return { CHAT_MAN_DATA_DIR: join(place, 'data'), CHAT_MAN_CONFIG_DIR: join(place, 'config') };
}

/** Nothing of the test run's own settings reaches the product. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CHAT_MAN|DATABASE|SESSION_SECRET|VITEST|NODE_ENV|npm_|OLLAMA)/.test(name)),
  );
}
