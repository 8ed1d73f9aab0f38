const THOUGHTS = /^\s*(?:<think(?:ing)?>)?((?:(?!<\/?think(?:ing)?>)[^])*)<\/think(?:ing)?>[ \t]*(?:\n+|$)/u;

/**
 * Where the answer begins in a text that a model wrote: behind its thoughts, if it put them there. The beginning `<think>` may be missing,
 * where the template of the model writes it. They are no part of the answer: folded away, never cited, and not sent to a model again.
 */
export function answerStart(content: string): number {
  return content.includes('</think') ? (THOUGHTS.exec(content)?.[0].length ?? 0) : 0;
}

/** The thoughts without their tags; empty where there are none. */
export function thoughtsIn(content: string): string {
  return content.includes('</think') ? (THOUGHTS.exec(content)?.[1]?.trim() ?? '') : '';
}
