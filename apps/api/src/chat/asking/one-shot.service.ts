import { Inject, Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { AnsweredOnce, AskOnce } from '#contracts/chat/chat.js';
import type { Actor } from '#platform/access/actor.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Idempotency, type KeyedCall } from '#platform/idempotency/idempotency.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { messageDto } from '../chat.mapper.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { GenerationService } from '../generation/generation.service.js';
import type { AnswerEnding, FollowedAnswer } from '../generation/stream/live-answer.js';
import { QuestionService } from './question.service.js';

interface Begun {
  readonly conversationId: string;
  readonly generationId: string;
}

/** `POST /chat`: one question, one answer, for scripts: as a whole, or as the same events that the portal reads. */
@Injectable()
export class OneShotService {
  constructor(
    private readonly conversations: ConversationService,
    private readonly questions: QuestionService,
    private readonly generations: GenerationService,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** A question repeated with the same `Idempotency-Key` is not asked again: its stored answer is returned. */
  async ask({ actor, key }: IdempotentCall, command: AskOnce, response: ServerResponse): Promise<void> {
    const { conversationId, generationId, isReplayed } = await this.begin(actor, command, key);
    if (isReplayed) key?.replayed();
    const answer = await this.generations.answerOf(actor, generationId);
    if (!key) this.stopWhenLeft(actor, generationId, response);
    response.setHeader('X-Conversation-Id', conversationId);
    if (command.stream) return this.generations.send(actor, answer, response, 0);
    const { message, problem } = await endOf(answer);
    if (problem && (!message || message.content === '')) throw problem;
    const body: AnsweredOnce = { conversationId, message: messageDto(message!) };
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  }

  /**
   * A script whose connection is gone reads no answer any more: the model is not kept writing it. One that gave a key may ask for the same
   * answer again, so that is written to its end.
   */
  private stopWhenLeft(actor: Actor, generationId: string, response: ServerResponse): void {
    response.once('close', () => {
      if (response.writableFinished) return;
      this.transactions
        .run(async (tx) => {
          await this.generations.stop(tx, actor, generationId);
          await this.audit.record(tx, {
            actor: { id: actor.id, role: actor.role },
            action: 'generation.stopped',
            object: { type: 'generation', id: generationId },
            outcome: 'success',
          });
        })
        // The answer has ended meanwhile or its conversation is gone; otherwise its own time limits end it.
        .catch((error: unknown) => this.log.warn('an abandoned question was not stopped', { error: errorName(error) }));
    });
  }

  private begin(actor: Actor, command: AskOnce, key: KeyedCall | null): Promise<Begun & { readonly isReplayed: boolean }> {
    return this.transactions.run(async (tx) => {
      if (!key) return { ...(await this.beginIn(tx, actor, command)), isReplayed: false };
      const { body, isReplayed } = await this.idempotency.once(tx, key, async () => {
        const begun = await this.beginIn(tx, actor, command);
        return { status: 200, body: begun, objectId: begun.conversationId, holdsSecret: false };
      });
      return { ...(body as Begun), isReplayed };
    });
  }

  /** The conversation, if a new one is wanted, and the question in it, with their records. */
  private async beginIn(tx: Tx, actor: Actor, command: AskOnce): Promise<Begun> {
    const by = { actor: { id: actor.id, role: actor.role }, outcome: 'success' } as const;
    let { conversationId } = command;
    if (conversationId === undefined) {
      conversationId = (await this.conversations.start(tx, actor, {})).id;
      await this.audit.record(tx, {
        ...by,
        action: 'conversation.started',
        object: { type: 'conversation', id: conversationId },
      });
    }
    const started = await this.questions.send(tx, actor, conversationId, { content: command.message });
    await this.audit.record(tx, { ...by, action: 'message.sent', object: { type: 'message', id: started.userMessage!.id } });
    return { conversationId, generationId: started.generation.id };
  }
}

function endOf(answer: FollowedAnswer): Promise<AnswerEnding> {
  if (answer.ending) return Promise.resolve(answer.ending);
  return new Promise((resolve) => {
    const forget = answer.onChange(() => {
      if (!answer.ending) return;
      forget();
      resolve(answer.ending);
    });
  });
}
