import { Inject, Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { AnsweredOnce, AskOnce } from '#contracts/chat.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { messageAnswer } from './chat.answers.js';
import { ConversationService } from './conversation/conversation.service.js';
import { GenerationService } from './generation/generation.service.js';
import type { AnswerEnding, FollowedAnswer } from './generation/live-answer.js';
import { QuestionService } from './message/question.service.js';

/** `POST /chat`: one question, one answer, for scripts: as a whole, or as the same events that the portal reads. */
@Injectable()
export class OneShotService {
  constructor(
    private readonly conversations: ConversationService,
    private readonly questions: QuestionService,
    private readonly generations: GenerationService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async ask(actor: Actor, command: AskOnce, response: ServerResponse): Promise<void> {
    const { conversationId, generationId } = await this.begin(actor, command);
    const answer = await this.generations.answerOf(actor, generationId);
    response.setHeader('X-Conversation-Id', conversationId);
    if (command.stream) return this.generations.send(actor, answer, response, 0);
    const { message, problem } = await endOf(answer);
    if (problem && (!message || message.content === '')) throw problem;
    const body: AnsweredOnce = { conversationId, message: messageAnswer(message!) };
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  }

  /** The conversation, if a new one is wanted, and the question in it, with their records, in one transaction. */
  private begin(actor: Actor, command: AskOnce): Promise<{ readonly conversationId: string; readonly generationId: string }> {
    return this.transactions.run(async (tx) => {
      const by = { actor: { id: actor.id, role: actor.role }, outcome: 'success', requestId: currentRequestId() } as const;
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
    });
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
