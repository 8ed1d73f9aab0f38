import { Injectable, type LoggerService } from '@nestjs/common';
import { format, createLogger, transports, type Logger } from 'winston';
import { currentRequestId } from '../http/request-context.js';

/** What a fact may carry: ids, counts, names of things. Never what a person wrote, and never a secret. */
export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/**
 * Structured logs through winston on standard error, one JSON line a fact; standard output is for the lines that a person or a script
 * waits for. Fields are plain values by type, so an object with content in it does not compile.
 */
@Injectable()
export class Log implements LoggerService {
  private readonly winston: Logger;

  constructor(level: LogLevel = 'info', stream: NodeJS.WritableStream = process.stderr) {
    this.winston = createLogger({
      level,
      format: format.combine(format.timestamp(), format.json()),
      transports: [new transports.Stream({ stream })],
    });
  }

  info(fact: string, fields: Fields = {}): void {
    this.write('info', fact, fields);
  }

  /** NestJS's own name for `info`; its messages come with a context as the last parameter. */
  log(message: unknown, ...parameters: unknown[]): void {
    this.fromNest('debug', message, parameters);
  }

  warn(fact: unknown, ...parameters: unknown[]): void {
    this.fromNest('warn', fact, parameters);
  }

  error(fact: unknown, ...parameters: unknown[]): void {
    this.fromNest('error', fact, parameters);
  }

  debug(fact: unknown, ...parameters: unknown[]): void {
    this.fromNest('debug', fact, parameters);
  }

  private fromNest(level: LogLevel, fact: unknown, parameters: unknown[]): void {
    const last = parameters.at(-1);
    const fields = isFields(last) ? last : typeof last === 'string' ? { context: last } : {};
    this.write(level, fact instanceof Error ? fact.name : String(fact), fields);
  }

  private write(level: LogLevel, fact: string, fields: Fields): void {
    this.winston.log({ level, message: fact, requestId: currentRequestId(), ...fields });
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}
