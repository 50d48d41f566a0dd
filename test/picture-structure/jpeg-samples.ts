import { marker, writeSegment } from '../../src/media/picture-structure/jpeg-segment.js';
import { writeOrientation } from '../../src/media/picture-structure/exif-orientation.js';
import { appended, drawing, secretive, type DirtyPicture } from './picture-samples.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Segments of which none may stay. */
const strangers: readonly Buffer[] = [
  writeSegment(marker.comment, latin1('SECRET comment')),
  writeSegment(marker.app0, latin1('JFXX\0\x10SECRET thumbnail')),
  writeSegment(marker.app1, latin1('http://ns.adobe.com/xap/1.0/\0<x>SECRET</x>')),
  writeSegment(marker.app1, latin1('http://ns.adobe.com/xmp/extension/\0SECRET extended XMP')),
  writeSegment(marker.app2, latin1('MPF\0MM\0*SECRET second picture')),
  writeSegment(marker.app2, latin1('urn:iso:std:iso:ts:21496:-1\0SECRET gain map')),
  writeSegment(marker.app0 + 13, latin1('Photoshop 3.0\x008BIM\x04\x04\0\0SECRET caption')),
  writeSegment(marker.app0 + 4, latin1('SECRET maker note')),
  writeSegment(marker.app15, latin1('SECRET')),
];

/** An EXIF block with a thumbnail behind its directory. */
export function exifSegment(orientation: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): Buffer {
  const thumbnail = latin1('\xff\xd8SECRET thumbnail\xff\xd9');
  return writeSegment(marker.app1, latin1('Exif\0\0'), writeOrientation(orientation), thumbnail);
}

export function insertSegments(jpeg: Buffer, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Puts segments between the scans of a progressive JPEG. */
function insertBetweenScans(jpeg: Buffer, segment: Buffer): Buffer {
  const scan = jpeg.lastIndexOf(Buffer.from([0xff, marker.scan]));
  return Buffer.concat([jpeg.subarray(0, scan), segment, jpeg.subarray(scan)]);
}

function dirty(jpeg: Buffer): Buffer {
  const filled = insertSegments(jpeg, Buffer.from([0xff, 0xff, 0xff]), ...strangers);
  return Buffer.concat([filled, jpeg, appended]);
}

export async function jpegSamples(): Promise<DirtyPicture[]> {
  const colour = await secretive(drawing(3)).withIccProfile('p3').jpeg({ quality: 90 }).toBuffer();
  const plain = await drawing(3).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
  const progressive = await drawing(3).jpeg({ progressive: true }).toBuffer();
  const cmyk = await drawing(3).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
  const grey = await drawing(3).greyscale().jpeg().toBuffer();
  const between = insertBetweenScans(progressive, strangers[0] ?? Buffer.alloc(0));
  const turned = ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((orientation) => ({
    name: `JPEG of orientation ${orientation}`,
    format: 'jpeg' as const,
    bytes: dirty(insertSegments(plain, exifSegment(orientation))),
    expected: { orientation },
  }));
  return [
    { name: 'JPEG', format: 'jpeg', bytes: dirty(colour), expected: { orientation: 6 } },
    { name: 'progressive JPEG', format: 'jpeg', bytes: dirty(between), expected: {} },
    { name: 'CMYK JPEG', format: 'jpeg', bytes: dirty(cmyk), expected: {} },
    { name: 'grey JPEG', format: 'jpeg', bytes: dirty(grey), expected: {} },
    ...turned,
  ];
}
