import type { ExportedHeading, ExportedMessage } from '#contracts/chat/chat-export.js';
import type { Citation } from '#contracts/rag.js';
import type { PlacedMessage } from './opened-conversation.js';

export const damagedWords = 'This message is damaged and can’t be opened.';
export const damagedConversationWords = 'Something in this conversation is damaged and can’t be opened.';

export function titleOf({ title }: Pick<ExportedHeading, 'title'>): string {
  return title === '' ? 'New conversation' : title;
}

export function writerOf({ role, model, provenance }: Pick<ExportedMessage, 'role' | 'model' | 'provenance'>): string {
  if (role === 'user') return 'You';
  if (provenance?.provider === 'extractive') return 'Chat Man, passages only';
  return model === null ? 'Chat Man' : `Chat Man, ${model}`;
}

/** The files that a question was asked with, in one line; empty where there are none. */
export function filesOf({ attachments = [] }: Pick<ExportedMessage, 'attachments'>): string {
  return attachments.length === 0 ? '' : `Attached: ${attachments.map(({ name }) => name).join(', ')}`;
}

/** A moment as everybody reads it the same. */
export function timeOf(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
}

/** What became of an answer that is not complete; empty for one that is. */
export function stateOf({ status, errorCode }: Pick<ExportedMessage, 'status' | 'errorCode'>): string {
  switch (status) {
    case 'queued':
    case 'generating':
      return 'This answer was still being written when it was exported.';
    case 'stopped':
      return 'This answer was stopped before it was complete.';
    case 'interrupted':
      return 'This answer was interrupted before it was complete.';
    case 'failed':
      return errorCode === null ? 'This answer failed.' : `This answer failed (${errorCode}).`;
    case 'completed':
      return '';
  }
}

/** From where a branch goes on; empty where a message follows the one above it. */
export function branchOf({ branchesAfter }: Pick<PlacedMessage, 'branchesAfter'>): string {
  if (branchesAfter === null) return '';
  return branchesAfter === 0 ? 'Another version, from the beginning' : `Another version, after message ${String(branchesAfter)}`;
}

/** Where in which document a quote is. */
export function sourceOf({ title, heading, page }: Pick<Citation, 'title' | 'heading' | 'page'>): string {
  return [title, heading, page === null ? '' : `page ${String(page)}`].filter((part) => part !== '').join(', ');
}

export function checkOf({ verdict }: Pick<Citation, 'verdict'>): string {
  switch (verdict) {
    case 'verified':
      return 'Quote found in the source';
    case 'repaired':
      return 'Quote found, with small differences';
    case 'unverified':
      return 'Quote not found in the source';
  }
}

const places = {
  'this-host': 'on the host of Chat Man',
  organisation: 'in the organisation',
  outside: 'outside the organisation',
};

/** Where an answer comes from, in lines of name and value. */
export function originOf({ provenance }: Pick<ExportedMessage, 'provenance'>): [name: string, value: string][] {
  if (provenance === null) return [];
  const { model, provider, place, digest, parameters, passages, notices } = provenance;
  const lines: [string, string][] = [
    ['Model', model ?? 'none'],
    ['Provider', place === undefined ? provider : `${provider}, ${places[place]}`],
    ['Digest', digest ?? ''],
    [
      'Parameters',
      Object.entries(parameters)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', '),
    ],
    ['Passages read', String(passages.length)],
    ['Notices', notices.join(', ')],
  ];
  return lines.filter(([, value]) => value !== '');
}
