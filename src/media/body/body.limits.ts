import type { FilePlaces } from './accepts-files.js';
import type { BodyLimits } from './data-uri.reader.js';
import { maxBytesOf } from '../proof/file-kind.js';
import type { MediaConfig } from '../media.config.js';

/**
 * Bytes on the wire for one of the data: 4 for 3 by base64, and an eighth more for line breaks and for the
 * characters that some senders escape.
 */
const wireBytes = (4 / 3) * 1.125;

const nothing: FilePlaces['counts'] = { picture: 0, file: 0 };

/** @param places undefined for a route that never takes files: its body may not hold even one */
export function bodyLimits(config: MediaConfig, places?: FilePlaces): BodyLimits {
  const { picture, file } = places?.counts ?? nothing;
  const files = {
    picture: { count: picture, bytes: maxBytesOf('picture', config) },
    file: { count: file, bytes: maxBytesOf('file', config) },
  };
  const room = picture * files.picture.bytes + file * files.file.bytes;
  // A picture in the wrong place is read past, for a fault that points at it.
  const least = places === undefined ? 0 : files.picture.bytes;
  return {
    body: config.jsonMaxBytes + Math.ceil(Math.max(room, least) * wireBytes),
    json: config.jsonMaxBytes,
    files,
    silenceMs: config.bodySilenceMilliseconds,
  };
}
