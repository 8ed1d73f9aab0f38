import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ChangePrompt, CreatePrompt, OwnInstructions, Prompt, PromptPage } from '#contracts/chat/prompts.js';
import { Id, PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { OwnInstructionsService } from '../library/own-instructions.service.js';
import type { PromptRecord } from '../library/prompt.repository.js';
import { PromptService } from '../library/prompt.service.js';

@Controller('chat')
export class PromptsController {
  constructor(
    private readonly prompts: PromptService,
    private readonly instructions: OwnInstructionsService,
  ) {}

  @Get('prompts')
  @Requires('chat:converse')
  @Unaudited('Prompts hold no data of others than those who opened them to whoever asks.')
  @Answers(PromptPage)
  async list(@Ctx() { actor }: Call, @Query({ schema: PageQuery }) query: PageQuery): Promise<PromptPage> {
    const { items, nextCursor } = await this.prompts.list(actor, query);
    return { items: items.map((prompt) => promptDto(prompt, actor)), nextCursor };
  }

  @Post('prompts')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('prompt.created')
  @Answers(Prompt, 201)
  async create(@Ctx() call: AuditedCall, @Body({ schema: CreatePrompt }) command: CreatePrompt): Promise<Prompt> {
    return promptDto(await this.prompts.create(call, command), call.actor);
  }

  @Patch('prompts/:id')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('prompt.changed')
  @Answers(Prompt)
  async change(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangePrompt }) changes: ChangePrompt,
  ): Promise<Prompt> {
    return promptDto(await this.prompts.change(call, id, changes), call.actor);
  }

  @Delete('prompts/:id')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('prompt.deleted')
  @AnswersNothing()
  remove(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.prompts.remove(call, id);
  }

  @Get('instructions')
  @Requires('chat:converse')
  @Unaudited('People read their own instructions; nobody else can.')
  @Answers(OwnInstructions)
  ownInstructions(@Ctx() { actor }: Call): Promise<OwnInstructions> {
    return this.instructions.of(actor);
  }

  @Put('instructions')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('own-instructions.changed')
  @Answers(OwnInstructions)
  keepInstructions(
    @Ctx() call: AuditedCall,
    @Body({ schema: OwnInstructions }) instructions: OwnInstructions,
  ): Promise<OwnInstructions> {
    return this.instructions.keep(call, instructions);
  }
}

/** Readers are told to the writer alone. */
function promptDto({ id, command, title, text, readers, ownerId, changedAt }: PromptRecord, actor: Actor): Prompt {
  const isOwn = ownerId === actor.id;
  return { id, command, title, text, readers: isOwn ? [...readers] : [], isOwn, changedAt: changedAt.toISOString() };
}
