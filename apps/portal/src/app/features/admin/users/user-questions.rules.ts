import { decidingRoles } from '#contracts/auth/people/roles.js';
import type { User } from '#contracts/auth/people/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';

/** Shown first where the act changes whether a decider can decide. */
function secondPerson(user: User): string[] {
  return decidingRoles.includes(user.role)
    ? [
        'This person can approve other people’s requests, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.',
      ]
    : [];
}

const readBy = 'Auditors can read it, and the person can ask to see it.';

export function disableQuestion(user: User): Question {
  return {
    heading: `Disable ${user.displayName}’s account?`,
    consequences: [
      ...secondPerson(user),
      'They are signed out everywhere immediately and can’t sign in again.',
      'Their conversations, documents and settings are kept.',
    ],
    undo: 'You can enable the account again at any time.',
    act: 'Disable account',
    isDangerous: true,
    reasonReadBy: readBy,
  };
}

export function enableQuestion(user: User): Question {
  return {
    heading: `Enable ${user.displayName}’s account?`,
    consequences: [...secondPerson(user), 'They can sign in again with the same password and role.'],
    undo: 'You can disable the account again at any time.',
    act: 'Enable account',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function resetLinkQuestion(user: User): Question {
  return {
    heading: `Create a password link for ${user.displayName}?`,
    consequences: [
      ...(decidingRoles.includes(user.role)
        ? [
            'This person can approve other people’s requests, so a second person must approve this first, if anyone else can. Then come back here within 24 hours to get the link.',
          ]
        : []),
      'You get a link that works once, within 24 hours. Send it in a way that only this person can read.',
      user.hasPassword
        ? 'The old password works until the link is used. Then they are signed out everywhere.'
        : 'They haven’t chosen a password yet. This link lets them choose one.',
      'Any earlier link stops working.',
    ],
    undo: 'You never choose or see the password.',
    act: 'Create link',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endSessionsQuestion(user: User): Question {
  return {
    heading: `Sign ${user.displayName} out everywhere?`,
    consequences: ['All of their sessions end immediately. Unsent drafts stay in their browser.'],
    undo: 'They can sign in again with their password.',
    act: 'End all sessions',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endEverybodysSessionsQuestion(): Question {
  return {
    heading: 'End everyone’s sessions?',
    consequences: [
      'Everyone except you is signed out everywhere immediately. Useful after a leak, or before maintenance.',
      'Answers being written are finished and kept. Unsent drafts stay in each person’s browser.',
      'API tokens keep working. Their owners can revoke them, and disabling an account stops its tokens.',
    ],
    undo: 'This can’t be undone, but everyone can sign in again right away.',
    act: 'End everyone’s sessions',
    isDangerous: true,
    reasonReadBy: 'Auditors can read it.',
  };
}

export function removeSecondFactorQuestion(user: User): Question {
  return {
    heading: `Remove ${user.displayName}’s second factor?`,
    consequences: [
      'For people who have lost both their device and their recovery codes.',
      'They can then sign in with their password alone, and all of their sessions end.',
      'A second person must approve this within 24 hours, if anyone else can.',
    ],
    undo: 'The old second factor can’t be restored. They will need to set up a new one.',
    act: 'Remove second factor',
    isDangerous: true,
    alsoAsked: {
      label: 'How did you verify their identity?',
      hint: 'For example: called back on the number in the staff file. The person who approves this can read it. It is stored encrypted; the audit log records only that you gave it.',
      least: 10,
      missing: 'Enter a sentence about how you verified their identity.',
    },
    reasonReadBy: readBy,
  };
}
