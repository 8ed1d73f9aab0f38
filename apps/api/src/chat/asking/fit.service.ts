import { Injectable } from '@nestjs/common';
import type { FitQuestion, QuestionFit } from '#contracts/chat/question-fit.js';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { estimatedTokens } from '#retrieval/text/token-estimate.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { SystemPrompt } from '../engine/system-prompt.js';
import { AnswerSources } from '../generation/runner/answer-sources.js';
import { promptOf } from '../prompt/prompt.rules.js';
import { ModelCatalogue } from '../providers/catalogue/model-catalogue.js';
import { configuredRequest } from '../providers/configured-request.js';

/** As long as the one that fences a prompt. */
const delimiter = 'x'.repeat(16);

/** Says before a question is sent what would be left out of it, by building the prompt that its answer would get. Keeps nothing. */
@Injectable()
export class FitService {
  constructor(
    private readonly conversations: ConversationService,
    private readonly sources: AnswerSources,
    private readonly catalogue: ModelCatalogue,
    private readonly systemPrompt: SystemPrompt,
    private readonly settings: Settings,
  ) {}

  async fit(
    actor: Actor,
    { content, conversationId, parentId = null, attachments: attachmentIds = [] }: FitQuestion,
  ): Promise<QuestionFit> {
    refuseIfRestricted(actor);
    const conversation = conversationId === undefined ? null : await this.conversations.find(actor, conversationId);
    const questionTokens = estimatedTokens(content);
    const { provider, ...choice } = await this.catalogue.choose(conversation?.model ?? null);
    if (provider === null || !('model' in choice))
      return { model: null, contextTokens: null, questionTokens, fits: true, leftOut: [] };
    const collections = conversation?.collections ?? null;
    const { history, passages } = await this.sources.gather({
      reader: actor,
      conversationId: conversation?.id ?? null,
      question: content,
      parentId,
      collections,
      attachmentIds,
    }).grounding;
    const { contextTokens, sampling } = configuredRequest(this.settings, choice.model, conversation?.parameters ?? null);
    const prompt = promptOf(
      {
        instructions: (await this.systemPrompt.current()).text,
        wishes: conversation?.systemPrompt ?? '',
        history,
        question: content,
        sources: passages?.map(({ documentTitle: title, heading, page, text }) => ({ title, heading, page, text })) ?? null,
        begun: '',
        delimiter,
      },
      { contextTokens, maxTokens: sampling.maxTokens },
    );
    const leftOut = (prompt?.notices ?? []).map((notice) => (notice === 'history-cut' ? 'earlier-messages' : 'passages'));
    return { model: choice.model, contextTokens, questionTokens, fits: prompt !== null, leftOut };
  }
}
