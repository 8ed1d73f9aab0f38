import { applyDecorators } from '@nestjs/common';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { AcceptedWith, Answers } from '../http/reference/answers.js';

/** Answers JSON of this contract, or 202 with the request that now waits for a second person. */
export const AnswersOrAwaiting = (schema: z.ZodMiniType, status = 200): MethodDecorator =>
  applyDecorators(Answers(z.union([AwaitingApproval, schema]), status), AcceptedWith('approval'));
