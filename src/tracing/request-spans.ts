import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Span,
  SpanKind,
  SpanStatusCode,
  context,
  propagation,
  trace,
} from '@opentelemetry/api';
import { tracer } from './spans.js';

/** Express puts the route that answers on its request. */
type RoutedRequest = IncomingMessage & { readonly route?: { readonly path?: unknown } };

/**
 * Stands before everything else: a span for each request, below the one that its client names in `traceparent`. It is
 * called by the template of its route; the path itself, with ids and tokens in it, is nobody's business.
 */
export function traceRequest(
  request: RoutedRequest,
  response: ServerResponse,
  next: () => void,
): void {
  const method = request.method ?? '';
  const parent = propagation.extract(context.active(), request.headers);
  const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
  const span = tracer.startSpan(method, options, parent);
  response.once('close', () => end(span, request, response));
  context.with(trace.setSpan(parent, span), next);
}

function end(span: Span, request: RoutedRequest, response: ServerResponse): void {
  const path = request.route?.path;
  const route = typeof path === 'string' ? path : 'none';
  span.updateName(`${request.method} ${route}`);
  span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
  if (!response.writableFinished) span.setAttribute('error.type', 'aborted');
  if (!response.writableFinished || response.statusCode >= 500)
    span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
