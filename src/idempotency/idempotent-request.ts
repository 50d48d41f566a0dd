import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { Answer } from '../jsonapi/response/answer.js';
import type { Framer } from '../jsonapi/response/framer.js';
import type { IdempotencyName, IdempotencyStore } from './idempotency.store.js';

/** Thrown to undo a transaction whose request has been carried out already. */
export class AlreadyAnswered extends Error {}

/** A request that its client may repeat; what carries it out says when it begins and what it answers. */
export class IdempotentRequest {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly framer: Framer,
    private readonly request: {
      readonly name: IdempotencyName;
      readonly fingerprint: string;
      readonly target: string;
    },
  ) {}

  /** @throws AlreadyAnswered */
  async begin(transaction: Transaction): Promise<void> {
    const { fingerprint, name } = this.request;
    if (!(await this.store.claim(transaction, name, fingerprint))) throw new AlreadyAnswered();
  }

  /** In the transaction whose outcome the answer tells. */
  async keep(transaction: Transaction, answer: Answer): Promise<void> {
    const { name, target } = this.request;
    await this.store.keep(transaction, name, this.framer.frame(answer, target));
  }
}

const requests = new WeakMap<object, IdempotentRequest>();

export function keepIdempotentRequest(request: object, idempotent: IdempotentRequest): void {
  requests.set(request, idempotent);
}

/** The argument for a request that carries an `Idempotency-Key`; null for others. */
export const Idempotency = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentRequest | null =>
    requests.get(context.switchToHttp().getRequest<object>()) ?? null,
);
