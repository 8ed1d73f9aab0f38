import { Controller, Get, Query } from '@nestjs/common';
import { FoundPage, SearchQuery } from '#contracts/chat/search.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { SearchService } from '../finding/search.service.js';

@Controller('chat/search')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Get()
  @Requires('chat:converse')
  @Unaudited('People search their own conversations; nobody else can.')
  @Answers(FoundPage)
  async search(@Ctx() { actor }: Call, @Query({ schema: SearchQuery }) query: SearchQuery): Promise<FoundPage> {
    const { items, nextCursor } = await this.searching.search(actor, query);
    const shown = items.map(({ createdAt, ...found }) => ({
      ...found,
      highlights: [...found.highlights],
      createdAt: createdAt.toISOString(),
    }));
    return { items: shown, nextCursor };
  }
}
