import { Module } from '@nestjs/common';
import { ApprovalExpiry } from './approvals/approval.expiry.js';

/** What retention removes of this room; also for the operator's tool, which runs nothing else of it. */
@Module({ providers: [ApprovalExpiry] })
export class ApprovalExpiryModule {}
