import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanText } from '#contracts/clean-text.js';
import { decodeText } from '../../text/decode.js';
import { InvalidSettings, type SettingSources } from './settings-merge.js';

/** Where the settings of an installation come from, but for what was changed in the admin panel. */
export function settingSources(configDir: string, environment: SettingSources['environment']): SettingSources {
  const fileName = join(configDir, 'settings.json');
  return { file: readSettingsFile(fileName), fileName, environment, overrides: new Map() };
}

/** What `settings.json` says; undefined when there is no such file. One that cannot be read, or is no JSON, stops the start. */
export function readSettingsFile(fileName: string): unknown {
  const bytes = bytesOf(fileName);
  if (bytes === null) return undefined;
  const decoded = decodeText(bytes);
  if (decoded === null) throw new InvalidSettings([`${fileName}: expected text in UTF-8 or UTF-16, found something else`]);
  const text = cleanText(decoded.text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidSettings([`${fileName}: expected JSON, found something else${placeIn(text, (error as Error).message)}`]);
  }
}

function bytesOf(fileName: string): Buffer | null {
  try {
    return readFileSync(fileName);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new InvalidSettings([`${fileName}: expected a readable file, found none (${code})`]);
  }
}

/** The message itself is not passed on: it quotes the file, and a secret may stand right there. */
function placeIn(text: string, message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  const quoted = /\.\.\."(.+)"\.\.\. is not valid JSON$/s.exec(message)?.[1];
  const at = position === undefined ? (quoted === undefined ? -1 : text.indexOf(quoted)) : Number(position);
  if (at < 0) return '';
  const line = text.slice(0, at).split('\n').length;
  return position === undefined ? ` near line ${line}` : ` in line ${line}`;
}
