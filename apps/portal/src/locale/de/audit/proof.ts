import type { Texts } from '../../translate.js';

export const auditProofTexts: Texts = {
  'The event shown here has the hash at the bottom of the path.':
    'Das hier gezeigte Ereignis hat den Hash am unteren Ende des Pfads.',
  'The event shown here doesn’t have the hash that the log committed to.':
    'Das hier gezeigte Ereignis hat nicht den Hash, auf den sich das Protokoll festgelegt hat.',
  'The path leads from that hash to the root.': 'Der Pfad führt von diesem Hash zur Wurzel.',
  'The path doesn’t lead to the root.': 'Der Pfad führt nicht zur Wurzel.',
  'The root and size are signed with the log’s key (Ed25519).':
    'Wurzel und Größe sind mit dem Schlüssel des Protokolls signiert (Ed25519).',
  'The root and size are not signed with the log’s key.':
    'Wurzel und Größe sind nicht mit dem Schlüssel des Protokolls signiert.',
  'This browser can’t check Ed25519 signatures. Use a newer one, or “chatman audit verify”.':
    'Dieser Browser kann Ed25519-Signaturen nicht prüfen. Verwenden Sie einen neueren oder „chatman audit verify“.',
  'Root, signed': 'Wurzel, signiert',
  'Loading the proof': 'Der Nachweis wird geladen',
  'What this browser checked': 'Was dieser Browser geprüft hat',
  'The path of this event, from the root down': 'Der Pfad dieses Ereignisses, von der Wurzel abwärts',
  'This event, number {0}': 'Dieses Ereignis, Nummer {0}',
  'Each box is the hash of everything below it. If an event were altered, its box and all boxes above it would change, and the signed root would no longer match.':
    'Jedes Feld ist der Hash von allem darunter. Würde ein Ereignis verändert, änderten sich sein Feld und alle darüber, und die signierte Wurzel passte nicht mehr.',
  'Key of the log: <code>{0}</code> Compare it with the one that you were given by another way.':
    'Schlüssel des Protokolls: <code>{0}</code> Vergleichen Sie ihn mit dem, den Sie auf anderem Weg erhalten haben.',
  'Save proof': 'Nachweis speichern',
  'This event is number {0} of {1} and has not been changed since the log was signed. This browser has checked that itself.':
    'Dies ist Ereignis Nummer {0} von {1}; es wurde seit der Signatur des Protokolls nicht verändert. Dieser Browser hat das selbst geprüft.',
  'This event is number {0} of {1}, and its path leads to the root. Chat Man says that the root is signed, but this browser can’t check that.':
    'Dies ist Ereignis Nummer {0} von {1}, und sein Pfad führt zur Wurzel. Chat Man sagt, dass die Wurzel signiert ist; dieser Browser kann das nicht prüfen.',
  'This event is not part of what was signed. Verify the whole log, and leave this installation unchanged.':
    'Dieses Ereignis gehört nicht zu dem, was signiert wurde. Prüfen Sie das gesamte Protokoll und lassen Sie diese Installation unverändert.',
  'Chat Man says that this event is number {0} of {1} and unchanged since it was signed. Browsers can check proofs only over HTTPS: open Chat Man over HTTPS, or check the saved proof.':
    'Chat Man sagt, dass dies Ereignis Nummer {0} von {1} ist und seit der Signatur unverändert. Browser können Nachweise nur über HTTPS prüfen: Öffnen Sie Chat Man über HTTPS oder prüfen Sie den gespeicherten Nachweis.',
  'joined on the {0} with': '{0}: hier kommt hinzu',
};
