/** Text that is no name: literals, also quoted by dollars, and comments. */
const literals = /'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g;
const verbs = /\b(SELECT|INSERT|UPDATE|DELETE|COMMIT|ROLLBACK|START TRANSACTION|BEGIN|SET|LOCK|NOTIFY|COPY)\b/i;
/** Only names with a schema: those of Chat Man have one, and words of people have no place there. */
const tables = /\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:ONLY\s+)?"?([a-z_]{1,40})"?\."?([a-z_]{1,60})"?/gi;
const most = 3;

/** What a statement does, without anything of its values: `SELECT rag.document rag.collection`. */
export function statementName(sql: string): string {
  const code = sql.replaceAll(literals, "''");
  const [, verb = 'statement'] = verbs.exec(code) ?? [];
  const named = [...code.matchAll(tables)].map(([, schema, table]) => `${schema}.${table}`);
  return [verb.toUpperCase(), ...[...new Set(named)].slice(0, most)].join(' ');
}
