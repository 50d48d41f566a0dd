import type { Request } from 'express';
import type { FilePlaces } from './accepts-files.js';
import type { UploadPlaces } from './accepts-upload.js';
import { announcedBody, requireReadable } from './announced-body.js';
import { bodyLimits } from './body.limits.js';
import { readBody } from './data-uri.reader.js';
import type { FileMeter } from './file.intake.js';
import type { MediaConfig } from '../media.config.js';
import type { SpoolArea } from '../spool/spool-area.js';
import { readUpload } from './upload.reader.js';

/** What a route takes. */
export interface RouteBody {
  readonly places: FilePlaces | undefined;
  readonly upload: UploadPlaces | undefined;
}

/** What reading a body needs and leads to. */
export interface BodyReading {
  readonly config: MediaConfig;
  readonly meter: FileMeter;
  /** Whose owner disposes of it, whatever ends the request. */
  readonly spool: SpoolArea;
}

const nowhere = () => null;

/**
 * Reads a body as its route takes it.
 *
 * @throws JsonApiError 400, 408, 413, 415, 422, 429 or 507
 */
export async function readRouteBody(
  request: Request,
  { places, upload }: RouteBody,
  reading: BodyReading,
): Promise<unknown> {
  const isJson = announcedBody(request) === 'json';
  if (upload !== undefined && (!isJson || places === undefined))
    return readUpload(request, upload, reading);
  const { config, meter, spool } = reading;
  const limits = bodyLimits(config, places);
  requireReadable(request.headers, limits.body);
  return readBody(request, { accepts: places?.accepts ?? nowhere, limits, meter, spool });
}
