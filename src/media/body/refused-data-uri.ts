import type { Fault } from '../../jsonapi/errors/fault.js';
import { Refusal } from '../../jsonapi/resource/codec.js';

/**
 * The handle in the place of a data URI that was read past: damaged, or where no picture belongs. A refusal
 * like any codec's, so that its fault is answered together with the document's others.
 */
export class RefusedDataUri extends Refusal {
  declare readonly fault: (pointer: string) => Fault;

  constructor(fault: (pointer: string) => Fault) {
    super('holds a data URI that cannot be taken', [], fault);
  }
}
