import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Message } from '#contracts/chat/chat.js';
import type { House } from './house.js';
import { scriptFor, type Step } from './script.js';

interface Running {
  readonly conversationId: string;
  readonly question: string;
  message: Message;
  steps: Step[];
  /** Of the steps, how many have been played. */
  played: number;
  timer?: NodeJS.Timeout;
  readonly readers: Set<ServerResponse>;
}

/** Plays scripts as generations: the text grows whether or not it is read, and its length is the cursor. */
export class Generations {
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly house: House,
    private readonly pace: number,
  ) {}

  begin(conversationId: string, message: Message, question: string): void {
    const run: Running = {
      conversationId,
      question,
      message,
      steps: scriptFor(question, this.house, message, this.pace),
      played: 0,
      readers: new Set(),
    };
    this.running.set(message.generationId ?? '', run);
    this.next(run);
  }

  goOn(id: string): unknown {
    const run = this.running.get(id);
    if (run === undefined) return undefined;
    const rest = ' removed, but never the newest verified one.';
    const content = run.message.content + rest;
    this.keep(run, { status: 'generating' });
    run.steps = [
      ...(rest.match(/\s*\S+/g) ?? []).map<Step>((text) => ({ afterMs: this.pace, say: { event: 'delta', data: { text } } })),
      {
        afterMs: this.pace,
        say: {
          event: 'done',
          data: {
            status: 'completed',
            usage: { promptTokens: 1, answerTokens: 1, durationMs: 1 },
            message: { ...run.message, content, status: 'completed' },
          },
        },
      },
    ];
    run.played = 0;
    this.next(run);
    return { userMessage: null, assistantMessage: run.message, generation: { id } };
  }

  stop(id: string): void {
    const run = this.running.get(id);
    if (run === undefined) return;
    clearTimeout(run.timer);
    this.keep(run, { status: 'stopped' });
    this.tell(run, 'done', {
      status: 'stopped',
      usage: { promptTokens: null, answerTokens: null, durationMs: 1 },
      message: run.message,
    });
    this.hangUp(run);
  }

  stream(id: string, request: IncomingMessage, response: ServerResponse): void {
    const run = this.running.get(id);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    if (run === undefined) {
      response.end();
      return;
    }
    const seen = Number(request.headers['last-event-id'] ?? 0);
    const missed = run.message.content.slice(seen);
    if (missed !== '') response.write(line('delta', { text: missed }, run.message.content.length));
    const done = !['queued', 'generating'].includes(run.message.status);
    if (done) {
      response.end(
        line(
          'done',
          { status: run.message.status, usage: { promptTokens: 1, answerTokens: 1, durationMs: 1 }, message: run.message },
          run.message.content.length,
        ),
      );
      return;
    }
    run.readers.add(response);
    response.on('close', () => run.readers.delete(response));
  }

  private next(run: Running): void {
    const step = run.steps[run.played];
    if (step === undefined) return;
    // One-time notices are held until a reader connects.
    if (step.isHeld !== undefined && (run.readers.size === 0 || step.isHeld())) {
      run.timer = setTimeout(() => this.next(run), 20);
      return;
    }
    run.timer = setTimeout(() => {
      run.played++;
      this.play(run, step);
      this.next(run);
    }, step.afterMs);
  }

  private play(run: Running, step: Step): void {
    const { say } = step;
    if (say.event === 'hang-up') return this.hangUp(run);
    if (say.event === 'delta') this.keep(run, { content: run.message.content + say.data.text });
    if (say.event === 'citations') this.keep(run, { citations: say.data.citations });
    if (say.event === 'done') this.keep(run, { ...say.data.message, content: run.message.content });
    if (say.event === 'error') this.keep(run, { status: 'failed', errorCode: say.data.code });
    this.tell(run, say.event, say.data);
    if (say.event === 'done' || say.event === 'error') this.hangUp(run);
  }

  private keep(run: Running, change: Partial<Message>): void {
    run.message = { ...run.message, ...change };
    const messages = this.house.messages.get(run.conversationId) ?? [];
    this.house.messages.set(
      run.conversationId,
      messages.map((each) => (each.id === run.message.id ? run.message : each)),
    );
  }

  private tell(run: Running, event: string, data: unknown): void {
    for (const reader of run.readers) reader.write(line(event, data, run.message.content.length));
  }

  private hangUp(run: Running): void {
    for (const reader of run.readers) reader.end();
    run.readers.clear();
  }
}

function line(event: string, data: unknown, id: number): string {
  return `id: ${String(id)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
