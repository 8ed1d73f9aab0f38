import type { LoggerService } from '@nestjs/common';
import { errorName } from './error-name.js';
import type { Log, LogLevel } from './log.js';

/**
 * NestJS's own words, on their way into the log. It passes errors, messages of errors and stack traces about, all of which may quote
 * content: an error becomes its name, text its first line, and of the rest only the context is kept.
 */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown, ...parameters: unknown[]): void {
    this.write('debug', message, parameters);
  }

  warn(message: unknown, ...parameters: unknown[]): void {
    this.write('warn', message, parameters);
  }

  error(message: unknown, ...parameters: unknown[]): void {
    this.write('error', message, parameters);
  }

  debug(message: unknown, ...parameters: unknown[]): void {
    this.write('debug', message, parameters);
  }

  private write(level: LogLevel, message: unknown, parameters: readonly unknown[]): void {
    const last = parameters.at(-1);
    this.sink[level](said(message), { context: isContext(last) ? last : undefined });
  }
}

function said(message: unknown): string {
  if (typeof message !== 'string') return errorName(message);
  return message.split('\n', 1)[0]!.slice(0, 300);
}

/** The name of a class; a stack trace in its place is none. */
function isContext(value: unknown): value is string {
  return typeof value === 'string' && /^[\w$ .-]{1,80}$/.test(value);
}
