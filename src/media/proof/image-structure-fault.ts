import type { Fault } from '../../jsonapi/errors/fault.js';
import {
  animationTooLarge,
  pictureDamaged,
  pictureTooComplex,
  sideTooLong,
  tooManyFrames,
  tooManyPixels,
  unsupportedPicture,
} from '../media.errors.js';
import type { StructureFault, StructureLimit } from '../picture-structure/structure-fault.js';

type LimitFault = (pointer: string, limit: number, actual: number) => Fault;

const limitFaults: Readonly<Record<StructureLimit, LimitFault>> = {
  'side-too-long': sideTooLong,
  'too-many-pixels': tooManyPixels,
  'too-many-frames': tooManyFrames,
  'too-many-animation-pixels': animationTooLarge,
  'too-many-scans': pictureTooComplex,
  'too-many-parts': pictureTooComplex,
};

/** What a client is told of a picture that its structure alone refuses. */
export function faultOfStructure(fault: StructureFault, pointer: string): Fault {
  if ('limit' in fault) return limitFaults[fault.reason](pointer, fault.limit, fault.actual);
  if (fault.reason === 'unsupported') return unsupportedPicture(pointer, fault.detail);
  return pictureDamaged(pointer, fault.detail);
}
