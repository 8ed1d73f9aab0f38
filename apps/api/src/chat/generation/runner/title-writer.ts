import { Injectable } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { ChatSettings, ModelSettings, ProviderSettings } from '../../chat.settings.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ConversationRepository } from '../../conversation/conversation.repository.js';
import { titleFrom } from '#contracts/chat/conversation-title.js';
import { SearchIndex } from '../../indexing/search-index.js';
import { titleFromModel } from '../../conversation/title.rules.js';
import { ModelCatalogue } from '../../providers/catalogue/model-catalogue.js';
import type { AnswerJob } from './answer-job.js';

/** Asks the model for a title where the settings want that; what it fails to give comes from the question. */
@Injectable()
export class TitleWriter {
  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly conversations: ConversationRepository,
    private readonly search: SearchIndex,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
  ) {}

  async write(job: AnswerJob, signal: AbortSignal): Promise<void> {
    if (job.titleFrom === null) return;
    const { conversationId, ownerId } = job.live.identity;
    const title = (await this.byModel(job.titleFrom, job.model, signal)) || titleFrom(job.titleFrom);
    if (title === '') return;
    await this.transactions.run(async (tx) => {
      const sealer = await this.keyring.forSubject(ownerId, tx);
      const moment = await this.conversations.entitle(tx, sealer, conversationId, title);
      if (moment !== null) await this.search.add(tx, sealer, ownerId, [{ kind: 'title', conversationId, moment, text: title }]);
    });
  }

  private async byModel(question: string, wanted: string | null, signal: AbortSignal): Promise<string> {
    const choice = await this.catalogue.choose(wanted);
    if (!choice.provider) return '';
    const { top_p, top_k, context_tokens } = this.settings.of(ModelSettings);
    const { connectSeconds, firstTokenSeconds, idleSeconds } = this.settings.of(ChatSettings);
    const content = `Give a title of at most six words, in the language of this question, and nothing else:\n\n${question.slice(0, 2_000)}`;
    let title = '';
    const events = choice.provider.chat(
      {
        model: choice.model,
        messages: [{ role: 'user', content }],
        sampling: { temperature: 0, topP: top_p, topK: top_k, maxTokens: 24 },
        contextTokens: context_tokens,
        allowsRemote: this.settings.of(ProviderSettings).allowRemoteModels,
        limits: { connect: connectSeconds * 1000, firstToken: firstTokenSeconds * 1000, idle: idleSeconds * 1000, total: 60_000 },
      },
      signal,
    );
    for await (const event of events) {
      if (event.type === 'token') title += event.text;
      if (event.type === 'error') return '';
    }
    return titleFromModel(title);
  }
}
