import type { AlertFacts, AlertRule } from '#contracts/monitoring/alerts.js';

export interface AlertWords {
  /** What happened: complete without its context, since it is the subject of an e-mail. */
  readonly title: string;
  readonly advice: string;
}

interface Told {
  readonly count: number;
  readonly facts: AlertFacts;
}

type Words = { readonly title: (told: Told) => string; readonly advice: string };

const minutes = ({ facts }: Told): string => counted(Number(facts['windowMinutes'] ?? 0), 'minute');
const by = ({ facts }: Told): string => (facts['role'] === 'visitor' ? 'without signing in' : 'by one account');

/** What each alert says. English, as the rest of the API's texts. */
const words: Readonly<Record<AlertRule, Words>> = {
  'failed-logins': {
    title: (told) => `${counted(told.count, 'failed sign-in')} within ${minutes(told)}`,
    advice:
      'Open the audit log, filter by refused sign-ins and see which accounts were tried. Accounts are locked after repeated failures by themselves; block the sending network at the proxy if it goes on.',
  },
  'repeated-denials': {
    title: (told) => `${counted(told.count, 'request')} denied within ${minutes(told)} ${by(told)}`,
    advice:
      'Somebody asks for what they may not see. Look at the denied requests in the audit log, and disable the account if it was taken over.',
  },
  'mass-read': {
    title: (told) => `${counted(told.count, 'record')} of others opened within ${minutes(told)} by one account`,
    advice: 'Ask the person whether this was their work. If not, disable the account and open an incident.',
  },
  'mass-export': {
    title: (told) => `${counted(told.count, 'export')} within ${minutes(told)} by one account`,
    advice:
      'Data left Chat Man in bulk. Ask the person whether this was their work. If not, disable the account and open an incident.',
  },
  'off-hours-administration': {
    title: (told) => `${counted(told.count, 'administrative action')} outside office hours by one account`,
    advice: 'Ask the person whether it was them. Office hours are a setting: monitoring.officeHours.',
  },
  'role-granted': {
    title: () => 'An account was given another role',
    advice: 'Check the grant and its reason in the audit log. Acknowledge the alert if it is as agreed.',
  },
  'new-administrator': {
    title: () => 'An account became an administrator',
    advice: 'Check the grant and its reason in the audit log. If nobody knows of it, take the role back and disable the account.',
  },
  'factor-removed': {
    title: (told) => (told.count === 1 ? 'A second factor was removed' : `Second factors were removed ${told.count} times`),
    advice:
      'Confirm with the owner of the account that they asked for it. An account without a second factor is protected by its password alone.',
  },
  'backup-restores': {
    title: (told) => `${counted(told.count, 'backup')} restored within ${minutes(told)}`,
    advice:
      'A restore replaces everything. Make sure that an operator did this on purpose, and compare the audit log’s checkpoint with its anchor.',
  },
  'audit-verification-failed': {
    title: () => 'A verification found the audit log changed',
    advice:
      'Do not restart or repair anything. Keep a copy of the database and of data/audit, and follow “When a verification fails” in docs/audit.md.',
  },
  'audit-verification-late': {
    title: () => 'The audit log was not verified for a long time',
    advice: 'Verify it now: Compliance, Audit log, Verify; or `npx chatman audit verify`.',
  },
  'audit-not-signed': {
    title: () => 'Audit events are not being signed',
    advice:
      'See the audit check on the health page. Events are recorded, but a change to them could not be proved until they are signed.',
  },
  'audit-partitions-missing': {
    title: () => 'The audit log has no room for the coming months',
    advice:
      'Restart Chat Man, which prepares the months. If it does not, check that the database owner may create tables. Without them, acts are refused.',
  },
  'damaged-record': {
    title: (told) => (told.count === 1 ? 'A stored record is damaged' : `${told.count} stored records are damaged`),
    advice:
      'Something in the database was changed or lost. The event record.damaged in the audit log says where. If it is more than one record, restore the newest backup that passed its verification.',
  },
  'backup-failed': {
    title: () => 'The last backup failed',
    advice: 'Check disk space and permissions of the backup directory; the Backups page gives the reason. Then create a backup.',
  },
  'backup-overdue': {
    title: () => 'A backup is overdue',
    advice:
      'Create a backup now. If the schedule did not run, check that backups are enabled in the settings and that Chat Man runs at that hour.',
  },
  'restore-test-overdue': {
    title: () => 'No backup was restored as a test for a long time',
    advice: 'Run a test restore of the newest backup on the Backups page. A backup that was never restored is a hope.',
  },
  'disk-space': {
    title: () => 'Disk space is running out',
    advice: 'Free or add space where the data directory is. When the disk is full, nothing can be written, and acts are refused.',
  },
  memory: {
    title: () => 'Memory is nearly exhausted',
    advice: 'Restart Chat Man, and give the process more memory (NODE_OPTIONS=--max-old-space-size) if it comes back.',
  },
  'model-down': {
    title: () => 'The model server can’t be used',
    advice:
      'Answers are extracts from documents until it is back. Check that the server runs and has the model: the health page gives the cause.',
  },
  'certificate-expiry': {
    title: ({ facts }) => certificateTitle(Number(facts['daysLeft'] ?? 0)),
    advice: 'Renew the certificate and reload the proxy. When it has expired, browsers refuse to open the portal.',
  },
  'key-age': {
    title: () => 'The master password is older than a year',
    advice: 'Change it with `npx chatman change-master-password`. Data keys are wrapped again; no data is rewritten.',
  },
  'retention-failed': {
    title: () => 'Deletion of expired data failed',
    advice:
      'Data is kept longer than your policy allows. See the log for the failed job, mend the cause, and run the clean-up again.',
  },
  'requests-overdue': {
    title: ({ count, facts }) => `${counted(count, 'data subject request')} ${dueWords(facts)}`,
    advice: 'Answer them under Compliance, Requests. The law gives a month, and an extension must be declared before it ends.',
  },
  'incident-due': {
    title: ({ count, facts }) =>
      `The time to notify the authority of ${counted(count, 'incident')} ${Number(facts['overdue'] ?? 0) > 0 ? 'is over' : 'ends within a day'}`,
    advice:
      'Notify the supervisory authority, or decide with a reason that it need not be, under Compliance, Incidents. A late notification has to say why it is late (GDPR Art. 33).',
  },
  'access-review-due': {
    title: ({ facts }) => reviewTitle(Number(facts['daysLeft'] ?? 0), facts['open'] === true),
    advice: 'Confirm or withdraw the access of each account under Compliance, Access reviews, and close the review.',
  },
  'accounts-dormant': {
    title: ({ count, facts }) =>
      `${counted(count, 'unused account')} will be disabled, the first in ${counted(Number(facts['daysLeft'] ?? 0), 'day')}`,
    advice:
      'An account stays enabled when its owner signs in, or a program uses one of its tokens. The setting auth.dormantDays decides after how long. Accounts that others depend on stay until a second person can decide.',
  },
  'clock-jump': {
    title: () => 'The system clock jumped',
    advice: 'Check time synchronisation of the host (chrony, NTP). Sessions ended, because their age could not be known.',
  },
  'encryption-check-skipped': {
    title: () => 'Chat Man started without checking disk encryption',
    advice: 'Encrypt the disks, remove SKIP_ENCRYPTION_CHECK and restart.',
  },
  test: {
    title: () => 'Test alert: somebody is checking that alerts arrive',
    advice: 'Nothing to do.',
  },
};

export function alertWords(rule: AlertRule, told: Told): AlertWords {
  return { title: words[rule].title(told), advice: words[rule].advice };
}

function certificateTitle(daysLeft: number): string {
  if (daysLeft < 0) return 'The TLS certificate has expired';
  return daysLeft === 0 ? 'The TLS certificate expires today' : `The TLS certificate expires in ${counted(daysLeft, 'day')}`;
}

function dueWords(facts: AlertFacts): string {
  const overdue = Number(facts['overdue'] ?? 0);
  return overdue > 0 ? `due or overdue: ${overdue} overdue` : 'due within a week';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function reviewTitle(daysLeft: number, isOpen: boolean): string {
  if (isOpen)
    return daysLeft < 0 ? 'The access review is overdue' : `The access review has to be finished in ${counted(daysLeft, 'day')}`;
  return daysLeft < 0 ? 'An access review is overdue' : `The next access review is due in ${counted(daysLeft, 'day')}`;
}
