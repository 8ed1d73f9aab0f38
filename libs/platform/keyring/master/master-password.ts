import { randomBytes } from 'node:crypto';
import {
  CURRENT_DERIVATION,
  isDerivationVersion,
  makeVerifier,
  MasterKeys,
  MIN_SALT_BYTES,
  verifyPassword,
  type Derivation,
} from '#sealing/keys/master.js';
import { MasterPasswordRefused } from '../keyring.errors.js';
import { MasterFiles, type MasterFile } from './master-files.js';
import { masterPasswordFault } from './master-policy.rules.js';
import { leakedPasswords } from '../../passwords/leaked-passwords.js';

const SALT_FILE = '.encryption_salt';
const VERIFIER_FILE = '.auth';
const NEW_SALT_BYTES = 32;

export interface MasterConfig {
  /** Where `.encryption_salt` and `.auth` are, or will be after the first start. */
  readonly configDir: string;
  readonly password: string;
}

/** A master password that was accepted. */
export interface OpenedMaster {
  readonly keys: MasterKeys;
  /** How the keys follow from the password; a new password uses the same. */
  readonly derivation: Derivation;
  readonly files: MasterFiles;
  /** Removes what this start created, when the database then turns out to belong to another master password. */
  withdraw(): Promise<void>;
}

/**
 * Opens the master password: at the first start it makes the salt and the verifier, later it checks the password against them.
 * To be called before anything else is touched.
 *
 * @throws MasterPasswordRefused with a text for the operator
 */
export async function openMasterPassword({ configDir, password }: MasterConfig): Promise<OpenedMaster> {
  const files = new MasterFiles(configDir);
  const saltText = await files.read(SALT_FILE);
  const verifier = await files.read(VERIFIER_FILE);
  if (verifier !== null && saltText === null) {
    throw new MasterPasswordRefused(
      `${files.path(SALT_FILE)} is missing, although ${files.path(VERIFIER_FILE)} exists. Without the salt, nothing that is encrypted can be ` +
        'decrypted: restore both files from your backup of the configuration. Nothing was changed.',
    );
  }
  if (saltText !== null && verifier !== null) return laterStart(files, parseSalt(files, saltText), verifier, password);
  await refuseUnfit(password);
  return firstStart(files, saltText, password);
}

/** Two derivations of a quarter of a second each; they share the two threads. */
async function laterStart(files: MasterFiles, derivation: Derivation, verifier: string, password: string): Promise<OpenedMaster> {
  const [keys] = await Promise.all([MasterKeys.derive(password, derivation), checkPassword(files, verifier, password)]);
  return { keys, derivation, files, withdraw: () => Promise.resolve() };
}

async function firstStart(files: MasterFiles, saltText: string | null, password: string): Promise<OpenedMaster> {
  const created: MasterFile[] = [];
  const derivation = parseSalt(files, saltText ?? (await createSalt(files, created)));
  await createVerifier(files, password, created);
  const keys = await MasterKeys.derive(password, derivation);
  const withdraw = async (): Promise<void> => {
    for (const file of created.toReversed()) await files.remove(file);
  };
  return { keys, derivation, files, withdraw };
}

/**
 * Before anything is created under a password that the guides' policy refuses. Never for one that is in force: its owner
 * must be able to start, and to change it.
 */
export async function refuseUnfit(password: string): Promise<void> {
  const fault = masterPasswordFault(password, await leakedPasswords());
  if (fault !== null)
    throw new MasterPasswordRefused(`CHAT_MAN_PASSWORD can’t be used as the master password: it ${fault}. Nothing was created.`);
}

async function checkPassword(files: MasterFiles, verifier: string, password: string): Promise<void> {
  let isRight: boolean;
  try {
    isRight = await verifyPassword(verifier, password);
  } catch (cause) {
    throw new MasterPasswordRefused(
      `${files.path(VERIFIER_FILE)} is damaged: it contains no Argon2id verifier. Restore it from your backup of the configuration. ` +
        'Nothing was changed.',
      { cause },
    );
  }
  if (!isRight) {
    throw new MasterPasswordRefused(
      `CHAT_MAN_PASSWORD is not the master password of this installation (checked against ${files.path(VERIFIER_FILE)}). Nothing was ` +
        'opened or changed. If Chat Man stopped while the password was being changed, start it once with the old one.',
    );
  }
}

async function createSalt(files: MasterFiles, created: MasterFile[]): Promise<string> {
  const text = `v${CURRENT_DERIVATION}:${randomBytes(NEW_SALT_BYTES).toString('base64')}`;
  const inForce = await files.createOnce(SALT_FILE, text);
  if (inForce.isMine) created.push(SALT_FILE);
  return inForce.text;
}

async function createVerifier(files: MasterFiles, password: string, created: MasterFile[]): Promise<void> {
  const inForce = await files.createOnce(VERIFIER_FILE, await makeVerifier(password));
  if (inForce.isMine) created.push(VERIFIER_FILE);
  else await checkPassword(files, inForce.text, password);
}

/** `v1:<base64>`; without the version, as `openssl rand -base64 32` writes it, version 1. */
function parseSalt(files: MasterFiles, text: string): Derivation {
  const match = /^(?:v(\d{1,4}):)?([A-Za-z0-9+/]+={0,2})$/.exec(text);
  const version = Number(match?.[1] ?? 1);
  const salt = Buffer.from(match?.[2] ?? '', 'base64');
  if (!isDerivationVersion(version)) {
    throw new MasterPasswordRefused(
      `${files.path(SALT_FILE)} was written by a newer version of Chat Man (derivation ${version}). Start that version. Nothing was changed.`,
    );
  }
  if (salt.length < MIN_SALT_BYTES) {
    throw new MasterPasswordRefused(
      `${files.path(SALT_FILE)} is damaged: it must contain at least ${MIN_SALT_BYTES} bytes in base64, as \`openssl rand -base64 32\` writes ` +
        'them. If this installation has data, restore the file from your backup of the configuration. Nothing was changed.',
    );
  }
  return { version, salt };
}
