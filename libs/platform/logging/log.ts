import { Injectable } from '@nestjs/common';
import { format, createLogger, transports, type Logger } from 'winston';
import { currentRequestId } from '../http/request-context.js';

/** What a fact may carry: ids, counts, names of things. Never what a person wrote, and never a secret. */
export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** "19:21:03 warn  disk nearly full free=12": a person at a terminal reads lines, not JSON. The clock is that of the machine. */
const forPeople = format.printf(({ level, message, requestId, ...fields }) => {
  const time = new Date().toTimeString().slice(0, 8);
  const said = Object.entries({ ...fields, requestId }).filter(([, value]) => value !== undefined && value !== null);
  return [time, level.padEnd(5), message, ...said.map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');
});

function isTerminal(stream: NodeJS.WritableStream): boolean {
  return (stream as Partial<NodeJS.WriteStream>).isTTY === true;
}

/**
 * Structured logs through winston on standard error, one JSON line a fact, or one readable line on a terminal; standard output is for the lines that a person or a script
 * waits for. Fields are plain values by type, so an error or an object with content in it does not compile.
 */
@Injectable()
export class Log {
  private readonly winston: Logger;

  constructor(level: LogLevel = 'info', stream: NodeJS.WritableStream = process.stderr) {
    stream.on('error', () => undefined); // the reader of the log is gone; that must not end the logging process
    this.winston = createLogger({
      level,
      format: isTerminal(stream) ? forPeople : format.combine(format.timestamp(), format.json()),
      transports: [new transports.Stream({ stream })],
    });
  }

  error(fact: string, fields: Fields = {}): void {
    this.write('error', fact, fields);
  }

  warn(fact: string, fields: Fields = {}): void {
    this.write('warn', fact, fields);
  }

  info(fact: string, fields: Fields = {}): void {
    this.write('info', fact, fields);
  }

  debug(fact: string, fields: Fields = {}): void {
    this.write('debug', fact, fields);
  }

  /** Fields first: none of them can pass itself off as the fact or its level. */
  private write(level: LogLevel, fact: string, fields: Fields): void {
    this.winston.log({ requestId: currentRequestId(), ...fields, level, message: fact });
  }
}
