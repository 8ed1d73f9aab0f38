import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Ctx, type PublicCall } from '#platform/access/call.js';
import { Background, Public, Unaudited } from '#platform/access/declarations.js';
import { AnswersRaw } from '#platform/http/reference/answers.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { ScrapeToken } from './engine/scrape-token.js';
import { assertMayScrape } from './scraping.rules.js';

@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly token: ScrapeToken,
  ) {}

  @Get('prometheus')
  @Public('a scraper on this host or with the token of a file has no account; everyone else needs metrics:read')
  @Background()
  @Unaudited('numbers about the process, no personal data')
  @AnswersRaw('text/plain', 'Prometheus text format')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  prometheus(@Ctx() { actor: visitor }: PublicCall, @Req() request: Request): Promise<string> {
    assertMayScrape({
      permissions: visitor?.permissions ?? null,
      peer: request.socket.remoteAddress ?? '',
      headers: Object.keys(request.headers),
      hasScrapeToken: this.token.isIn(request.headers.authorization),
    });
    return this.metrics.registry.metrics();
  }
}
