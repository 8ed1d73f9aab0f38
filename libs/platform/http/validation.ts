import { StandardSchemaValidationPipe } from '@nestjs/common';
import { invalidRequest } from './problem.js';

/** How many faults an answer lists at most; an attacker chooses how many there are. */
const mostFaults = 20;

/** Parses every parameter by its contract. A fault is described by path and rule, never by the sent value. */
export function contractPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      invalidRequest({
        errors: issues.slice(0, mostFaults).map((issue) => ({
          path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part).slice(0, 100)).join('.'),
          message: withoutEchoes(issue.message),
        })),
      }),
  });
}

/** zod names unknown keys in its message; a key is input too, so long ones are cut. */
function withoutEchoes(message: string): string {
  return message.length > 200 ? `${message.slice(0, 200)}…` : message;
}
