import type { SectionWords } from './setting-words.js';

const schedules = {
  hourly: $localize`Every hour`,
  daily: $localize`Every day`,
  weekly: $localize`Every week`,
  monthly: $localize`Every month`,
};

/** How data is kept and watched. */
export const operationSections: readonly SectionWords[] = [
  {
    id: 'retention',
    label: $localize`Retention`,
    help: $localize`How long conversations are kept, and when they are removed.`,
    settings: {
      'retention.enabled': {
        label: $localize`Remove old conversations`,
        help: $localize`When off, conversations are kept until somebody deletes them.`,
      },
      'retention.maxSessionAgeDays': {
        label: $localize`Keep conversations for (days)`,
        help: $localize`Counted from the last message of a conversation. Older ones are removed for good at the next clean-up.`,
      },
      'retention.autoCleanupEnabled': {
        label: $localize`Clean up automatically`,
        help: $localize`When off, conversations that are too old stay until somebody starts the clean-up.`,
      },
      'retention.cleanupSchedule': {
        label: $localize`Clean-up schedule`,
        help: $localize`How often the automatic clean-up runs.`,
        options: schedules,
      },
      'retention.secondPersonAbove': {
        label: $localize`Second person for runs above (objects)`,
        help: $localize`A retention run that someone starts by hand and that would remove more than this must be approved by a second person.`,
        advanced: true,
      },
      'retention.holdReleaseDelayHours': {
        label: $localize`Delay of a released hold (hours)`,
        help: $localize`From the approval until the legal hold ends. Applies to holds placed from now on.`,
      },
    },
  },
  {
    id: 'rights',
    label: $localize`Privacy requests and incidents`,
    help: $localize`The periods in which people and authorities have to be answered.`,
    settings: {
      'rights.timeZone': {
        label: $localize`Time zone for periods`,
        help: $localize`Whose calendar counts when a month ends, such as Europe/Berlin.`,
      },
      'rights.packageDays': {
        label: $localize`Keep collected data for (days)`,
        help: $localize`A person can download it once. It is removed after the download or after these days.`,
      },
      'rights.liftNoticeDays': {
        label: $localize`Announce the end of a restriction (days before)`,
        help: $localize`The person is informed before the restriction of their data is lifted (GDPR Art. 18).`,
      },
      'rights.breachHours': {
        label: $localize`Notify a breach within (hours)`,
        help: $localize`Counted from when somebody became aware of the incident. The GDPR says 72.`,
      },
      'rights.accessReviewEveryDays': {
        label: $localize`Review access every (days)`,
        help: $localize`An alert reminds of the next review a week before these days are over. 0 turns reminders off.`,
      },
      'rights.accessReviewDays': {
        label: $localize`Close an access review within (days)`,
        help: $localize`The person who starts a review can choose another number.`,
      },
    },
  },
  {
    id: 'backups',
    label: $localize`Backups`,
    help: $localize`When backups are made and tested, and how many are kept.`,
    settings: {
      'backup.enabled': {
        label: $localize`Allow backups`,
        help: $localize`When off, nobody can make a backup and none is made automatically.`,
      },
      'backup.autoBackupEnabled': {
        label: $localize`Back up automatically`,
        help: $localize`When off, backups are made by hand only.`,
      },
      'backup.autoBackupSchedule': {
        label: $localize`Backup schedule`,
        help: $localize`How often an automatic backup is made.`,
        options: schedules,
      },
      'backup.keepLastN': {
        label: $localize`Backups to keep`,
        help: $localize`Older backups are removed after a new one. The newest verified backup always stays.`,
      },
      'backup.keep.days': {
        label: $localize`Daily backups to keep`,
        help: $localize`In addition to the newest ones, the last backup of each of this many days stays.`,
        advanced: true,
      },
      'backup.keep.weeks': {
        label: $localize`Weekly backups to keep`,
        help: $localize`The last backup of each of this many weeks stays.`,
        advanced: true,
      },
      'backup.keep.months': {
        label: $localize`Monthly backups to keep`,
        help: $localize`The last backup of each of this many months stays.`,
        advanced: true,
      },
      'backup.keep.years': {
        label: $localize`Yearly backups to keep`,
        help: $localize`The last backup of each of this many years stays.`,
        advanced: true,
      },
      'backup.offsite.directory': {
        label: $localize`Off-site directory`,
        help: $localize`Verified automatic backups are copied to this directory, on another disk or a mounted share. They stay encrypted.`,
        advanced: true,
      },
      'backup.offsite.keepLastN': {
        label: $localize`Off-site backups to keep`,
        help: $localize`Older copies are removed there after a new one.`,
        advanced: true,
      },
      'backup.offsite.s3.endpoint': {
        label: $localize`Address of the off-site bucket`,
        help: $localize`An S3-compatible bucket to which verified automatic backups are copied. They stay encrypted.`,
        advanced: true,
      },
      'backup.offsite.s3.region': {
        label: $localize`Region of the off-site bucket`,
        help: $localize`As its operator names it.`,
        advanced: true,
      },
      'backup.offsite.s3.keyFile': {
        label: $localize`Key file of the off-site bucket`,
        help: $localize`The file in config/ with the access key and its secret.`,
        advanced: true,
      },
      'backup.testBackupsEnabled': {
        label: $localize`Test backups automatically`,
        help: $localize`Restores the newest backup into a scratch database, to find out whether it could be used.`,
      },
      'backup.testBackupSchedule': {
        label: $localize`Test schedule`,
        help: $localize`How often an automatic test restore runs.`,
        options: schedules,
      },
    },
  },
  {
    id: 'audit',
    label: $localize`Audit log`,
    help: $localize`How long events are kept, and where copies of them go.`,
    settings: {
      'audit.logRetentionDays': {
        label: $localize`Keep audit events for (days)`,
        help: $localize`Events can be removed only after this time, a whole month at once, by two people. 2,190 days are six years, as HIPAA asks.`,
      },
      'audit.logToFile': {
        label: $localize`Also write a log file`,
        help: $localize`Writes each event as a JSON line to data/audit/audit.log too.`,
      },
      'audit.anchorWebhook.url': {
        label: $localize`Checkpoint address`,
        help: $localize`An address on another machine that receives signed checkpoints while the log grows. They reveal a log that was replaced as a whole.`,
      },
      'audit.anchorWebhook.secretFile': {
        label: $localize`Checkpoint secret file`,
        help: $localize`The file in config/ with the secret that signs what is sent to the checkpoint address.`,
        advanced: true,
      },
      'audit.enabled': { label: $localize`Audit log`, help: $localize`Always on. It cannot be switched off.`, advanced: true },
    },
  },
  {
    id: 'monitoring',
    label: $localize`Monitoring`,
    help: $localize`What raises an alert, and who is notified.`,
    settings: {
      'monitoring.enabled': { label: $localize`Watch for problems`, help: $localize`When off, no alerts are raised.` },
      'monitoring.alertWebhookUrl': {
        label: $localize`Alert address`,
        help: $localize`Alerts are sent to this address by POST.`,
      },
      'monitoring.email.to': { label: $localize`E-mail recipients`, help: $localize`Addresses that get alerts by e-mail.` },
      'monitoring.email.from': { label: $localize`E-mail sender`, help: $localize`The address that alerts come from.` },
      'monitoring.email.host': {
        label: $localize`Mail server`,
        help: $localize`The SMTP server that takes alerts. Without one, none are sent by e-mail.`,
      },
      'monitoring.email.port': {
        label: $localize`Port of the mail server`,
        help: $localize`Usually 587 with STARTTLS, 465 with TLS from the start.`,
        advanced: true,
      },
      'monitoring.email.tls': {
        label: $localize`Encryption to the mail server`,
        help: $localize`A server that can’t encrypt gets no alert, unless you choose none. Then no password is sent either.`,
        options: { starttls: $localize`STARTTLS, required`, implicit: $localize`TLS from the start`, none: $localize`None` },
        advanced: true,
      },
      'monitoring.email.user': {
        label: $localize`User at the mail server`,
        help: $localize`Leave it empty where the server asks for none.`,
        advanced: true,
      },
      'monitoring.email.passwordFile': {
        label: $localize`Mail password file`,
        help: $localize`The file in config/ with the password of that user.`,
        advanced: true,
      },
      'monitoring.failedLoginThreshold': {
        label: $localize`Refused sign-ins that raise an alert`,
        help: $localize`Counted within one check interval.`,
      },
      'monitoring.backupRestoreThreshold': {
        label: $localize`Restores that raise an alert`,
        help: $localize`Counted within one check interval.`,
      },
      'monitoring.scrapeTokenFile': {
        label: $localize`Prometheus token file`,
        help: $localize`The file in config/ with the secret by which Prometheus on another machine reads the metrics.`,
        advanced: true,
      },
      'monitoring.checkIntervalMinutes': {
        label: $localize`Check interval (minutes)`,
        help: $localize`How far back these numbers are counted. Alerts are raised within a minute, whatever the interval is.`,
      },
      'monitoring.deniedRequestThreshold': {
        label: $localize`Denied requests that raise an alert`,
        help: $localize`Of one account, counted within one check interval; ten times as many of visitors.`,
        advanced: true,
      },
      'monitoring.massReadThreshold': {
        label: $localize`Records opened that raise an alert`,
        help: $localize`Accounts, audit events and document files that one account opens within one check interval.`,
        advanced: true,
      },
      'monitoring.massExportThreshold': {
        label: $localize`Exports that raise an alert`,
        help: $localize`Of one account, counted within one check interval.`,
        advanced: true,
      },
      'monitoring.officeHours.days': {
        label: $localize`Office days`,
        help: $localize`1 is Monday, 7 is Sunday. Administration on other days raises an alert. Without any day, no hour is unusual.`,
        advanced: true,
      },
      'monitoring.officeHours.from': {
        label: $localize`Office hours begin (hour)`,
        help: $localize`Administration before it raises an alert.`,
        advanced: true,
      },
      'monitoring.officeHours.to': {
        label: $localize`Office hours end (hour)`,
        help: $localize`Administration from then on raises an alert.`,
        advanced: true,
      },
      'monitoring.officeHours.timeZone': {
        label: $localize`Time zone of office hours`,
        help: $localize`A name such as Europe/Berlin.`,
        advanced: true,
      },
      'monitoring.retainAlertsForDays': {
        label: $localize`Keep alerts for (days)`,
        help: $localize`Older alerts are removed.`,
        advanced: true,
      },
      'monitoring.publicCheckpoint': {
        label: $localize`Publish the audit checkpoint`,
        help: $localize`Lets anybody, without signing in, read the signed checkpoint of the audit log. It contains no events.`,
        advanced: true,
      },
    },
  },
];
