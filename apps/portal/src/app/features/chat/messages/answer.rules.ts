import type { GenerationEvent, Message } from '#contracts/chat/chat.js';

/** How far the answer being written has got. */
export interface Progress {
  readonly phase: 'sending' | 'queued' | 'starting' | 'searching' | 'reading' | 'loading-model' | 'thinking' | 'writing';
  /** When that began, by this machine's clock. */
  readonly since: number;
  /** Who writes and from how many passages, once the API has said so. */
  readonly model: string | null;
  readonly passages: number | null;
  /** Place in the queue, 1 for the next; null when not queued. */
  readonly position: number | null;
  /** Whether the event stream is connected. */
  readonly connected: boolean;
}

export const sending: Progress = { phase: 'sending', since: 0, model: null, passages: null, position: null, connected: true };

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

export function progressAfter(before: Progress, event: GenerationEvent, now: number): Progress {
  switch (event.event) {
    case 'queued':
      return { ...before, phase: 'queued', position: event.data.position, since: before.phase === 'queued' ? before.since : now };
    case 'status': {
      const { phase, model = before.model, passages = before.passages, forMs = 0 } = event.data;
      return { ...before, phase, model, passages, position: null, since: now - forMs };
    }
    case 'delta':
      return { ...before, phase: 'writing', position: null };
    default:
      return before;
  }
}

/** What is happening before the first word arrives, as far as the API reports it; empty once there is text. */
export function progressWords(progress: Progress): string {
  if (!progress.connected) return $localize`Connection lost. The answer is still being written. Reconnecting…`;
  const model = progress.model ?? $localize`The model`;
  switch (progress.phase) {
    case 'sending':
      return $localize`Sending…`;
    case 'queued':
      return progress.position === null || progress.position <= 1
        ? $localize`Waiting for the model; you’re next`
        : $localize`Waiting for the model; ${String(progress.position - 1)} ahead of you`;
    case 'starting':
      return $localize`Preparing the answer`;
    case 'searching':
      return $localize`Searching your documents`;
    case 'reading':
      return $localize`${model} is reading ${passagesWords(progress.passages ?? 0)}`;
    case 'loading-model':
      return $localize`${model} is loading; the first answer takes a little longer`;
    case 'thinking':
      return $localize`${model} is thinking`;
    case 'writing':
      return '';
  }
}

/** "8 s", once the wait is noticeable. */
export function timeWords(progress: Progress, now: number): string {
  const seconds = Math.floor((now - progress.since) / 1000);
  return progress.phase === 'sending' || seconds < 1 ? '' : `${String(seconds)} s`;
}

function passagesWords(count: number): string {
  if (count === 0) return $localize`your question`;
  return count === 1 ? $localize`1 passage` : $localize`${String(count)} passages`;
}

/** Whether the answer can be continued from where it ends. */
export function canGoOn(message: Message): boolean {
  if (message.damaged === true || message.generationId === null) return false;
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
