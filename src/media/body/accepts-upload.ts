import { Reflector } from '@nestjs/core';
import type { SentKind } from '../proof/file-kind.js';

/** What an upload route takes beside JSON. */
export interface UploadPlaces {
  readonly kind: SentKind;
  /** Parts of a form that hold files, and how many of each name there may be. */
  readonly parts: Readonly<Record<string, number>>;
  /** With what the type of a body begins that is the file itself; null where none may be. */
  readonly alone: 'image/' | 'application/zip' | null;
}

/** Read by the body interceptor; JSON is taken only where `AcceptsFiles` says so as well. */
export const AcceptsUpload = Reflector.createDecorator<UploadPlaces>();
