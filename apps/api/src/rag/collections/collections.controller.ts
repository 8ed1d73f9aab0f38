import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Id, PageQuery } from '#contracts/common.js';
import { ChangeCollection, Collection, CollectionPage, CreateCollection } from '#contracts/rag.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { CollectionsService } from './collections.service.js';

@Controller('rag/collections')
export class CollectionsController {
  constructor(private readonly collections: CollectionsService) {}

  @Get()
  @Requires('knowledge:read')
  @Unaudited('People see which collections are open to them.')
  @Answers(CollectionPage)
  list(@Ctx() { actor }: Call, @Query({ schema: PageQuery }) query: PageQuery): Promise<CollectionPage> {
    return this.collections.list(actor, query);
  }

  @Post()
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('collection.created')
  @Answers(Collection, 201)
  create(@Ctx() call: AuditedCall, @Body({ schema: CreateCollection }) command: CreateCollection): Promise<Collection> {
    return this.collections.create(call, command);
  }

  @Get(':id')
  @Requires('knowledge:read')
  @Unaudited('Says of a collection what the list says.')
  @Answers(Collection)
  show(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Collection> {
    return this.collections.show(actor, id);
  }

  @Patch(':id')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('collection.changed')
  @Answers(Collection)
  change(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeCollection }) changes: ChangeCollection,
  ): Promise<Collection> {
    return this.collections.change(call, id, changes);
  }

  @Delete(':id')
  @Requires('knowledge:manage')
  @Takes('token')
  @Audits('collection.deleted')
  @AnswersNothing()
  remove(@Ctx() call: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    return this.collections.remove(call, id);
  }
}
