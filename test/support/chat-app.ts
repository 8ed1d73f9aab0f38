import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { GenerationStarted, Message } from '../../libs/contracts/chat/chat.js';
import { anApp, type TestApp } from './app.js';
import { answered } from './asking.js';
import { aClient, theFirstAdmin } from './inserted-people.js';
import { calmKnobs } from './model-server/knobs.js';
import { startModelServer, type ModelServer } from './model-server/model-server.js';
import type { Person } from './people.js';

export const knowledge =
  '# Guide\n\n## Backups\n\nBackups run at night. The last seven backups are kept on disk. Older ones are removed.\n';

/** Which the guide answers. */
export const question = 'How many backups are kept on disk?';

export interface ChatApp {
  readonly server: ModelServer;
  readonly subject: TestApp;
  /** Who asks. */
  readonly person: Person;
  /** An administrator, who must not see what the person asks. */
  readonly stranger: Person;
  sends(conversationId: string, body: object): Promise<GenerationStarted>;
  finished(
    content: string,
  ): Promise<{ readonly conversationId: string; readonly generationId: string; readonly answer: Message }>;
}

/** Hooks of a spec file: an application with one guide, and a model server that is calm again before each test. */
export function chatApp(settings: object = {}): ChatApp {
  const own = {} as { server: ModelServer; subject: TestApp; person: Person; stranger: Person };
  beforeAll(async () => {
    own.server = await startModelServer();
    own.subject = await anApp({ environment: { OLLAMA_BASE_URL: own.server.url }, knowledge, settings });
    own.stranger = await theFirstAdmin(own.subject);
    own.person = await aClient(own.subject, 'reader.one');
  });
  beforeEach(() => {
    own.server.set({ ...calmKnobs, answer: 'Seven backups are kept [S1].' });
    own.server.forget();
  });
  afterAll(() => own.server.close());
  return Object.assign(own, {
    sends: (conversationId: string, body: object) =>
      own.person.ask<GenerationStarted>('POST', `/chat/conversations/${conversationId}/messages`, body),
    finished: (content: string) => answered(own.person, content),
  });
}
