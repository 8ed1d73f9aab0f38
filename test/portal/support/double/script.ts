import type { GenerationEvent, Message } from '#contracts/chat/chat.js';
import type { Citation, Passage, Provenance } from '#contracts/rag.js';
import { nextId, type House } from './house.js';

export interface Step {
  readonly afterMs: number;
  /** Polled; while it is true, or while there is no reader, the step waits. */
  readonly isHeld?: () => boolean;
  readonly say: GenerationEvent | { readonly event: 'hang-up' };
}

const backupText = 'Seven daily copies are kept; older ones are removed, but never the newest verified one.';

/** A passage of the shipped knowledge, as `GET /rag/chunks/:id` would show it. */
export function aPassage(house: House): Passage {
  const known = house.passages.values().next().value;
  if (known !== undefined) return known;
  const passage: Passage = {
    chunkId: nextId(),
    documentId: nextId(),
    version: 1,
    isSuperseded: false,
    title: 'About Chat Man',
    page: null,
    heading: 'Backups',
    text: `Backups run every night. ${backupText} Each backup is checked by restoring it.`,
    start: 420,
    end: 420 + 25 + backupText.length + 41,
    contentHash: 'b9c2',
    before:
      'What is kept outside the database is listed in the data inventory, with the reason and the time after which it goes.',
    after:
      'A restore needs two people where two exist. It makes a new database beside the old one, checks it, and only then swaps them.',
  };
  house.passages.set(passage.chunkId, passage);
  return passage;
}

function citation(passage: Passage, mark: number, quote: string, verdict: Citation['verdict']): Citation {
  const at = Math.max(0, passage.text.indexOf(quote));
  return {
    mark,
    documentId: passage.documentId,
    chunkId: passage.chunkId,
    title: passage.title,
    heading: passage.heading,
    quote,
    start: passage.start + at,
    end: passage.start + at + quote.length,
    page: mark === 2 ? 12 : null,
    verdict,
  };
}

export function provenance(passage: Passage, notices: string[] = []): Provenance {
  return {
    provider: notices.includes('no-model') ? 'extractive' : 'ollama',
    model: notices.includes('no-model') ? null : 'llama3.2:3b',
    digest: notices.includes('no-model') ? null : 'sha256:a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72',
    parameters: { temperature: 0.2, num_ctx: 8192, top_p: 0.9 },
    promptVersion: '3',
    passages: [{ chunkId: passage.chunkId, contentHash: passage.contentHash }],
    notices,
  };
}

const richAnswer = `Seven daily copies are kept; older ones are removed, but never the newest verified one. [1]

Each backup is **checked by restoring it** [2]. To start one yourself:

1. Open *Backups* in the administration.
2. Press **Back up now**, or use the command:

\`\`\`bash
# makes a backup and waits for its verification
npx chatman backup create --wait --label "before the upgrade"
\`\`\`

| copy | kept |
| --- | --- |
| daily | 7 days |
| monthly | 12 months |

A small helper in TypeScript reads the answer:

\`\`\`ts
const backup = await fetch('/api/backup/create?wait=true', { method: 'POST' });
if (backup.status !== 201) throw new Error(\`no backup: \${backup.status}\`); // says why
\`\`\`
`;

/** What the double's model does with a question, by a word in it. */
export function scriptFor(question: string, house: House, answer: Message, pace: number): Step[] {
  const passage = aPassage(house);
  const citations = [
    citation(passage, 1, backupText, 'verified'),
    citation(passage, 2, 'Each backup is checked by restoring it', 'repaired'),
  ];
  const said = (text: string): Step[] =>
    (text.match(/\s*\S+/g) ?? []).map((word) => ({ afterMs: pace, say: { event: 'delta', data: { text: word } } }));
  const done = (status: Message['status'], content: string, more: Partial<Message> = {}): Step => ({
    afterMs: pace,
    say: {
      event: 'done',
      data: {
        status,
        usage: { promptTokens: 812, answerTokens: 96, durationMs: 2140 },
        message: { ...answer, content, status, citations, provenance: provenance(passage), ...more },
      },
    },
  });
  if (question.includes('busy')) {
    return [
      {
        afterMs: pace,
        say: {
          event: 'error',
          data: problem(503, 'model-busy', 'The model is busy. Your question is kept; try again in a minute.'),
        },
      },
    ];
  }
  if (question.includes('queue')) {
    return [3, 2, 1]
      .map<Step>((position) => ({
        afterMs: 0,
        isHeld: () => house.placeInQueue > position,
        say: { event: 'queued', data: { position } },
      }))
      .concat({
        afterMs: 0,
        isHeld: () => house.placeInQueue > 0,
        say: { event: 'status', data: { phase: 'loading-model' } },
      });
  }
  if (question.includes('interrupt')) {
    const text = 'Seven daily copies are kept; older ones are';
    return [...said(text), done('interrupted', text, { citations: [] })];
  }
  if (question.includes('no model')) {
    const text = `> ${backupText} [1]\n\n> Each backup is checked by restoring it. [2]`;
    return [
      ...said(text),
      { afterMs: 0, say: { event: 'citations', data: { citations } } },
      done('completed', text, { provenance: provenance(passage, ['no-model']) }),
    ];
  }
  if (question.includes('very long')) {
    const text = richAnswer.repeat(Math.ceil(20_000 / richAnswer.length));
    return [...said(text), done('completed', text)];
  }
  if (question.includes('hang')) return said('Seven daily copies are kept,');
  if (question.includes('cut')) {
    return [
      ...said('Seven daily copies '),
      { afterMs: 0, say: { event: 'hang-up' } },
      ...said(' are kept. [1]'),
      done('completed', 'Seven daily copies are kept. [1]'),
    ];
  }
  const text = question.includes('short') ? `${backupText} [1]` : richAnswer;
  return [
    { afterMs: pace, say: { event: 'status', data: { phase: 'searching' } } },
    { afterMs: pace * 10, say: { event: 'status', data: { phase: 'thinking' } } },
    ...said(text),
    { afterMs: 0, say: { event: 'citations', data: { citations } } },
    done('completed', text),
  ];
}

export function problem(status: number, code: string, detail: string) {
  return { type: `urn:chat-man:problem:${code}`, title: code, status, code, detail, requestId: 'double' };
}
