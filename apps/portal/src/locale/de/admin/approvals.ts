import type { Texts } from '../../translate.js';

export const adminApprovalsTexts: Texts = {
  Expired: 'Abgelaufen',
  Lapsed: 'Hinfällig',
  'Done by one person': 'Von einer Person ausgeführt',
  'Approve this request?': 'Diesen Antrag genehmigen?',
  '{0} verified the person’s identity as follows: “{1}”': '{0} hat die Identität der Person so geprüft: „{1}“',
  'It is carried out as soon as you approve, exactly as requested.':
    'Er wird ausgeführt, sobald Sie genehmigen, genau wie beantragt.',
  '{0} requested it. The audit log shows both your names.': 'Beantragt von {0}. Das Prüfprotokoll zeigt beide Namen.',
  'You can’t withdraw your approval. Whether the change itself can be undone depends on what it is.':
    'Ihre Genehmigung können Sie nicht zurückziehen. Ob sich die Änderung selbst rückgängig machen lässt, hängt davon ab, worum es geht.',
  'The requester and auditors can read it.': 'Die beantragende Person und Prüfende können ihn lesen.',
  'Deny this request?': 'Diesen Antrag ablehnen?',
  'Nothing changes. {0} sees that you denied it, and why.': 'Nichts ändert sich. {0} sieht, dass Sie abgelehnt haben und warum.',
  'It can be requested again.': 'Er kann erneut gestellt werden.',
  'Withdraw your request?': 'Ihren Antrag zurückziehen?',
  'Nothing changes, and nobody needs to decide it.': 'Nichts ändert sich, und niemand muss entscheiden.',
  'You can request it again.': 'Sie können ihn erneut stellen.',
  'You requested this, so someone else has to decide.': 'Sie haben dies beantragt, deshalb muss jemand anderes entscheiden.',
  'This is for your benefit, so someone else has to decide.': 'Dies kommt Ihnen zugute, deshalb muss jemand anderes entscheiden.',
  'Your role can’t decide this.': 'Ihre Rolle kann hierüber nicht entscheiden.',
  '{0} requested it': '{0} hat es beantragt',
  'Before that, they verified the person’s identity': 'Zuvor wurde die Identität der Person geprüft',
  'Waiting for a second person. {0} left; after that, the request expires and nothing changes.':
    'Wartet auf eine zweite Person. Noch {0}; danach verfällt der Antrag, und nichts ändert sich.',
  '{0} approved it, and it was carried out': '{0} hat genehmigt, und es wurde ausgeführt',
  '{0} denied it; nothing was changed': '{0} hat abgelehnt; nichts wurde geändert',
  '{0} withdrew it; nothing was changed': '{0} hat zurückgezogen; nichts wurde geändert',
  'Nobody decided in time; nothing was changed': 'Niemand hat rechtzeitig entschieden; nichts wurde geändert',
  '{0} was disabled or changed roles before anyone decided; nothing was changed':
    '{0} wurde gesperrt oder hat die Rolle gewechselt, bevor jemand entschied; nichts wurde geändert',
  'Done immediately, because nobody else could have approved it. The audit log says so.':
    'Sofort ausgeführt, weil niemand anderes hätte genehmigen können. Das Prüfprotokoll hält das fest.',
  'Granting power, destroying data and disclosing it take two people: one requests, another approves within 24 hours.':
    'Macht verleihen, Daten vernichten und Daten offenlegen braucht zwei Personen: Eine beantragt, eine andere genehmigt binnen 24 Stunden.',
  'Loading approvals': 'Genehmigungen werden geladen',
  'Nothing is waiting for a second person.': 'Nichts wartet auf eine zweite Person.',
  'Nothing has needed a second person yet.': 'Bisher hat nichts eine zweite Person gebraucht.',
  'This approval isn’t in the current list.': 'Diese Genehmigung steht nicht in der aktuellen Liste.',
  'Show all approvals': 'Alle Genehmigungen anzeigen',
  'Approved and done.': 'Genehmigt und ausgeführt.',
  'Request denied. Nothing was changed.': 'Antrag abgelehnt. Nichts wurde geändert.',
  'Request withdrawn.': 'Antrag zurückgezogen.',
  'Approvals. Select one to open it beside the list.': 'Genehmigungen. Wählen Sie eine, um sie neben der Liste zu öffnen.',
  Expires: 'Verfällt',
  Affects: 'Betrifft',
};
