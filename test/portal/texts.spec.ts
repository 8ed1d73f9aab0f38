import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { problems, texts } from '../../apps/portal/src/locale/de/texts.js';
import { checkWords } from '../../libs/contracts/health-checks.en.js';
import { rulesInWords } from '../../libs/platform/retention/retention-classes.js';
import { sourceOf } from '../../apps/portal/src/locale/translate.js';

const { buildPortal } = (await import('../../scripts/build.mjs' as string)) as { buildPortal(): Promise<void> };
const built = 'dist/apps/portal/browser';

/** Every message of the portal, from what was built: there the templates are code as well. */
function messages(): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(built).filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(join(built, name), 'utf8');
    if (code.includes('$localize')) visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest), found);
  }
  return found;
}

function visit(node: ts.Node, found: Set<string>): void {
  if (ts.isTaggedTemplateExpression(node) && isLocalize(node.tag)) found.add(sourceOf(partsOf(node.template)).text);
  ts.forEachChild(node, (child) => visit(child, found));
}

/** `$localize` itself, or a component's member of that name. */
function isLocalize(tag: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(tag) ? tag.name.text === '$localize' : ts.isIdentifier(tag) && tag.text === '$localize';
}

function partsOf(template: ts.TemplateLiteral): TemplateStringsArray {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return Object.assign(
    parts.map(({ text }) => text),
    { raw: parts.map(({ rawText, text }) => rawText ?? text) },
  );
}

/** Values and elements of a message; what stands in the audit log's patterns is text to `$localize`, but has to stay too. */
function placesIn(text: string): string[] {
  return (text.match(/\{\w+\}|<\/?\w+>/g) ?? []).toSorted();
}

describe('the texts of the portal in German', () => {
  let inEnglish: Set<string>;
  beforeAll(async () => {
    await buildPortal();
    const ofHealth = Object.values(checkWords).flatMap(({ label, remedy }) => [label, remedy]);
    inEnglish = new Set([...messages(), ...ofHealth, ...Object.values(rulesInWords)]);
  }, 240_000);

  it('are complete', () => {
    expect(inEnglish.size).toBeGreaterThan(2_500);
    expect([...inEnglish].filter((text) => texts[text] === undefined)).toEqual([]);
  });

  it('are needed, all of them', () => {
    expect(Object.keys(texts).filter((text) => !inEnglish.has(text))).toEqual([]);
  });

  it('keep every value and element of a message', () => {
    const broken = Object.entries(texts).filter(([english, german]) => `${placesIn(english)}` !== `${placesIn(german)}`);
    expect(broken).toEqual([]);
  });

  it('know every problem of the API', () => {
    const declared = [...readFileSync('docs/reference/errors.md', 'utf8').matchAll(/^\| `([a-z0-9-]+)`/gm)].map(
      ([, code]) => code!,
    );
    expect(Object.keys(problems).toSorted()).toEqual(declared.toSorted());
  });
});
