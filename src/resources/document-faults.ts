import type { RowValues } from '../database/resource.writer.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { guardedFaults } from './guarded-fields.js';
import { mergedRuleFaults } from './merged-rules.js';
import { relatedFaults } from './related-faults.js';
import { rowValuesOf } from './resource-values.js';
import { settledFaults } from './settled-fields.js';
import type { JudgedWrite } from './write-unit.js';

/**
 * All that is wrong with a document, beside the row that it is to change.
 *
 * @param ownRules what the resource's own rules say
 */
export async function documentFaults<E extends object>(
  document: ResourceDocument,
  { audiences, current, unit }: JudgedWrite<E>,
  ownRules: () => Promise<readonly Fault[]>,
): Promise<readonly Fault[]> {
  const present = current as RowValues | null;
  const missing = await relatedFaults(unit, document, { ...present, ...rowValuesOf(document) });
  const faults = [
    ...settledFaults(document, present),
    ...mergedRuleFaults(document, present),
    ...missing,
  ];
  // What the author may do follows from what the row is related to.
  if (missing.length > 0) return faults;
  return [...faults, ...guardedFaults(document, present, audiences), ...(await ownRules())];
}
