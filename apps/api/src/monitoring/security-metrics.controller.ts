import { Controller, Get } from '@nestjs/common';
import { SecurityMetrics } from '#contracts/monitoring/security-metrics.js';
import { Background, Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { SecurityMetricsService } from './security-metrics.service.js';

@Controller('security/metrics')
export class SecurityMetricsController {
  constructor(private readonly metrics: SecurityMetricsService) {}

  @Get()
  @Requires('monitoring:read')
  @Background()
  @Unaudited('numbers, nobody is named')
  @Answers(SecurityMetrics)
  read(): Promise<SecurityMetrics> {
    return this.metrics.now();
  }
}
