import { Global, Module } from '@nestjs/common';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyStore } from './idempotency.store.js';

/** Requests that may be repeated. */
@Global()
@Module({
  providers: [IdempotencyInterceptor, IdempotencyStore],
  exports: [IdempotencyInterceptor, IdempotencyStore],
})
export class IdempotencyModule {}
