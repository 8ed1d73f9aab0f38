import type { GenerationEvent, Message } from '#contracts/chat.js';

/** How far an answer is that is being written. */
export interface Progress {
  readonly phase: 'sending' | 'queued' | 'searching' | 'loading-model' | 'thinking' | 'writing';
  /** Place in the queue, 1 for the next; null when not queued. */
  readonly position: number | null;
  /** Whether the line to the answer is up. */
  readonly connected: boolean;
}

export const sending: Progress = { phase: 'sending', position: null, connected: true };

/** The message after an event. `cursor` is the length of the answer after a delta; null if the event says none. */
export function afterEvent(message: Message, event: GenerationEvent, cursor: number | null): Message {
  switch (event.event) {
    case 'delta':
      return { ...message, status: 'generating', content: grown(message.content, event.data.text, cursor) };
    case 'citations':
      return { ...message, citations: event.data.citations };
    case 'done':
      return event.data.message;
    case 'error':
      return { ...message, status: message.content === '' ? 'failed' : 'interrupted', errorCode: event.data.code };
    case 'queued':
      return { ...message, status: 'queued' };
    case 'status':
      return { ...message, status: 'generating' };
  }
}

export function progressAfter(before: Progress, event: GenerationEvent): Progress {
  switch (event.event) {
    case 'queued':
      return { ...before, phase: 'queued', position: event.data.position };
    case 'status':
      return { ...before, phase: event.data.phase, position: null };
    case 'delta':
      return { ...before, phase: 'writing', position: null };
    default:
      return before;
  }
}

/** What the person sees while no word has come. */
export function progressWords(progress: Progress): string {
  if (!progress.connected) return 'The connection was lost; the answer goes on being written. Taking it up again…';
  switch (progress.phase) {
    case 'sending':
      return 'Sending…';
    case 'queued':
      return progress.position === null || progress.position <= 1
        ? 'Waiting for the model; you are next'
        : `Waiting for the model; ${String(progress.position - 1)} before you`;
    case 'searching':
      return 'Looking in your documents…';
    case 'loading-model':
      return 'The model is loading. The first answer takes a little longer…';
    case 'thinking':
      return 'Reading the passages…';
    case 'writing':
      return '';
  }
}

/** Whether the answer can be gone on with from where it ends. */
export function canGoOn(message: Message): boolean {
  if (message.status === 'interrupted' || message.status === 'stopped') return true;
  return message.status === 'completed' && (message.provenance?.notices ?? []).includes('length-limit');
}

export function isBeingWritten(message: Message): boolean {
  return message.status === 'queued' || message.status === 'generating';
}

/** A delta that was seen before, in whole or in part, adds only what is new. */
function grown(content: string, text: string, cursor: number | null): string {
  if (cursor === null) return content + text;
  const start = cursor - text.length;
  return start <= content.length ? content.slice(0, Math.max(0, start)) + text : content + text;
}
