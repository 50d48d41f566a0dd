import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** A request's body never reaches the log: it is where data URIs and passwords are. Nor do tokens of mailed links. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: requestId,
    customLogLevel: (_, { statusCode }, error) =>
      error || statusCode >= 500 ? 'error' : statusCode >= 400 ? 'warn' : 'info',
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        url: url.replace(/([?&]token=)[^&]+/g, '$1(not logged)'),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

/** A caller's own id is kept when it is harmless, so that a request can be followed through many servers. */
function requestId({ headers }: IncomingMessage, response: ServerResponse): string {
  const sent = headers['x-request-id'];
  const id = typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}
