import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { CompletionRequest, Embeddings, EmbeddingsRequest, OpenAiModel, OpenAiModelList } from '#contracts/chat/openai.js';
import { AuditsItself, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { ApiModelsService } from '../completions/api-models.service.js';
import { CompletionService } from '../completions/completion.service.js';
import { EmbeddingsService } from '../completions/embeddings.service.js';

const ModelName = z.string().check(z.minLength(1), z.maxLength(200));

/** The calls of OpenAI's API that other programs make (docs/openai-api.md). */
@Controller('v1')
export class OpenAiController {
  constructor(
    private readonly completions: CompletionService,
    private readonly embeddings: EmbeddingsService,
    private readonly models: ApiModelsService,
  ) {}

  @Get('models')
  @Requires('chat:converse')
  @Takes('token-only')
  @Unaudited('Says which models there are.')
  @Answers(OpenAiModelList)
  list(): Promise<OpenAiModelList> {
    return this.models.list();
  }

  @Get('models/:model')
  @Requires('chat:converse')
  @Takes('token-only')
  @Unaudited('Says which models there are.')
  @Answers(OpenAiModel)
  find(@Param('model', { schema: ModelName }) model: string): Promise<OpenAiModel> {
    return this.models.find(model);
  }

  @Post('chat/completions')
  @Requires('chat:converse')
  @Takes('token-only')
  @AuditsItself('completion.answered')
  @AnswersRaw('application/json', 'A `Completion`, or with `stream: true` its `CompletionChunk`s as `text/event-stream`.')
  complete(
    @Ctx() call: Call,
    @Body({ schema: CompletionRequest }) request: CompletionRequest,
    @Res() response: Response,
  ): Promise<void> {
    return this.completions.complete(call, request, response);
  }

  @Post('embeddings')
  @Requires('chat:converse')
  @Takes('token-only')
  @AuditsItself('embeddings.made')
  @Answers(Embeddings)
  embed(@Ctx() call: Call, @Body({ schema: EmbeddingsRequest }) request: EmbeddingsRequest): Promise<Embeddings> {
    return this.embeddings.make(call, request);
  }
}
