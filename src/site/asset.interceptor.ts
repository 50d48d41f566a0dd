import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { type Observable, map } from 'rxjs';
import type { Asset } from './asset.js';

/** Frames what the pages are made of: how long it may be kept, and 304 for whoever has it. */
@Injectable()
export class AssetInterceptor implements NestInterceptor<Asset, StreamableFile | undefined> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<Asset>,
  ): Observable<StreamableFile | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<IncomingMessage>();
    const response = http.getResponse<ServerResponse>();
    return next.handle().pipe(map((asset) => frame(asset, request, response)));
  }
}

function frame(
  asset: Asset,
  { headers, url = '' }: IncomingMessage,
  response: ServerResponse,
): StreamableFile | undefined {
  // Weak: the same whether it travels compressed or not.
  const etag = `W/"${asset.version}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', url.endsWith(`?v=${asset.version}`) ? forEver : checked);
  if (headers['if-none-match']?.includes(etag) === true) {
    response.statusCode = 304;
    return undefined;
  }
  const compressed = headers['accept-encoding']?.includes('gzip') === true;
  if (compressed) response.setHeader('Content-Encoding', 'gzip');
  const content = compressed ? asset.gzipped : asset.content;
  return new StreamableFile(content, { type: asset.contentType, length: content.length });
}

const forEver = 'public, max-age=31536000, immutable';
const checked = 'no-cache';
