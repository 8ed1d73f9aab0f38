import type { Texts } from '../../translate.js';

export const chatRailTexts: Texts = {
  Pinned: 'Angeheftet',
  Today: 'Heute',
  Yesterday: 'Gestern',
  Archived: 'Archiviert',
  'Conversation deleted.': 'Unterhaltung gelöscht.',
  'Web page (HTML)': 'Webseite (HTML)',
  'Back from {0}': 'Zurück aus {0}',
  'Your conversations will appear here.': 'Ihre Unterhaltungen erscheinen hier.',
  'No conversations here.': 'Keine Unterhaltungen.',
  'Loading…': 'Wird geladen …',
  'Show older': 'Ältere anzeigen',
  'Loading your conversations': 'Ihre Unterhaltungen werden geladen',
  Unread: 'Ungelesen',
  'Export all conversations': 'Alle Unterhaltungen exportieren',
  'Select conversations': 'Unterhaltungen auswählen',
};
