import type { Path } from '../../jsonapi/errors/pointer.js';
import type { RelationshipDefinition } from '../../jsonapi/resource/resource-definition.js';
import { isObject } from '../../jsonapi/members.js';

/** Where in a relationship object something is named by an id. */
export function idPaths(relationship: unknown): readonly Path[] {
  const data = isObject(relationship) ? relationship['data'] : undefined;
  if (!Array.isArray(data)) return isObject(data) && 'id' in data ? [['data', 'id']] : [];
  return data.flatMap((one, index) =>
    isObject(one) && 'id' in one ? [['data', index, 'id'] as const] : [],
  );
}

/** @returns null for nothing; undefined where what is named is not named by its slug */
export function namedBySlug(
  { target }: RelationshipDefinition,
  relationship: unknown,
): string | null | undefined {
  const data = isObject(relationship) ? relationship['data'] : undefined;
  if (data === null) return null;
  if (!isObject(data) || data['type'] !== target().type) return undefined;
  return typeof data['lid'] === 'string' ? data['lid'] : undefined;
}

/** What is chosen, too, and has to hold what a relationship leads to, as a topic has its sub-topics. */
export interface Holder {
  readonly chosen: RelationshipDefinition;
  /** The property of what is held that leads to it. */
  readonly by: string;
}

export function holderOf(
  { target }: RelationshipDefinition,
  all: readonly RelationshipDefinition[],
): Holder | null {
  for (const { property, required, target: held } of target().relationships.values()) {
    const chosen = all.find((one) => required && one.target() === held());
    if (chosen !== undefined) return { chosen, by: property };
  }
  return null;
}
