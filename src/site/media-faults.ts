import type { Fault } from '../jsonapi/errors/fault.js';
import * as archives from '../media/archive/archive.errors.js';
import * as bodies from '../media/body/body.errors.js';
import * as files from '../media/file.errors.js';
import * as pictures from '../media/media.errors.js';
import * as resumable from '../media/tus/tus.errors.js';
import * as quotas from '../media/quota/quota.errors.js';

const pointer = '/data/attributes/original-image-url';

/** An occurrence of every fault, or this does not compile: of those that a body can have before it is a document. */
const ofBodies: Readonly<Record<Exclude<keyof typeof bodies, 'tooManyPictures'>, Fault>> = {
  malformedJson: bodies.malformedJson('"}" is not expected here', 42),
  malformedForm: bodies.malformedForm('its type names no boundary'),
  invalidUtf8: bodies.invalidUtf8(),
  truncatedBody: bodies.truncatedBody(),
  bodyTimeout: bodies.bodyTimeout(30),
  senderTooSlow: bodies.senderTooSlow(),
  bodyTooLarge: bodies.bodyTooLarge(1_000_000, 1_048_577),
  jsonTooLarge: bodies.jsonTooLarge(1_000_000),
  contentEncodingUnsupported: bodies.contentEncodingUnsupported('br'),
};

/** And of those that a picture can have. */
const ofPictures: Readonly<
  Record<keyof typeof pictures | keyof typeof quotas | 'tooManyPictures', Fault>
> = {
  tooManyPictures: bodies.tooManyPictures(pointer, 10),
  invalidDataUri: pictures.invalidDataUri(pointer, 'it must say ";base64"'),
  invalidBase64: pictures.invalidBase64(pointer, 'the padding is wrong'),
  pictureTooLarge: pictures.pictureTooLarge(pointer, 10_000_000, 12_582_912),
  pictureNotExpected: pictures.pictureNotExpected('/data/attributes/name'),
  foreignImageUrl: pictures.foreignImageUrl(pointer),
  altWithoutPicture: pictures.altWithoutPicture('/data/attributes/logo-alt', 'logo-url'),
  notAPicture: pictures.notAPicture(pointer, 'TIFF'),
  unsupportedPicture: pictures.unsupportedPicture(pointer, 'it is lossless JPEG'),
  pictureDamaged: pictures.pictureDamaged(pointer, 'it ends too early'),
  pictureTooComplex: pictures.pictureTooComplex(pointer, 64, 200),
  pictureTooCostly: pictures.pictureTooCostly(pointer, 10_000),
  tooManyPixels: pictures.tooManyPixels(pointer, 40_000_000, 48_000_000),
  sideTooLong: pictures.sideTooLong(pointer, 16_000, 20_000),
  tooManyFrames: pictures.tooManyFrames(pointer, 100, 240),
  animationTooLarge: pictures.animationTooLarge(pointer, 100_000_000, 120_000_000),
  tooManyUploads: quotas.tooManyUploads(30, 2),
  uploadBytesUsedUp: quotas.uploadBytesUsedUp(200_000_000, 4320),
  uploadOverQuota: quotas.uploadOverQuota(5_000_000, 7_500_000),
  imageWorkersBusy: pictures.imageWorkersBusy(2),
  tooManyUploadsAtOnce: pictures.tooManyUploadsAtOnce(5),
  storageFull: pictures.storageFull(),
  storageUnavailable: pictures.storageUnavailable(10),
};

/** And of those that any other file can have. */
const ofFiles: Readonly<Record<keyof typeof files, Fault>> = {
  fileTooLarge: files.fileTooLarge('/file', 20_000_000, 25_165_824),
  tooManyFiles: files.tooManyFiles('/files[]/10', 10),
  unknownPart: files.unknownPart('picture', ['file', 'files[]']),
  unsupportedFile: files.unsupportedFile('/file', 'Word document'),
  foreignFileUrl: files.foreignFileUrl('/data/attributes/slides/0/link'),
  fileDamaged: files.fileDamaged('/file', 'it ends too early'),
  fileTypeMismatch: files.fileTypeMismatch('/file', {
    claimed: 'application/pdf',
    actual: 'video/mp4',
  }),
};

/** And of those that only resumable uploads have. */
const ofResumable: Readonly<Record<keyof typeof resumable, Fault>> = {
  unsupportedTusVersion: resumable.unsupportedTusVersion(),
  unsupportedTusExtension: resumable.unsupportedTusExtension(
    'Upload-Defer-Length',
    'Say with Upload-Length how long the file is.',
  ),
  invalidTusHeader: resumable.invalidTusHeader(
    'Upload-Offset',
    'Say with Upload-Offset how many bytes came before.',
  ),
  uploadOffsetMismatch: resumable.uploadOffsetMismatch(),
  uploadLengthExceeded: resumable.uploadLengthExceeded(1_000_000),
  uploadBusy: resumable.uploadBusy(2),
  tooManyUploadParts: resumable.tooManyUploadParts(1000),
  tooManyUnfinishedUploads: resumable.tooManyUnfinishedUploads(10),
};

/** And of those that an archive can have. */
const ofArchives: Readonly<Record<Exclude<keyof typeof archives, 'inEntry'>, Fault>> = {
  archiveTooLarge: archives.archiveTooLarge('/file', 100_000_000, 125_829_120),
  archiveHoldsTooMuch: archives.archiveHoldsTooMuch('files', 2000, 4096),
  archiveDamaged: archives.archiveDamaged('its directory is not sound'),
  entryNotTaken: archives.entryNotTaken('media/0001.jpg', 'it is encrypted'),
};

const bodyFaults: readonly Fault[] = Object.values(ofBodies);

const fileFaults = [...bodyFaults, ...Object.values(ofPictures), ...Object.values(ofFiles)];

/** For the examples in the documentation. */
export const mediaFaults: readonly Fault[] = [
  ...fileFaults,
  ...Object.values(ofResumable),
  ...Object.values(ofArchives),
];

/** With which a request that has a body may be refused. */
export const bodyStatuses = statusesOf(bodyFaults);

/** And one whose body may carry pictures. */
export const pictureStatuses = statusesOf(fileFaults);

function statusesOf(faults: readonly Fault[]): readonly number[] {
  return [...new Set(faults.map(({ status }) => status))];
}
