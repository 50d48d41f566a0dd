import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { capacityCodesOf } from './jsonapi/errors/capacity.js';

/** A request's body never reaches the log: it is where data URIs and passwords are. Nor do tokens of mailed links. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: requestId,
    customLogLevel: (_, response, error) => levelOf(response, error),
    customErrorObject: (_request, response, _error, facts: object) => {
      const codes = capacityCodesOf(response);
      // A stack would say no more of it than that it was refused.
      return codes === undefined ? facts : Object.assign({}, facts, { codes, err: undefined });
    },
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

function levelOf(response: ServerResponse, error: Error | undefined): 'error' | 'info' | 'warn' {
  const { statusCode } = response;
  const isFault = error !== undefined || statusCode >= 500;
  if (isFault && capacityCodesOf(response) === undefined) return 'error';
  return statusCode >= 400 ? 'warn' : 'info';
}

/** A caller's own id is kept when it is harmless, so that a request can be followed through many servers. */
function requestId({ headers }: IncomingMessage, response: ServerResponse): string {
  const sent = headers['x-request-id'];
  const id = typeof sent === 'string' && /^[\w.-]{1,100}$/.test(sent) ? sent : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}
