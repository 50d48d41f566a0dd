import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../database/housekeeping.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyStore } from './idempotency.store.js';

/** Requests that may be repeated. */
@Global()
@Module({
  providers: [IdempotencyInterceptor, IdempotencyStore],
  exports: [IdempotencyInterceptor, IdempotencyStore],
})
export class IdempotencyModule implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly store: IdempotencyStore,
  ) {}

  onModuleInit(): void {
    this.housekeeping.enter('answers to requests of old', () => this.store.forgetExpired());
  }
}
