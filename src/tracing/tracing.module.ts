import { Module } from '@nestjs/common';
import { Tracing } from './tracing.js';

/** Traces of requests, in the words of OpenTelemetry. */
@Module({ providers: [Tracing] })
export class TracingModule {}
