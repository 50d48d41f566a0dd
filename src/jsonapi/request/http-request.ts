import type { IncomingHttpHeaders } from 'node:http';

/** What floors above need of Express' request. */
export interface HttpRequest {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  /** Path and query string as sent. */
  readonly originalUrl: string;
  readonly params: Readonly<Record<string, string>>;
}
