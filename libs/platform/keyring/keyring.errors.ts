import { Refused } from '../exit-codes.js';
import { problem } from '../http/problem.js';

/** A key was requested for an owner whose key was destroyed. */
export const keyDestroyed = problem(
  'gone',
  'key-destroyed',
  'This content was erased: its key was destroyed, so it can’t be read or added to.',
);

export const noKey = problem('not-found', 'no-key', 'This key doesn’t exist: it was never used, or it was destroyed.');
export const rotationUnderWay = problem(
  'conflict',
  'rotation-under-way',
  'A new version of this key is already prepared. Activate it first.',
);
export const rotationTooEarly = problem(
  'conflict',
  'rotation-too-early',
  'The prepared key version is too new: some instances may not know it yet. Try again in two minutes.',
);
export const noVersionPrepared = problem(
  'conflict',
  'no-version-prepared',
  'No new version of this key is prepared. Prepare one first.',
);
export const floorAboveActive = problem(
  'conflict',
  'floor-above-active',
  'The active key version is below that floor. Activate a newer version, re-encrypt what older versions encrypted, then raise the floor.',
);
export const masterChangeUnderWay = problem(
  'conflict',
  'master-change-under-way',
  'A master password change is already in progress. Resume and finish it before you start another one.',
);
export const masterChangeJustFinished = problem(
  'conflict',
  'master-change-just-finished',
  'The master password was just changed, and instances that still run with the old one are being informed. Restart every instance with the ' +
    'new one. You can change it again two minutes after the first of them has started. Nothing was changed.',
);
export const noMasterChange = problem('conflict', 'no-master-change', 'No master password change is in progress.');
export const masterChangeUnfinished = problem(
  'conflict',
  'master-change-unfinished',
  'Some data keys are still wrapped with the old master password, so nothing was switched. Resume the change.',
);
export const samePassword = problem(
  'unprocessable',
  'same-master-password',
  'The new master password is the same as the current one.',
);
export const weakMasterPassword = problem(
  'unprocessable',
  'weak-master-password',
  'The new master password is too weak. Expected at least 12 characters with lowercase and uppercase letters, a digit and a symbol, or at least 20 of any kind; no invisible characters, ' +
    'and no commonly used password. Nothing was changed.',
);

export const recordDamaged = problem(
  'unprocessable',
  'record-damaged',
  'This record is damaged: part of it can’t be read, so it can’t be used for a decision. See record.damaged in the audit log for its location.',
);

/** The start cannot continue with this master password or these files. The text is for the operator; nothing was changed. */
export class MasterPasswordRefused extends Refused {
  override readonly name = 'MasterPasswordRefused';
}

export function foreignKeyring(): MasterPasswordRefused {
  return new MasterPasswordRefused(
    'The keys in this database are wrapped with a different master password or a different config/.encryption_salt. ' +
      'Restore config/.encryption_salt and config/.auth of this installation, or set DATABASE_URL to the database they belong to. ' +
      'Nothing was changed.',
  );
}
