import type { Fault } from '../jsonapi/errors/fault.js';
import * as bodies from '../media/body.errors.js';
import * as pictures from '../media/media.errors.js';

const pointer = '/data/attributes/original-image-url';

/** An occurrence of every fault that a body can have before it is a document. */
const bodyFaults: readonly Fault[] = [
  bodies.bodyTimeout(30),
  bodies.bodyTooLarge(1_000_000, 1_048_577),
  bodies.jsonTooLarge(1_000_000),
  bodies.contentEncodingUnsupported('br'),
];

/** An occurrence of every fault that a picture can have. */
const pictureFaults: readonly Fault[] = [
  bodies.tooManyPictures(pointer, 10),
  pictures.invalidDataUri(pointer, 'it must say ";base64"'),
  pictures.invalidBase64(pointer, 'the padding is wrong'),
  pictures.pictureTooLarge(pointer, 10_000_000, 12_582_912),
  pictures.pictureNotExpected('/data/attributes/name'),
  pictures.foreignImageUrl(pointer),
  pictures.notAPicture(pointer, 'TIFF'),
  pictures.unsupportedPicture(pointer, 'it is lossless JPEG'),
  pictures.pictureDamaged(pointer, 'it ends too early'),
  pictures.pictureTooComplex(pointer, 64, 200),
  pictures.pictureTooCostly(pointer, 10_000),
  pictures.tooManyPixels(pointer, 40_000_000, 48_000_000),
  pictures.sideTooLong(pointer, 16_000, 20_000),
  pictures.tooManyFrames(pointer, 100, 240),
  pictures.animationTooLarge(pointer, 100_000_000, 120_000_000),
  pictures.imageWorkersBusy(2),
  pictures.storageFull(),
  pictures.storageUnavailable(10),
];

/** For the examples in the documentation. */
export const mediaFaults: readonly Fault[] = [...bodyFaults, ...pictureFaults];

/** With which a request that has a body may be refused. */
export const bodyStatuses = statusesOf(bodyFaults);

/** And one whose body may carry pictures. */
export const pictureStatuses = statusesOf(mediaFaults);

function statusesOf(faults: readonly Fault[]): readonly number[] {
  return [...new Set(faults.map(({ status }) => status))];
}
