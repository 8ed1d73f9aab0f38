import { Controller, Get } from '@nestjs/common';
import { HealthReport, Live, Ready } from '#contracts/health.js';
import { Background, Public, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/answers.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Public('load balancers and process managers have no account')
  @Background()
  @Unaudited('says nothing about anybody')
  @Answers(Live)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('load balancers and process managers have no account')
  @Background()
  @Unaudited('says nothing about anybody')
  @Answers(Ready)
  ready(): Promise<{ status: 'ready' }> {
    return this.health.assertReady();
  }

  @Get('detailed')
  @Public('the deployment guide reads it without an account; messages hold no versions, paths or figures')
  @Background()
  @Unaudited('says nothing about anybody')
  @Answers(HealthReport)
  detailed(): Promise<HealthReport> {
    return this.health.report();
  }
}
