interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>;
  readonly 'x-permission'?: string;
  readonly 'x-public-because'?: string;
  readonly 'x-audit-action'?: string;
  readonly 'x-unaudited-because'?: string;
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What the page may load: the style sheet that comes with the portal, and nothing else. */
export const referencePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The OpenAPI document as one page of plain HTML, in the portal's style: no script, and nothing inline. */
export function referencePage(openApi: Record<string, unknown>): string {
  const { info, paths, components } = openApi as unknown as Document;
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => call(method.toUpperCase(), path, operation)),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<h3 id="${text(name)}">${text(name)}</h3><pre>${text(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(info.title)} API ${text(info.version)}</title>`,
    '<meta name="color-scheme" content="light dark"><link rel="icon" href="/favicon.svg" type="image/svg+xml">',
    '<link rel="stylesheet" href="/reference.css"></head><body><main>',
    `<h1>${text(info.title)} API ${text(info.version)}</h1><p>${text(info.description)}</p>`,
    '<p>For machines: <a href="/api/openapi.json">openapi.json</a>.</p><h2>Calls</h2>',
    ...calls,
    '<h2>Messages</h2>',
    ...schemas,
    '</main></body></html>',
  ].join('\n');
}

function call(method: string, path: string, operation: Operation): string {
  const facts: [string, string][] = [
    [
      'Who',
      operation['x-permission'] ? `permission ${operation['x-permission']}` : `everybody: ${operation['x-public-because'] ?? ''}`,
    ],
    ['Recorded', operation['x-audit-action'] ?? `no: ${operation['x-unaudited-because'] ?? ''}`],
    ...operation.parameters.map((each): [string, string] => [`${each.in} ${each.name}`, each.required ? 'required' : 'optional']),
  ];
  const body = operation.requestBody ? [`<dt>Body</dt><dd>${schemaLink(operation.requestBody.content)}</dd>`] : [];
  const answers = Object.entries(operation.responses).map(
    ([status, { content }]) => `<dt>${text(status)}</dt><dd>${schemaLink(content ?? {})}</dd>`,
  );
  const rows = facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`);
  return `<section><h3><code>${method} ${text(path)}</code></h3><dl>${[...rows, ...body, ...answers].join('')}</dl></section>`;
}

function schemaLink(content: Readonly<Record<string, { readonly schema: object }>>): string {
  const [entry] = Object.entries(content);
  if (!entry) return 'nothing';
  const [mediaType, { schema }] = entry;
  const name = '$ref' in schema ? String(schema.$ref).split('/').at(-1)! : null;
  return name ? `<a href="#${text(name)}">${text(name)}</a> (${text(mediaType)})` : text(mediaType);
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
