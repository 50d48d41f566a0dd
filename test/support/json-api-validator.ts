import { inspectErrors } from './json-api-validator.errors.js';
import {
  Inspection,
  type Members,
  type Violation,
  isObject,
} from './json-api-validator.inspection.js';
import { inspectFullLinkage, inspectUniqueness } from './json-api-validator.linkage.js';
import { inspectJsonApi, inspectLinks, linkNames } from './json-api-validator.links.js';
import { type DocumentRole, ResourceInspection } from './json-api-validator.resources.js';

export type { Violation } from './json-api-validator.inspection.js';

export interface ValidationOptions {
  readonly role?: DocumentRole;
  /** Namespaces of the extensions that are applied, such as `atomic`. */
  readonly namespaces?: readonly string[];
  /** Sparse fieldsets may leave out the linkage by which a resource was included. */
  readonly sparse?: boolean;
}

const topLevel = new Set(['data', 'errors', 'meta', 'jsonapi', 'links', 'included']);

/**
 * Holds a document against every structural rule of the standard, strictly.
 * https://jsonapi.org/format/1.1/#document-structure
 *
 * @returns an empty list for a document in order
 */
export function violations(
  document: unknown,
  { namespaces = [], role = 'response', sparse = false }: ValidationOptions = {},
): readonly Violation[] {
  const inspection = new Inspection(new Set(namespaces));
  const members = inspection.object(document, []);
  if (members === null) return inspection.violations;
  inspectTopLevel(inspection, members, role);
  if ((role === 'create' || role === 'update') && !isObject(members['data']))
    inspection.report(['data'], 'must be a single resource object');
  inspectPrimaryData(new ResourceInspection(inspection, role), members, role);
  inspectUniqueness(inspection, members);
  if (!sparse) inspectFullLinkage(inspection, members);
  return inspection.violations;
}

function inspectTopLevel(inspection: Inspection, members: Members, role: DocumentRole): void {
  inspection.only(members, topLevel, []);
  const judged = inspection.judged(members, []);
  const extended = Object.keys(members).some((name) => name.includes(':'));
  const needed = role === 'response' ? ['data', 'errors', 'meta'] : ['data'];
  if (!extended && !needed.some((name) => judged.includes(name)))
    inspection.report([], `must contain at least one of: ${needed.join(', ')}`);
  if ('data' in members && 'errors' in members)
    inspection.report([], 'must not contain both data and errors');
  if ('included' in members && !('data' in members))
    inspection.report(['included'], 'must not stand without data');
  if ('errors' in members) inspectErrors(inspection, members['errors']);
  inspection.meta(members['meta'], ['meta']);
  inspectJsonApi(inspection, members['jsonapi']);
  inspectLinks(inspection, members['links'], { allowed: linkNames.document, path: ['links'] });
  if ('included' in members && !Array.isArray(members['included']))
    inspection.report(['included'], 'must be an array');
}

function inspectPrimaryData(
  resources: ResourceInspection,
  { data, included }: Members,
  role: DocumentRole,
): void {
  if (role === 'linkage') resources.linkage(data, ['data']);
  else if (Array.isArray(data))
    data.forEach((one, index) => resources.resource(one, ['data', index]));
  else if (data !== undefined && data !== null) resources.resource(data, ['data']);
  if (Array.isArray(included))
    included.forEach((one, index) => resources.resource(one, ['included', index]));
}
