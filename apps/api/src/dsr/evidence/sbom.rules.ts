import * as z from 'zod/mini';

const InstalledPackages = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.optional(z.string()),
      integrity: z.optional(z.string()),
      license: z.optional(z.string()),
      link: z.optional(z.boolean()),
    }),
  ),
});

interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
  readonly licenses?: readonly { readonly license: { readonly name: string } }[];
}

/** What is installed as CycloneDX 1.6, from the list that npm keeps of it. */
export function sbomOf(installed: unknown, product: { readonly version: string; readonly at: Date }) {
  const components = Object.entries(InstalledPackages.parse(installed).packages).flatMap(([path, found]) => {
    const name = path.split('node_modules/').at(-1)!;
    return name === '' || found.version === undefined || found.link ? [] : [componentOf(name, found.version, found)];
  });
  const once = [...new Map(components.map((each) => [each['bom-ref'], each])).values()];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: product.at.toISOString(),
      component: { type: 'application', name: 'chat-man', version: product.version },
    },
    components: once,
  };
}

function componentOf(
  name: string,
  version: string,
  { integrity, license }: { readonly integrity?: string | undefined; readonly license?: string | undefined },
): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const sha512 = integrity
    ?.split(' ')
    .find((each) => each.startsWith('sha512-'))
    ?.slice('sha512-'.length);
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(sha512 === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: hexOf(sha512) }] }),
    ...(license === undefined ? {} : { licenses: [{ license: { name: license } }] }),
  };
}

function hexOf(base64: string): string {
  return [...atob(base64)].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
