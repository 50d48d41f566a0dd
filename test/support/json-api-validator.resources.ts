import type { Path } from '../../src/jsonapi/errors/pointer.js';
import {
  type Inspection,
  type Members,
  isMemberName,
  isObject,
} from './json-api-validator.inspection.js';
import { inspectLinks, linkNames } from './json-api-validator.links.js';

/** Who wrote the document, and what for: what a client is about to create has no id yet. */
export type DocumentRole = 'response' | 'create' | 'update' | 'linkage';

const ofResource = new Set(['type', 'id', 'attributes', 'relationships', 'links', 'meta']);
const ofNewResource = new Set([...ofResource, 'lid']);
const ofIdentifier = new Set(['type', 'id', 'meta']);
const ofNewIdentifier = new Set([...ofIdentifier, 'lid']);
const ofRelationship = new Set(['links', 'data', 'meta']);

/** https://jsonapi.org/format/1.1/#document-resource-objects */
export class ResourceInspection {
  constructor(
    private readonly inspection: Inspection,
    private readonly role: DocumentRole,
  ) {}

  resource(value: unknown, path: Path): void {
    const resource = this.inspection.object(value, path);
    if (resource === null) return;
    this.inspection.only(resource, this.role === 'create' ? ofNewResource : ofResource, path);
    this.#type(resource, path);
    if ('id' in resource || this.role !== 'create')
      this.inspection.text(resource['id'], [...path, 'id']);
    if ('lid' in resource) this.inspection.text(resource['lid'], [...path, 'lid']);
    this.#fields(resource, path);
    const place = { allowed: linkNames.resource, path: [...path, 'links'] };
    inspectLinks(this.inspection, resource['links'], place);
    this.inspection.meta(resource['meta'], [...path, 'meta']);
  }

  /** https://jsonapi.org/format/1.1/#document-resource-identifier-objects */
  identifier(value: unknown, path: Path): void {
    const identifier = this.inspection.object(value, path);
    if (identifier === null) return;
    const local = this.role !== 'response' && 'lid' in identifier;
    const allowed = this.role === 'response' ? ofIdentifier : ofNewIdentifier;
    this.inspection.only(identifier, allowed, path);
    this.#type(identifier, path);
    const name = local ? 'lid' : 'id';
    this.inspection.text(identifier[name], [...path, name]);
    this.inspection.meta(identifier['meta'], [...path, 'meta']);
  }

  /** https://jsonapi.org/format/1.1/#document-resource-object-linkage */
  linkage(value: unknown, path: Path): void {
    if (value === null) return;
    if (!Array.isArray(value)) return this.identifier(value, path);
    value.forEach((one, index) => this.identifier(one, [...path, index]));
  }

  #type({ type }: Members, path: Path): void {
    if (this.inspection.text(type, [...path, 'type']) && !isMemberName(type))
      this.inspection.report([...path, 'type'], 'must follow the rules of member names');
  }

  /** https://jsonapi.org/format/1.1/#document-resource-object-fields: one namespace for both and for type and id */
  #fields({ attributes, relationships }: Members, path: Path): void {
    const names = new Set(['type', 'id']);
    for (const [group, value] of Object.entries({ attributes, relationships })) {
      if (value === undefined) continue;
      const members = this.inspection.object(value, [...path, group]);
      if (members === null) continue;
      for (const name of this.inspection.judged(members, [...path, group])) {
        const at = [...path, group, name];
        if (names.has(name)) this.inspection.report(at, 'is a name that the resource uses already');
        names.add(name);
        if (group === 'relationships') this.#relationship(members[name], at);
      }
      if (group === 'attributes') this.#attributes(members, [...path, group]);
      else this.#legal(members, [...path, group]);
    }
  }

  #legal(members: Members, path: Path): void {
    for (const name of this.inspection.judged(members, path))
      if (!isMemberName(name)) this.inspection.report([...path, name], 'is no legal member name');
  }

  /** Reserved since 1.0: no `relationships` and no `links` in an attribute, however deep. */
  #attributes(attributes: Members, path: Path): void {
    this.inspection.names(attributes, path);
    const walk = (value: unknown, at: Path): void => {
      if (Array.isArray(value)) value.forEach((one, index) => walk(one, [...at, index]));
      if (!isObject(value)) return;
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'relationships' || name === 'links')
          this.inspection.report([...at, name], 'is a reserved name inside attributes');
        walk(inner, [...at, name]);
      }
    };
    walk(attributes, path);
  }

  /** https://jsonapi.org/format/1.1/#document-resource-object-relationships */
  #relationship(value: unknown, path: Path): void {
    const relationship = this.inspection.object(value, path);
    if (relationship === null) return;
    this.inspection.only(relationship, ofRelationship, path);
    const needed = this.role === 'response' ? [...ofRelationship] : ['data'];
    if (!needed.some((name) => name in relationship))
      this.inspection.report(path, `must contain at least one of: ${needed.join(', ')}`);
    if ('data' in relationship) this.linkage(relationship['data'], [...path, 'data']);
    this.inspection.meta(relationship['meta'], [...path, 'meta']);
    this.#relationshipLinks(relationship['links'], [...path, 'links']);
  }

  #relationshipLinks(links: unknown, path: Path): void {
    inspectLinks(this.inspection, links, { allowed: linkNames.relationship, path });
    if (isObject(links) && !('self' in links) && !('related' in links))
      this.inspection.report(path, 'must contain at least one of: self, related');
  }
}
