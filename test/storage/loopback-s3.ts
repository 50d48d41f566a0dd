import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildApp } from 'fauxqs';

export interface LoopbackS3 {
  readonly endpoint: string;
  readonly bucket: string;
  /** Uploads in parts that were begun and neither completed nor aborted. */
  readonly openUploads: () => number;
  readonly close: () => Promise<void>;
}

/** An S3 server on a free port of this machine, with one bucket; any credentials will do. */
export async function startLoopbackS3(): Promise<LoopbackS3> {
  const app = buildApp({ logger: false });
  const bucket = 'pictures';
  let open = 0;
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.once('finish', () => {
      if (response.statusCode < 300) open += changeOfUploads(request);
    });
  });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  await fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  return { endpoint, bucket, openUploads: () => open, close: () => app.close() };
}

/** The server keeps no list of uploads in parts, so they are counted as they go by. */
function changeOfUploads({ method, url = '' }: IncomingMessage): number {
  if (method === 'POST' && /[?&]uploads\b/.test(url)) return 1;
  if ((method === 'POST' || method === 'DELETE') && /[?&]uploadId=/.test(url)) return -1;
  return 0;
}
