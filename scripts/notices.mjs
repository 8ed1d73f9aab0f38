// Writes dist/THIRD-PARTY-NOTICES.txt: the name, version, licence and licence text of every package that is installed for the server or is in
// the portal’s bundle.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

const notices = Object.entries(packages)
  .filter(([path, entry]) => path !== '' && entry.dev !== true && existsSync(join(root, path, 'package.json')))
  .map(([path]) => noticeOf(join(root, path)))
  .sort((one, other) => one.localeCompare(other, 'en'));
mkdirSync(join(root, 'dist'), { recursive: true });
const rule = `\n\n${'-'.repeat(80)}\n\n`;
writeFileSync(
  join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'),
  `Chat Man contains or comes with these packages. Each is licensed by its authors under its own terms.\n${rule}${[...new Set(notices)].join(rule)}\n`,
);
console.log(`${new Set(notices).size} packages in dist/THIRD-PARTY-NOTICES.txt`);

function noticeOf(directory) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const terms = license?.type ?? license ?? licenses?.map(({ type }) => type).join(', ') ?? 'see its text';
  const files = readdirSync(directory).filter(
    (file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file) && !/\.(js|ts|json)$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(directory, file), 'utf8').trim());
  return [`${name} ${version}\nLicence: ${terms}`, ...texts].join('\n\n');
}
