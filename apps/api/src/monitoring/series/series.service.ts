import { Injectable } from '@nestjs/common';
import type { Series, SeriesQuery } from '#contracts/monitoring/series.js';
import { Clock } from '#platform/clock.js';
import { seriesTooLong } from '../monitoring.errors.js';
import { SeriesRepository } from './series.repository.js';
import { seriesOf, spanOf } from './series.rules.js';

/** The figures of the installation over time. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly series: SeriesRepository,
    private readonly clock: Clock,
  ) {}

  async read(query: SeriesQuery): Promise<Series> {
    const span = spanOf(query, this.clock.now());
    if (span === null) throw seriesTooLong();
    return seriesOf(query.metric, span, await this.series.points(query.metric, span));
  }
}
