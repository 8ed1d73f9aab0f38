import type { Texts } from '../../translate.js';

export const chatSharingTexts: Texts = {
  'Passages from documents, without a model': 'Textstellen aus Dokumenten, ohne Modell',
  'This conversation isn’t shared with you': 'Diese Unterhaltung ist nicht mit Ihnen geteilt',
  'The share was revoked, has expired, or is open to others only. Ask the person who gave you the link.':
    'Die Freigabe wurde widerrufen, ist abgelaufen oder nur für andere offen. Fragen Sie die Person, von der Sie den Link haben.',
  'See what is shared with me': 'Ansehen, was mit mir geteilt ist',
  'Sources stay with the owner, since they may not be open to every reader.':
    'Quellen bleiben beim Eigentümer, da sie nicht für alle Lesenden offen sein müssen.',
  'A snapshot of your conversation, as its readers see it, from':
    'Eine Momentaufnahme Ihrer Unterhaltung, wie ihre Lesenden sie sehen, von',
  'A snapshot that {0} shares with you, from': 'Eine Momentaufnahme, die {0} mit Ihnen teilt, von',
  '· until <cm_when></cm_when>': '· bis <cm_when></cm_when>',
  'There is nothing to read in this snapshot.': 'In dieser Momentaufnahme gibt es nichts zu lesen.',
  'Copy link for {0}': 'Link für {0} kopieren',
  'Revoke for {0}': 'Für {0} widerrufen',
  'Link copied. Only the readers that you chose can open it.': 'Link kopiert. Nur die gewählten Lesenden können ihn öffnen.',
  'The link could not be copied.': 'Der Link ließ sich nicht kopieren.',
  'Shares of this conversation': 'Freigaben dieser Unterhaltung',
  'Copy link': 'Link kopieren',
  'Shared <cm_when></cm_when> ·': 'Geteilt <cm_when></cm_when> ·',
  'See what they see': 'Ansehen, was sie sehen',
  'until you revoke it': 'bis Sie sie widerrufen',
  'Nobody but you can read this conversation.': 'Niemand außer Ihnen kann diese Unterhaltung lesen.',
  'Share “{0}”': '„{0}“ teilen',
  'Choose who may read it.': 'Wählen Sie, wer sie lesen darf.',
  'Shared. Copy the link to tell the readers where it is.':
    'Geteilt. Kopieren Sie den Link, um den Lesenden zu sagen, wo sie ist.',
  'Share revoked.': 'Freigabe widerrufen.',
  'Who may read it': 'Wer sie lesen darf',
  'For how long': 'Wie lange',
  'Loading its shares': 'Ihre Freigaben werden geladen',
  'Share snapshot': 'Momentaufnahme teilen',
  'Sharing…': 'Wird geteilt …',
  'Shared already': 'Bereits geteilt',
  'Until I revoke it': 'Bis ich sie widerrufe',
  'A snapshot of the questions and answers up to now, in their newest version. What you ask later is not added.':
    'Eine Momentaufnahme der bisherigen Fragen und Antworten in ihrer neuesten Fassung. Was Sie später fragen, kommt nicht hinzu.',
  'Sources are left out. Answers may still quote documents that the readers can’t open themselves.':
    'Quellen bleiben weg. Antworten können dennoch aus Dokumenten zitieren, die die Lesenden selbst nicht öffnen können.',
  'Revoke this share?': 'Diese Freigabe widerrufen?',
  '{0} can’t open this snapshot from now on. What somebody copied from it stays with them.':
    '{0} kann diese Momentaufnahme von nun an nicht mehr öffnen. Was jemand daraus kopiert hat, bleibt dort.',
  'A revoked share can’t be restored, but you can share the conversation again.':
    'Eine widerrufene Freigabe lässt sich nicht wiederherstellen, Sie können die Unterhaltung aber erneut teilen.',
  'Revoke share': 'Freigabe widerrufen',
  'Loading what is shared with you': 'Was mit Ihnen geteilt ist, wird geladen',
  'Snapshots of conversations that other people opened to you.':
    'Momentaufnahmen von Unterhaltungen, die andere für Sie geöffnet haben.',
  'Nothing is shared with you. To share a conversation of yours, open its menu and choose “Share…”.':
    'Mit Ihnen ist nichts geteilt. Um eine eigene Unterhaltung zu teilen, öffnen Sie ihr Menü und wählen Sie „Teilen …“.',
};
