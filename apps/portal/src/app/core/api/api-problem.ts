import type { ProblemDocument } from '#contracts/problem.js';

/**
 * Why a call to the API failed. `code` is the API's own stable code, or `unreachable` (no answer came) or `unexpected-answer` (what
 * came does not keep to the contract). `message` is safe to show as it stands.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly more: {
      readonly requestId?: string;
      readonly errors?: ProblemDocument['errors'];
      readonly retryAfterSeconds?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
  }

  /** What the API says about one field of what was sent, or null. */
  about(path: string): string | null {
    return this.more.errors?.find((error) => error.path === path)?.message ?? null;
  }
}

/** Any failure as a sentence that can be shown. */
export function wordsFor(failure: unknown): string {
  return failure instanceof ApiProblem
    ? failure.message
    : $localize`Something went wrong on this page. Reload it to see what was saved.`;
}
