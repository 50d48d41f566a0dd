import type { IncomingHttpHeaders } from 'node:http';
import { unsupportedMediaType } from '../../jsonapi/errors/request.errors.js';
import type { Fault } from '../../jsonapi/errors/fault.js';
import { hasBody } from '../../jsonapi/request/body-announcement.js';
import { contentEncodingUnsupported } from '../body/body.errors.js';
import { fileDamaged, fileTooLarge } from '../file.errors.js';
import { invalidTusHeader, unsupportedTusExtension, unsupportedTusVersion } from './tus.errors.js';
import { metadataOf } from './upload-metadata.js';

/** https://tus.io/protocols/resumable-upload */
export const tusVersion = '1.0.0';

/** https://tus.io/protocols/resumable-upload#protocol-extensions */
export const tusExtensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

/** What scripts in browsers are to read of answers. */
export const tusExposedHeaders = [
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Metadata',
  'Upload-Expires',
  'File-Location',
];

/** The only type of bodies. https://tus.io/protocols/resumable-upload#patch */
export const tusBodyType = 'application/offset+octet-stream';

/** Sixteen digits may be more than a number can hold. */
const count = /^(?:0|[1-9]\d{0,14})$/;

/**
 * What is wrong with a request by its headers alone, before a byte of its body.
 *
 * @param method as meant
 * @param maxBytes of a file
 * @returns null for a request that may go on
 */
export function faultOfHeaders(
  method: string,
  headers: IncomingHttpHeaders,
  maxBytes: number,
): Fault | null {
  if (headers['tus-resumable'] !== tusVersion) return unsupportedTusVersion();
  if (method === 'POST') return faultOfCreation(headers, maxBytes);
  return method === 'PATCH' ? faultOfContinuation(headers) : null;
}

function faultOfCreation(headers: IncomingHttpHeaders, maxBytes: number): Fault | null {
  if (headers['upload-concat'] !== undefined)
    return unsupportedTusExtension(
      'Upload-Concat',
      'Send the file in one upload, not in parallel.',
    );
  if (headers['upload-defer-length'] !== undefined)
    return unsupportedTusExtension(
      'Upload-Defer-Length',
      'Say with Upload-Length how long the file is.',
    );
  return (
    faultOfLength(headers['upload-length'], maxBytes) ??
    faultOfMetadata(headers['upload-metadata']) ??
    (hasBody(headers) ? faultOfBody(headers) : null)
  );
}

function faultOfContinuation(headers: IncomingHttpHeaders): Fault | null {
  if (headers['upload-length'] !== undefined)
    return invalidTusHeader('Upload-Length', 'The length was said when the upload began.');
  if (!count.test(String(headers['upload-offset'] ?? '')))
    return invalidTusHeader('Upload-Offset', 'Say with Upload-Offset how many bytes came before.');
  return faultOfBody(headers);
}

function faultOfBody(headers: IncomingHttpHeaders): Fault | null {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined) return contentEncodingUnsupported(encoding);
  return headers['content-type'] === tusBodyType
    ? null
    : unsupportedMediaType(`Send the bytes as ${tusBodyType}.`);
}

function faultOfLength(header: IncomingHttpHeaders[string], maxBytes: number): Fault | null {
  const length = String(header ?? '');
  if (!count.test(length))
    return invalidTusHeader('Upload-Length', 'Say with Upload-Length how many bytes the file has.');
  if (Number(length) > maxBytes) return fileTooLarge('', maxBytes, Number(length));
  return length === '0' ? fileDamaged('', 'it is empty') : null;
}

function faultOfMetadata(header: IncomingHttpHeaders[string]): Fault | null {
  if (header === undefined) return null;
  try {
    metadataOf(String(header));
    return null;
  } catch {
    return invalidTusHeader(
      'Upload-Metadata',
      'Upload-Metadata takes pairs of a name and its value in base64, separated by commas.',
    );
  }
}
