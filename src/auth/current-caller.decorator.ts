import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { type Caller, callerOf } from './caller.js';

/** The argument that says who is calling. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<object>()),
);
