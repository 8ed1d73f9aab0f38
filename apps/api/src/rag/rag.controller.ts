import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { AskKnowledge, KnowledgeAnswer, Passage, SearchHits, SearchKnowledge } from '#contracts/rag.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { refuseIfRestricted } from '#platform/access/restriction.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { AnswerService } from './search/answer.service.js';
import { RetrievalService } from './search/retrieval.service.js';
import { hitsOf, noteOfAnswer, noteOfSearch } from './search/search-hits.rules.js';

@Controller('rag')
export class RagController {
  constructor(
    private readonly retrieval: RetrievalService,
    private readonly answers: AnswerService,
  ) {}

  @Get('chunks/:id')
  @Requires('knowledge:read')
  @Unaudited('Opens a citation of an answer that was recorded.')
  @Answers(Passage)
  showPassage(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Passage> {
    return this.retrieval.passage(actor, id);
  }

  @Post('search')
  @Requires('knowledge:read')
  @Takes('token')
  @Audits('knowledge.searched')
  @Answers(SearchHits)
  async search(
    @Ctx() { actor, audit }: AuditedCall,
    @Body({ schema: SearchKnowledge }) { query, collections, limit }: SearchKnowledge,
  ): Promise<SearchHits> {
    refuseIfRestricted(actor);
    const passages = await this.retrieval.passagesFor(actor, { question: query, collections, limit });
    audit.add({ detail: noteOfSearch(passages) });
    return hitsOf(passages);
  }

  @Post('ask')
  @Requires('knowledge:read')
  @Takes('token')
  @Audits('knowledge.asked')
  @Answers(KnowledgeAnswer)
  async ask(
    @Ctx() { actor, audit }: AuditedCall,
    @Body({ schema: AskKnowledge }) { question, collections }: AskKnowledge,
  ): Promise<KnowledgeAnswer> {
    refuseIfRestricted(actor);
    const answer = await this.answers.ask(actor, question, collections);
    audit.add({ detail: noteOfAnswer(answer) });
    return answer;
  }
}
