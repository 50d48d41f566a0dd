import { Reflector } from '@nestjs/core';

/**
 * For routes that help those whose token is no longer good: what is in `Authorization` is not looked at there, or
 * by the handler itself.
 */
export const IgnoresToken = Reflector.createDecorator<void, boolean>({ transform: () => true });
