import { titleFrom } from '#contracts/chat/conversation-title.js';

/** What a model made of the request for a title, fit to be shown; empty when it is none. */
export function titleFromModel(answer: string): string {
  return titleFrom(answer.replace(/^\s*title\s*:\s*/i, '').replace(/["“”«»]/g, ''));
}
