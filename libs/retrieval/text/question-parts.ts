/** Words with which a further question begins, in the main languages. */
const ASKING =
  'who|whom|whose|what|when|where|which|how|why|wer|wen|wem|was|wann|wo|wie|welche[rsnm]?|warum|quién|qué|cuándo|dónde|cómo|qui|que|quand|où|comment|chi|che|quando|dove|come';
const AND = 'and|or|und|oder|y|et|e|en';
const BOUNDARY = new RegExp(String.raw`[?;]\s+|,\s+(?=(?:${ASKING})\b)|,?\s+(?:${AND})\s+(?=(?:${ASKING})\b)`, 'iu');
const MOST_PARTS = 3;

/** What a question asks one after the other: “How long are backups kept, and who may restore one?” asks two things. */
export function questionParts(question: string): string[] {
  const parts = question.split(BOUNDARY).filter((part) => part.trim() !== '');
  return parts.length > MOST_PARTS ? [question] : parts;
}
