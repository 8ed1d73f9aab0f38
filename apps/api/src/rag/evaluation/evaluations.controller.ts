import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Id, PageQuery } from '#contracts/common.js';
import {
  AddGoldenQuestion,
  ChangeGoldenQuestion,
  EvaluationPage,
  EvaluationQuery,
  EvaluationStarted,
  GoldenQuestion,
  GoldenQuestionPage,
  GoldenQuestionsImported,
  ImportGoldenQuestions,
  StartEvaluation,
} from '#contracts/rag.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { EvaluationsService } from './evaluations.service.js';

@Controller('rag')
export class EvaluationsController {
  constructor(private readonly evaluations: EvaluationsService) {}

  @Get('collections/:id/questions')
  @Requires('knowledge:manage')
  @Unaudited('Shows the golden questions to those who manage them.')
  @Answers(GoldenQuestionPage)
  listQuestions(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<GoldenQuestionPage> {
    return this.evaluations.listQuestions(actor, id, query);
  }

  @Post('collections/:id/questions')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('golden-question.added')
  @Answers(GoldenQuestion, 201)
  addQuestion(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AddGoldenQuestion }) command: AddGoldenQuestion,
  ): Promise<GoldenQuestion> {
    return this.evaluations.addQuestion(call, id, command);
  }

  @Post('collections/:id/questions/import')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('golden-question.added')
  @Answers(GoldenQuestionsImported, 201)
  importQuestions(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ImportGoldenQuestions }) { questions }: ImportGoldenQuestions,
  ): Promise<GoldenQuestionsImported> {
    return this.evaluations.importQuestions(call, id, questions);
  }

  @Patch('questions/:id')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('golden-question.changed')
  @Answers(GoldenQuestion)
  changeQuestion(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeGoldenQuestion }) command: ChangeGoldenQuestion,
  ): Promise<GoldenQuestion> {
    return this.evaluations.changeQuestion(call, id, command);
  }

  @Delete('questions/:id')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('golden-question.removed')
  @AnswersNothing()
  removeQuestion(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.evaluations.removeQuestion(call, id);
  }

  @Post('evaluations')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('knowledge.evaluated')
  @Answers(EvaluationStarted, 202)
  start(@Ctx() call: AuditedCall, @Body({ schema: StartEvaluation }) command: StartEvaluation): Promise<EvaluationStarted> {
    return this.evaluations.start(call, command);
  }

  @Get('evaluations')
  @Requires('knowledge:manage')
  @Unaudited('Shows figures about a collection to those who manage it.')
  @Answers(EvaluationPage)
  list(@Ctx() { actor }: Call, @Query({ schema: EvaluationQuery }) query: EvaluationQuery): Promise<EvaluationPage> {
    return this.evaluations.list(actor, query);
  }
}
