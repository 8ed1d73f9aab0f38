import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { HealthReport, Live, Ready } from '#contracts/health.js';
import { Background, Public, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Public('load balancers and process managers have no account')
  @Background()
  @Unaudited('contains no personal data')
  @Answers(Live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('load balancers and process managers have no account')
  @Background()
  @Unaudited('contains no personal data')
  @Answers(Ready)
  ready(): Promise<{ status: 'ready' }> {
    return this.health.assertReady();
  }

  @Get('detailed')
  @Public('the deployment guide reads it without an account; messages contain no versions, paths or figures')
  @Background()
  @Unaudited('contains no personal data')
  @Answers(HealthReport)
  async detailed(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    const { report, ageSeconds } = await this.health.report();
    response.setHeader('Age', ageSeconds);
    return report;
  }
}
