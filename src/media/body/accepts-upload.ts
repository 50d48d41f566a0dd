import { Reflector } from '@nestjs/core';
import type { FileKind } from '../proof/file-kind.js';

/** What an upload route takes beside JSON. */
export interface UploadPlaces {
  readonly kind: FileKind;
  /** Parts of a form that hold files, and how many of each name there may be. */
  readonly parts: Readonly<Record<string, number>>;
  /** Whether a body may be the file itself, its type in the header. */
  readonly alone: boolean;
}

/** Read by the body interceptor; JSON is taken only where `AcceptsFiles` says so as well. */
export const AcceptsUpload = Reflector.createDecorator<UploadPlaces>();
