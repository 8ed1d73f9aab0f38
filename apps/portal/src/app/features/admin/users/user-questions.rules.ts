import { decidingRoles } from '#contracts/roles.js';
import type { User } from '#contracts/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';

/** Said in front of what changes whether somebody who decides can do so. */
function secondPerson(user: User): string[] {
  return decidingRoles.includes(user.role)
    ? [
        'This person decides requests of others: a second person has to approve it within 24 hours, if there is anybody else who may. Until then nothing changes.',
      ]
    : [];
}

const readBy = 'Auditors read it; the person can ask to see it.';

export function disableQuestion(user: User): Question {
  return {
    heading: `Disable the account of ${user.displayName}?`,
    consequences: [
      ...secondPerson(user),
      'All sessions end at once, and signing in is refused from now on.',
      'Conversations, documents and settings of the person stay as they are.',
    ],
    undo: 'You can enable the account again at any time.',
    act: 'Disable the account',
    isDangerous: true,
    reasonReadBy: readBy,
  };
}

export function enableQuestion(user: User): Question {
  return {
    heading: `Enable the account of ${user.displayName}?`,
    consequences: [...secondPerson(user), 'The person can sign in again with the same password and role.'],
    undo: 'You can disable the account again at any time.',
    act: 'Enable the account',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function resetLinkQuestion(user: User): Question {
  return {
    heading: `Make a link for a new password of ${user.displayName}?`,
    consequences: [
      ...(decidingRoles.includes(user.role)
        ? [
            'This person decides requests of others, so a second person has to approve it first, if there is anybody else who may. Then ask for the link again here, within 24 hours.',
          ]
        : []),
      'You get a link that works once, within 24 hours. Hand it over in a way that reaches nobody else.',
      user.hasPassword
        ? 'The old password works until the link is used; then all sessions of the person end.'
        : 'The person has not chosen a password yet and does so with this link.',
      'A link that was made before stops working.',
    ],
    undo: 'You never choose or see the password.',
    act: 'Make the link',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endSessionsQuestion(user: User): Question {
  return {
    heading: `End all sessions of ${user.displayName}?`,
    consequences: ['The person is signed out everywhere at once. What they have typed and not sent stays in their browser.'],
    undo: 'They can sign in again with their password.',
    act: 'End the sessions',
    isDangerous: false,
    reasonReadBy: readBy,
  };
}

export function endEverybodysSessionsQuestion(): Question {
  return {
    heading: 'End everybody’s sessions?',
    consequences: [
      'Everybody but you is signed out everywhere at once: after a leak, for instance, or before work on this server.',
      'Answers that are being written go on and are kept. What people have typed and not sent stays in their browser.',
      'API tokens go on working: their owners can revoke them, and they stop with an account that is disabled.',
    ],
    undo: 'It cannot be taken back; everybody can sign in again at once.',
    act: 'End everybody’s sessions',
    isDangerous: true,
    reasonReadBy: 'Auditors read it.',
  };
}

export function removeSecondFactorQuestion(user: User): Question {
  return {
    heading: `Remove the second factor of ${user.displayName}?`,
    consequences: [
      'Meant for somebody who lost the device and the recovery codes.',
      'The password alone lets the person in then, and all sessions end.',
      'A second person has to approve it within 24 hours, if there is anybody else who may.',
    ],
    undo: 'The old factor cannot be brought back; the person sets up a new one.',
    act: 'Remove the second factor',
    isDangerous: true,
    alsoAsked: {
      label: 'How did you make sure that it is them?',
      hint: 'Such as: called back on the number in the staff file. Whoever decides reads it; it is kept sealed, and the audit log says only that you said it.',
      least: 10,
      missing: 'Please say in a sentence how you made sure of the person.',
    },
    reasonReadBy: readBy,
  };
}
