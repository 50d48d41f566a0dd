import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Until an SDK is there it makes nothing of spans. */
export const tracer = trace.getTracer('marquee');

/**
 * A part of a request's work. Where nobody traces, or not this request, there is no more than the work.
 *
 * @param attributes never what a client has sent: no body, no value of a parameter
 */
export async function traced<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (trace.getActiveSpan()?.isRecording() !== true) return work();
  const options = { kind: SpanKind.CLIENT, attributes };
  return tracer.startActiveSpan(name, options, (span) => followed(span, work));
}

async function followed<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Its message may hold what a client has sent.
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** For lines of the log that are written in a traced request. */
export function traceIds(): Readonly<Record<string, string>> {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
