import type { NextFunction, Request, Response } from 'express';
import { tusVersion } from './tus-headers.js';

/** In every answer, refusals included. https://tus.io/protocols/resumable-upload#tus-resumable */
export function tusResumable(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Tus-Resumable', tusVersion);
  next();
}
