import { Refused } from '../exit-codes.js';
import { problem } from '../http/problem.js';

/** Something was asked of an owner whose key was destroyed. */
export const keyDestroyed = problem(
  'gone',
  'key-destroyed',
  'This content was erased: its key was destroyed and it cannot be read or added to.',
);

export const noKey = problem(
  'not-found',
  'no-key',
  'There is no such key: nothing was ever sealed under it, or it was destroyed.',
);
export const rotationUnderWay = problem(
  'conflict',
  'rotation-under-way',
  'A new version of this key is already prepared. Activate it first.',
);
export const rotationTooEarly = problem(
  'conflict',
  'rotation-too-early',
  'The prepared key version is too young: some instances may not know it yet. Try again in two minutes.',
);
export const noVersionPrepared = problem(
  'conflict',
  'no-version-prepared',
  'No new version of this key is prepared. Prepare one first.',
);
export const floorAboveActive = problem(
  'conflict',
  'floor-above-active',
  'The active key version is below that floor. Activate a newer version and re-seal what the older ones sealed, then raise the floor.',
);
export const masterChangeUnderWay = problem(
  'conflict',
  'master-change-under-way',
  'The master password is already being changed. Resume that change and finish it before you start another one.',
);
export const masterChangeJustFinished = problem(
  'conflict',
  'master-change-just-finished',
  'The master password was changed just now, and instances that still run with the old one are learning of it. Restart every instance with the ' +
    'new one; it can be changed again two minutes after the first of them has started. Nothing was changed.',
);
export const noMasterChange = problem('conflict', 'no-master-change', 'The master password is not being changed.');
export const masterChangeUnfinished = problem(
  'conflict',
  'master-change-unfinished',
  'Some data keys are still wrapped under the old master password. Resume the change; nothing was switched.',
);
export const samePassword = problem('unprocessable', 'same-master-password', 'The new master password is the one in use.');
export const weakMasterPassword = problem(
  'unprocessable',
  'weak-master-password',
  'The new master password does not do: expected 12 characters or more with lower case, upper case, a digit and a symbol, or 20 of any kind, none of them unseen, ' +
    'and none of the passwords that are tried first. Nothing was changed.',
);

export const recordDamaged = problem(
  'unprocessable',
  'record-damaged',
  'This record is damaged: a part of it cannot be read, so nothing can be decided by it. The audit log says where (record.damaged).',
);

/** The start cannot go on with this master password or these files. The text is for the operator; nothing was changed. */
export class MasterPasswordRefused extends Refused {
  override readonly name = 'MasterPasswordRefused';
}

export function foreignKeyring(): MasterPasswordRefused {
  return new MasterPasswordRefused(
    'The keys in this database are wrapped under another master password or another config/.encryption_salt than those at hand. ' +
      'Restore config/.encryption_salt and config/.auth of this installation, or set DATABASE_URL to the database they belong to. ' +
      'Nothing was changed.',
  );
}
