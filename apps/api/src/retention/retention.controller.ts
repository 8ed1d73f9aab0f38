import { Controller, Get } from '@nestjs/common';
import { RetentionPolicies } from '#contracts/retention.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { RetentionService } from './retention.service.js';

@Controller('retention')
export class RetentionController {
  constructor(private readonly retention: RetentionService) {}

  @Get('policies')
  @Requires('retention:read')
  @Unaudited('a rule, no data')
  @Answers(RetentionPolicies)
  policies(): RetentionPolicies {
    return this.retention.policies();
  }
}
