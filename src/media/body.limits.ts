import type { PicturePlaces } from './accepts-pictures.js';
import type { BodyLimits } from './data-uri.reader.js';
import type { MediaConfig } from './media.config.js';

/**
 * Bytes on the wire for one of the data: 4 for 3 by base64, and an eighth more for line breaks and for the
 * characters that some senders escape.
 */
const wireBytes = (4 / 3) * 1.125;

/** @param places undefined for a route that never takes pictures: its body may not hold even one */
export function bodyLimits(
  { bodySilenceMilliseconds, jsonMaxBytes, mediaMaxBytes }: MediaConfig,
  places?: PicturePlaces,
): BodyLimits {
  // A picture in the wrong place is read past, for a fault that points at it.
  const room = places === undefined ? 0 : Math.max(1, places.count);
  return {
    body: jsonMaxBytes + Math.ceil(room * mediaMaxBytes * wireBytes),
    json: jsonMaxBytes,
    picture: mediaMaxBytes,
    pictureCount: places?.count ?? 0,
    silenceMs: bodySilenceMilliseconds,
  };
}
