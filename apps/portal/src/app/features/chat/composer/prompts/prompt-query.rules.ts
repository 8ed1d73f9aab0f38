import type { Prompt } from '#contracts/chat/prompts.js';

/** What was typed behind the slash at the start of the question, up to the cursor; null where no prompt is being chosen. */
export function promptQuery(text: string, cursor: number): string | null {
  const [, query] = /^\/([\p{L}\p{N}_-]{0,40})$/u.exec(text.slice(0, cursor)) ?? [];
  return query ?? null;
}

/** The prompts that a query may mean: those whose command begins with it, then those that contain it in command or title. */
export function matchingPrompts(prompts: readonly Prompt[], query: string): Prompt[] {
  const wanted = query.toLowerCase();
  const rank = ({ command, title }: Prompt): number => {
    if (command.startsWith(wanted)) return 0;
    return command.includes(wanted) || title.toLowerCase().includes(wanted) ? 1 : 2;
  };
  return prompts
    .map((prompt) => ({ prompt, rank: rank(prompt) }))
    .filter((each) => each.rank < 2)
    .sort((one, other) => one.rank - other.rank || one.prompt.command.localeCompare(other.prompt.command))
    .map(({ prompt }) => prompt);
}

/** The question after a prompt took the place of the slash and the query behind it. */
export function withPrompt(text: string, query: string, prompt: string): string {
  const rest = text.slice(query.length + 1).trimStart();
  return rest === '' ? prompt : `${prompt.trimEnd()}\n\n${rest}`;
}
