/** `{{name}}`, with or without spaces inside the braces. */
const variable = /\{\{\s*([^{}\s](?:[^{}\n]{0,58}[^{}\s])?)\s*\}\}/gu;

/** The variables of a prompt, each once, in the order in which they appear. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map(([, name = '']) => name))];
}

/** The prompt with its variables replaced. What is put in is never looked through for variables; one without a value stays as it is. */
export function filledIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(variable, (whole, name: string) => values.get(name) ?? whole);
}
