import { invalidParameter, unknownParameter } from '../errors/query.errors.js';
import type { Fault } from '../errors/fault.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';

/**
 * Open Event's name, and one that the standard allows: it has a character that is no small letter.
 * https://jsonapi.org/format/1.1/#query-parameters-custom
 */
export const trashed = 'get_trashed';

/** Which families of parameters a route takes. */
export type ParameterFamily = 'include' | 'fields' | 'filter' | 'sort' | 'page' | typeof trashed;

export const collectionParameters: readonly ParameterFamily[] = [
  'include',
  'fields',
  'filter',
  'sort',
  'page',
];
export const resourceParameters: readonly ParameterFamily[] = ['include', 'fields'];
export const noParameters: readonly ParameterFamily[] = [];

/** Of routes whose primary data may be deleted: what can be restored can be asked for. */
export function trashParameters({ deletion }: ResourceDefinition): readonly ParameterFamily[] {
  return deletion === null ? noParameters : [trashed];
}

const familyPattern = /^(include|sort|filter|get_trashed)$|^(fields|filter|page)\[/;

function isTaken(name: string, families: readonly ParameterFamily[]): boolean {
  const match = familyPattern.exec(name);
  return (families as readonly (string | undefined)[]).includes(match?.[1] ?? match?.[2]);
}

/** Of parameters that the route does not take. */
export function unknownFaults(
  names: readonly string[],
  families: readonly ParameterFamily[],
): Fault[] {
  return [...new Set(names)].filter((name) => !isTaken(name, families)).map(unknownParameter);
}

/** Of parameters that it takes once. */
export function repetitionFaults(
  names: readonly string[],
  families: readonly ParameterFamily[],
): Fault[] {
  const once = new Set<string>();
  const twice = new Set(names.filter((name) => once.size === once.add(name).size));
  return [...twice]
    .filter((name) => isTaken(name, families))
    .map((name) => invalidParameter(name, `The query parameter "${name}" stands here twice.`));
}
