import type { Texts } from '../../translate.js';

export const adminRoleRequestsTexts: Texts = {
  'Give {0} the role {1}?': '{0} die Rolle {1} geben?',
  'This role can see or decide things about other people, so a second person must also approve it within 24 hours, if anyone else can.':
    'Diese Rolle kann Daten anderer sehen oder über sie entscheiden, deshalb muss auch eine zweite Person dies binnen 24 Stunden genehmigen, sofern es eine andere kann.',
  'You can change the role again at any time.': 'Sie können die Rolle jederzeit wieder ändern.',
  'Deny {0} this role?': '{0} diese Rolle verweigern?',
  'Their role doesn’t change. They are notified, with your reason.':
    'Die Rolle der Person ändert sich nicht. Sie wird benachrichtigt, mit Ihrem Grund.',
  'They can request it again.': 'Sie kann sie erneut anfragen.',
  '{0} requested the role {1}': '{0} hat die Rolle {1} angefragt',
  'Waiting for an administrator other than {0}.': 'Wartet auf eine andere Person der Administration als {0}.',
  'The person withdrew it': 'Die Person hat sie zurückgezogen',
  'People request a role and give a reason. An administrator decides, but never on their own request.':
    'Personen fragen mit Begründung eine Rolle an. Die Administration entscheidet, aber niemand über die eigene Anfrage.',
  'Loading requests': 'Anfragen werden geladen',
  'No requests are waiting for a decision.': 'Keine Anfragen warten auf eine Entscheidung.',
  'Nobody has requested a role yet. People can do so in My account, under Profile and role.':
    'Bisher hat niemand eine Rolle angefragt. Das geht in „Mein Konto“ unter „Profil und Rolle“.',
  'This request isn’t in the current list.': 'Diese Anfrage steht nicht in der aktuellen Liste.',
  'Show all requests': 'Alle Anfragen anzeigen',
  'Request approved.': 'Anfrage genehmigt.',
  'Request denied. The person can see your reason.': 'Anfrage abgelehnt. Die Person kann Ihren Grund sehen.',
  'Role requests. Select a name to open the request beside the list.':
    'Rollenanfragen. Wählen Sie einen Namen, um die Anfrage neben der Liste zu öffnen.',
  'You approved this. {0} A second person must approve it too; the request expires <cm_when></cm_when>. <link>View approval</link>':
    'Sie haben dies genehmigt. {0} Auch eine zweite Person muss zustimmen; die Anfrage verfällt <cm_when></cm_when>. <link>Genehmigung ansehen</link>',
  'This is your own request, so another administrator has to decide.':
    'Dies ist Ihre eigene Anfrage, deshalb muss jemand anderes aus der Administration entscheiden.',
  'requests the role {0}': 'fragt die Rolle {0} an',
};
