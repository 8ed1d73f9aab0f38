import { Controller, Get, Query } from '@nestjs/common';
import { Series, SeriesQuery } from '#contracts/monitoring/series.js';
import { Background, Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { SeriesService } from './series.service.js';

@Controller('monitoring/series')
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Get()
  @Requires('monitoring:read')
  @Background()
  @Unaudited('numbers, nobody is named')
  @Answers(Series)
  read(@Query({ schema: SeriesQuery }) query: SeriesQuery): Promise<Series> {
    return this.series.read(query);
  }
}
