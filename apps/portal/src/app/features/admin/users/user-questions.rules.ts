import { decidingRoles } from '#contracts/auth/people/roles.js';
import type { User } from '#contracts/auth/people/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';

/** Shown first where the act changes whether a decider can decide. */
function secondPerson(user: User): string[] {
  return decidingRoles.includes(user.role)
    ? [
        $localize`This person can approve other people’s requests, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.`,
      ]
    : [];
}

const readBy = $localize`Auditors can read it, and the person can ask to see it.`;

export function disableQuestion(user: User): Question {
  return {
    heading: $localize`Disable ${user.displayName}’s account?`,
    consequences: [
      ...secondPerson(user),
      $localize`They are signed out everywhere immediately and can’t sign in again.`,
      $localize`Their conversations, documents and settings are kept.`,
    ],
    undo: $localize`You can enable the account again at any time.`,
    act: $localize`Disable account`,
    isDangerous: true,
    reasonReadBy: readBy,
  };
}

export function enableQuestion(user: User): Question {
  return {
    heading: $localize`Enable ${user.displayName}’s account?`,
    consequences: [...secondPerson(user), $localize`They can sign in again with the same password and role.`],
    undo: $localize`You can disable the account again at any time.`,
    act: $localize`Enable account`,
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function resetLinkQuestion(user: User): Question {
  return {
    heading: $localize`Create a password link for ${user.displayName}?`,
    consequences: [
      ...(decidingRoles.includes(user.role)
        ? [
            $localize`This person can approve other people’s requests, so a second person must approve this first, if anyone else can. Then come back here within 24 hours to get the link.`,
          ]
        : []),
      $localize`You get a link that works once, within 24 hours. Send it in a way that only this person can read.`,
      user.hasPassword
        ? $localize`The old password works until the link is used. Then they are signed out everywhere.`
        : $localize`They haven’t chosen a password yet. This link lets them choose one.`,
      $localize`Any earlier link stops working.`,
    ],
    undo: $localize`You never choose or see the password.`,
    act: $localize`Create link`,
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endSessionsQuestion(user: User): Question {
  return {
    heading: $localize`Sign ${user.displayName} out everywhere?`,
    consequences: [$localize`All of their sessions end immediately. Unsent drafts stay in their browser.`],
    undo: $localize`They can sign in again with their password.`,
    act: $localize`End all sessions`,
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endEverybodysSessionsQuestion(): Question {
  return {
    heading: $localize`End everyone’s sessions?`,
    consequences: [
      $localize`Everyone except you is signed out everywhere immediately. Useful after a leak, or before maintenance.`,
      $localize`Answers being written are finished and kept. Unsent drafts stay in each person’s browser.`,
      $localize`API tokens keep working. Their owners can revoke them, and disabling an account stops its tokens.`,
    ],
    undo: $localize`This can’t be undone, but everyone can sign in again right away.`,
    act: $localize`End everyone’s sessions`,
    isDangerous: true,
    reasonReadBy: $localize`Auditors can read it.`,
  };
}

export function removeSecondFactorQuestion(user: User): Question {
  return {
    heading: $localize`Remove ${user.displayName}’s second factor?`,
    consequences: [
      $localize`For people who have lost both their device and their recovery codes.`,
      $localize`They can then sign in with their password alone, and all of their sessions end.`,
      $localize`A second person must approve this within 24 hours, if anyone else can.`,
    ],
    undo: $localize`The old second factor can’t be restored. They will need to set up a new one.`,
    act: $localize`Remove second factor`,
    isDangerous: true,
    alsoAsked: {
      label: $localize`How did you verify their identity?`,
      hint: $localize`For example: called back on the number in the staff file. The person who approves this can read it. It is stored encrypted; the audit log records only that you gave it.`,
      least: 10,
      missing: $localize`Enter a sentence about how you verified their identity.`,
    },
    reasonReadBy: readBy,
  };
}
