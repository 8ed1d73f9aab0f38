import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Idempotency } from './idempotency.js';
import { IdempotencySchedule } from './idempotency.schedule.js';
import { IdempotentCallRow } from './idempotent-call.entity.js';
import { KeyedTransactions } from './keyed-transactions.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([IdempotentCallRow])],
  providers: [Idempotency, IdempotencySchedule, KeyedTransactions],
  exports: [Idempotency, KeyedTransactions],
})
export class IdempotencyModule {}
