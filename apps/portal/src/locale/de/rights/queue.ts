import type { Texts } from '../../translate.js';

export const rightsQueueTexts: Texts = {
  '{0}: done.': '{0}: erledigt.',
  'has an account': 'hat ein Konto',
  'has none': 'hat keines',
  'Please say who it is about.': 'Geben Sie an, um wen es geht.',
  'Please say when it arrived.': 'Geben Sie an, wann sie eintraf.',
  'Record a request': 'Anfrage erfassen',
  'Recording…': 'Wird erfasst …',
  'Of the account that it is about.': 'Des Kontos, um das es geht.',
  'Name and address': 'Name und Anschrift',
  'How you reach the person. Kept encrypted.': 'Wie Sie die Person erreichen. Wird verschlüsselt aufbewahrt.',
  'Arrived on': 'Eingegangen am',
  'The period counts from this day.': 'Die Frist zählt ab diesem Tag.',
  'What they wrote': 'Was geschrieben wurde',
  'In their words, as far as it matters.': 'In eigenen Worten der Person, soweit es darauf ankommt.',
  '{0}, GDPR Art. {1}': '{0}, DSGVO Art. {1}',
  'Requests are loading': 'Anfragen werden geladen',
  'What people ask for about their own data, each with a month to answer. Nobody decides on a request of their own.':
    'Worum Personen in Bezug auf ihre eigenen Daten bitten, jeweils binnen eines Monats zu beantworten. Niemand entscheidet über die eigene Anfrage.',
  'Requests of data subjects. Select a name to open the case beside the list.':
    'Anfragen Betroffener. Wählen Sie einen Namen, um den Fall neben der Liste zu öffnen.',
  'Time left': 'Verbleibende Zeit',
  'No request is open. People make them under My data; record those that arrive by letter or e-mail.':
    'Keine Anfrage ist offen. Personen stellen sie unter „Meine Daten“; erfassen Sie, was per Brief oder E-Mail eintrifft.',
  'There are no such requests.': 'Solche Anfragen gibt es nicht.',
  'Download the case file': 'Fallakte herunterladen',
  'The restriction is lifted on <cm_when></cm_when>. The person was informed.':
    'Die Einschränkung wird aufgehoben: <cm_when></cm_when>. Die Person wurde unterrichtet.',
  'Download certificate': 'Bescheinigung herunterladen',
  'This request doesn’t exist, or you don’t have access to it.':
    'Diese Anfrage gibt es nicht, oder Sie haben keinen Zugriff darauf.',
};
