import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildApp } from 'fauxqs';

/** What a store does with `If-None-Match: *` on a put: honours it, overlooks it, or refuses to know it. */
export type Condition = 'honoured' | 'overlooked' | 'refused';

export interface LoopbackS3 {
  readonly endpoint: string;
  readonly bucket: string;
  /** Uploads in parts that were begun and neither completed nor aborted. */
  readonly openUploads: () => number;
  readonly close: () => Promise<void>;
}

/** An S3 server on a free port of this machine, with one bucket; any credentials will do. */
export async function startLoopbackS3(condition: Condition = 'honoured'): Promise<LoopbackS3> {
  const app = buildApp({ logger: false });
  const bucket = 'pictures';
  let open = 0;
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.once('finish', () => {
      if (response.statusCode < 300) open += changeOfUploads(request);
    });
  });
  if (condition !== 'overlooked') answerConditions(app, condition);
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  await fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  return { endpoint, bucket, openUploads: () => open, close: () => app.close() };
}

/**
 * This version of the server overlooks conditions on puts, and the next one needs a newer Node. What S3 does
 * is added here: between this look and the server's own handler nothing else runs, so the two are one step.
 */
function answerConditions(app: ReturnType<typeof buildApp>, condition: Condition): void {
  const keys = new Set<string>();
  app.addHook('preHandler', (request, reply, done) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (request.method === 'DELETE' && !request.url.includes('uploadId=')) keys.delete(path);
    if (!makesAnObject(request.method, request.url)) return done();
    const conditional = request.headers['if-none-match'] === '*';
    if (conditional && condition === 'refused') return refuse(reply, 501, 'NotImplemented');
    if (conditional && keys.has(path)) return refuse(reply, 412, 'PreconditionFailed');
    keys.add(path);
    done();
  });
}

function refuse(
  reply: { status(code: number): { type(type: string): { send(body: string): unknown } } },
  status: number,
  code: string,
): void {
  reply.status(status).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
}

function makesAnObject(method: string, url: string): boolean {
  if (method === 'POST') return /[?&]uploadId=/.test(url);
  return method === 'PUT' && !/[?&]partNumber=/.test(url);
}

/** The server keeps no list of uploads in parts, so they are counted as they go by. */
function changeOfUploads({ method, url = '' }: IncomingMessage): number {
  if (method === 'POST' && /[?&]uploads\b/.test(url)) return 1;
  if ((method === 'POST' || method === 'DELETE') && /[?&]uploadId=/.test(url)) return -1;
  return 0;
}
