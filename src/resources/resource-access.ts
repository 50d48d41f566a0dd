import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicies } from '../auth/resource-policies.js';
import { ResourceReader } from '../database/resource.reader.js';
import type { Transaction } from '../database/transactions.js';
import type { Visibility } from '../database/visibility.js';
import { forbidden, notFound, unauthenticated } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { type Filter, equals, nothing } from '../jsonapi/request/filter.js';
import { isId } from '../jsonapi/resource/codecs.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';

export type WriteAction = 'update' | 'delete';

/** Answers whether a caller may, before anything costly is done. */
@Injectable()
export class ResourceAccess {
  constructor(
    private readonly reader: ResourceReader,
    private readonly policies: ResourcePolicies,
  ) {}

  /** The same, seeing what a transaction has written. */
  in(transaction: Transaction): ResourceAccess {
    return new ResourceAccess(this.reader.in(transaction), this.policies);
  }

  visibilityFor(caller: Caller): Visibility {
    return this.policies.visibilityFor(caller);
  }

  /** @throws JsonApiError 401 or 403 */
  requireCreate(definition: ResourceDefinition, caller: Caller): void {
    if (!this.policies.of(definition).create(caller))
      throw refused(caller, `create a ${definition.type}`);
  }

  /**
   * @param name the resource as the URL names it
   * @returns its id
   * @throws JsonApiError 404 where the caller may not know of it, else 401 or 403
   */
  async requireWrite(
    definition: ResourceDefinition,
    name: string,
    { action, caller }: { readonly action: WriteAction; readonly caller: Caller },
  ): Promise<string> {
    const may = this.policies.of(definition)[action](caller);
    const selection = {
      filter: selectorOf(definition, name),
      visibility: this.policies.visibilityFor(caller),
    };
    const judged = await this.reader.judge(definition, selection, [may]);
    if (judged === null) throw new JsonApiError(notFound(`${definition.type} "${name}"`));
    if (judged.verdicts[0] !== true) throw refused(caller, `${action} this ${definition.type}`);
    return judged.id;
  }
}

/** The condition that picks the one resource which a URL names. */
export function selectorOf({ alternateKey }: ResourceDefinition, name: string): Filter {
  if (isId(name)) return equals('id', name);
  return alternateKey?.pattern.test(name) === true ? equals(alternateKey.property, name) : nothing;
}

function refused(caller: Caller, what: string): JsonApiError {
  return new JsonApiError(
    caller.kind === 'anonymous' ? unauthenticated() : forbidden(`You may not ${what}.`),
  );
}
