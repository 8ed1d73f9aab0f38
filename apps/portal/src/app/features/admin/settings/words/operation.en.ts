import type { SectionWords } from './setting-words.js';

const schedules = { hourly: 'Every hour', daily: 'Every day', weekly: 'Every week', monthly: 'Every month' };

/** How data is kept and watched. */
export const operationSections: readonly SectionWords[] = [
  {
    id: 'retention',
    label: 'Retention',
    help: 'How long conversations are kept, and when they are removed.',
    settings: {
      'retention.enabled': {
        label: 'Remove old conversations',
        help: 'When off, conversations are kept until somebody deletes them.',
      },
      'retention.maxSessionAgeDays': {
        label: 'Keep conversations for (days)',
        help: 'Counted from the last message of a conversation. Older ones are removed for good at the next clean-up.',
      },
      'retention.autoCleanupEnabled': {
        label: 'Clean up automatically',
        help: 'When off, conversations that are too old stay until somebody starts the clean-up.',
      },
      'retention.cleanupSchedule': {
        label: 'Clean-up schedule',
        help: 'How often the automatic clean-up runs.',
        options: schedules,
      },
      'retention.secondPersonAbove': {
        label: 'Second person for runs above (objects)',
        help: 'A retention run that someone starts by hand and that would remove more than this must be approved by a second person.',
        advanced: true,
      },
      'retention.holdReleaseDelayHours': {
        label: 'Delay of a released hold (hours)',
        help: 'From the approval until the legal hold ends. Applies to holds placed from now on.',
      },
    },
  },
  {
    id: 'rights',
    label: 'Privacy requests and incidents',
    help: 'The periods in which people and authorities have to be answered.',
    settings: {
      'rights.timeZone': {
        label: 'Time zone for periods',
        help: 'Whose calendar counts when a month ends, such as Europe/Berlin.',
      },
      'rights.packageDays': {
        label: 'Keep collected data for (days)',
        help: 'A person can download it once. It is removed after the download or after these days.',
      },
      'rights.liftNoticeDays': {
        label: 'Announce the end of a restriction (days before)',
        help: 'The person is informed before the restriction of their data is lifted (GDPR Art. 18).',
      },
      'rights.breachHours': {
        label: 'Notify a breach within (hours)',
        help: 'Counted from when somebody became aware of the incident. The GDPR says 72.',
      },
    },
  },
  {
    id: 'backups',
    label: 'Backups',
    help: 'When backups are made and tested, and how many are kept.',
    settings: {
      'backup.enabled': { label: 'Allow backups', help: 'When off, nobody can make a backup and none is made automatically.' },
      'backup.autoBackupEnabled': { label: 'Back up automatically', help: 'When off, backups are made by hand only.' },
      'backup.autoBackupSchedule': {
        label: 'Backup schedule',
        help: 'How often an automatic backup is made.',
        options: schedules,
      },
      'backup.keepLastN': {
        label: 'Backups to keep',
        help: 'Older backups are removed after a new one. The newest verified backup always stays.',
      },
      'backup.keep.days': {
        label: 'Daily backups to keep',
        help: 'In addition to the newest ones, the last backup of each of this many days stays.',
        advanced: true,
      },
      'backup.keep.weeks': {
        label: 'Weekly backups to keep',
        help: 'The last backup of each of this many weeks stays.',
        advanced: true,
      },
      'backup.keep.months': {
        label: 'Monthly backups to keep',
        help: 'The last backup of each of this many months stays.',
        advanced: true,
      },
      'backup.keep.years': {
        label: 'Yearly backups to keep',
        help: 'The last backup of each of this many years stays.',
        advanced: true,
      },
      'backup.offsite.directory': {
        label: 'Off-site directory',
        help: 'Verified automatic backups are copied to this directory, on another disk or a mounted share. They stay encrypted.',
        advanced: true,
      },
      'backup.offsite.keepLastN': {
        label: 'Off-site backups to keep',
        help: 'Older copies are removed there after a new one.',
        advanced: true,
      },
      'backup.offsite.s3.endpoint': {
        label: 'Address of the off-site bucket',
        help: 'An S3-compatible bucket to which verified automatic backups are copied. They stay encrypted.',
        advanced: true,
      },
      'backup.offsite.s3.region': { label: 'Region of the off-site bucket', help: 'As its operator names it.', advanced: true },
      'backup.offsite.s3.keyFile': {
        label: 'Key file of the off-site bucket',
        help: 'The file in config/ with the access key and its secret.',
        advanced: true,
      },
      'backup.testBackupsEnabled': {
        label: 'Test backups automatically',
        help: 'Restores the newest backup into a scratch database, to find out whether it could be used.',
      },
      'backup.testBackupSchedule': {
        label: 'Test schedule',
        help: 'How often an automatic test restore runs.',
        options: schedules,
      },
    },
  },
  {
    id: 'audit',
    label: 'Audit log',
    help: 'How long events are kept, and where copies of them go.',
    settings: {
      'audit.logRetentionDays': {
        label: 'Keep audit events for (days)',
        help: 'Events can be removed only after this time, a whole month at once, by two people. 2,190 days are six years, as HIPAA asks.',
      },
      'audit.logToFile': {
        label: 'Also write a log file',
        help: 'Writes each event as a JSON line to data/audit/audit.log too.',
      },
      'audit.anchorWebhook.url': {
        label: 'Checkpoint address',
        help: 'An address on another machine that receives signed checkpoints while the log grows. They reveal a log that was replaced as a whole.',
      },
      'audit.anchorWebhook.secretFile': {
        label: 'Checkpoint secret file',
        help: 'The file in config/ with the secret that signs what is sent to the checkpoint address.',
        advanced: true,
      },
      'audit.enabled': { label: 'Audit log', help: 'Always on. It cannot be switched off.', advanced: true },
    },
  },
  {
    id: 'monitoring',
    label: 'Monitoring',
    help: 'What raises an alert, and who is notified.',
    settings: {
      'monitoring.enabled': { label: 'Watch for problems', help: 'When off, no alerts are raised.' },
      'monitoring.alertWebhookUrl': { label: 'Alert address', help: 'Alerts are sent to this address by POST.' },
      'monitoring.email.to': { label: 'E-mail recipients', help: 'Addresses that get alerts by e-mail.' },
      'monitoring.email.from': { label: 'E-mail sender', help: 'The address that alerts come from.' },
      'monitoring.email.host': {
        label: 'Mail server',
        help: 'The SMTP server that takes alerts. Without one, none are sent by e-mail.',
      },
      'monitoring.email.port': {
        label: 'Port of the mail server',
        help: 'Usually 587 with STARTTLS, 465 with TLS from the start.',
        advanced: true,
      },
      'monitoring.email.tls': {
        label: 'Encryption to the mail server',
        help: 'A server that can’t encrypt gets no alert, unless you choose none. Then no password is sent either.',
        options: { starttls: 'STARTTLS, required', implicit: 'TLS from the start', none: 'None' },
        advanced: true,
      },
      'monitoring.email.user': {
        label: 'User at the mail server',
        help: 'Leave it empty where the server asks for none.',
        advanced: true,
      },
      'monitoring.email.passwordFile': {
        label: 'Mail password file',
        help: 'The file in config/ with the password of that user.',
        advanced: true,
      },
      'monitoring.failedLoginThreshold': {
        label: 'Refused sign-ins that raise an alert',
        help: 'Counted within one check interval.',
      },
      'monitoring.backupRestoreThreshold': { label: 'Restores that raise an alert', help: 'Counted within one check interval.' },
      'monitoring.scrapeTokenFile': {
        label: 'Prometheus token file',
        help: 'The file in config/ with the secret by which Prometheus on another machine reads the metrics.',
        advanced: true,
      },
      'monitoring.checkIntervalMinutes': {
        label: 'Check interval (minutes)',
        help: 'How far back these numbers are counted. Alerts are raised within a minute, whatever the interval is.',
      },
      'monitoring.deniedRequestThreshold': {
        label: 'Denied requests that raise an alert',
        help: 'Of one account, counted within one check interval; ten times as many of visitors.',
        advanced: true,
      },
      'monitoring.massReadThreshold': {
        label: 'Records opened that raise an alert',
        help: 'Accounts, audit events and document files that one account opens within one check interval.',
        advanced: true,
      },
      'monitoring.massExportThreshold': {
        label: 'Exports that raise an alert',
        help: 'Of one account, counted within one check interval.',
        advanced: true,
      },
      'monitoring.officeHours.days': {
        label: 'Office days',
        help: '1 is Monday, 7 is Sunday. Administration on other days raises an alert. Without any day, no hour is unusual.',
        advanced: true,
      },
      'monitoring.officeHours.from': {
        label: 'Office hours begin (hour)',
        help: 'Administration before it raises an alert.',
        advanced: true,
      },
      'monitoring.officeHours.to': {
        label: 'Office hours end (hour)',
        help: 'Administration from then on raises an alert.',
        advanced: true,
      },
      'monitoring.officeHours.timeZone': {
        label: 'Time zone of office hours',
        help: 'A name such as Europe/Berlin.',
        advanced: true,
      },
      'monitoring.retainAlertsForDays': { label: 'Keep alerts for (days)', help: 'Older alerts are removed.', advanced: true },
      'monitoring.publicCheckpoint': {
        label: 'Publish the audit checkpoint',
        help: 'Lets anybody, without signing in, read the signed checkpoint of the audit log. It contains no events.',
        advanced: true,
      },
    },
  },
];
