import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicies } from '../auth/resource-policies.js';
import type { ResourcePolicy } from '../auth/resource.policy.js';
import { ResourceReader } from '../database/resource.reader.js';
import type { RowValues } from '../database/resource.writer.js';
import type { Transaction } from '../database/transactions.js';
import type { Visibility } from '../database/visibility.js';
import { forbidden, unauthenticated } from '../jsonapi/errors/request.errors.js';
import { notFound } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  not,
  nothing,
} from '../jsonapi/request/filter.js';
import type { Reach } from '../jsonapi/request/query.js';
import { isId } from '../jsonapi/resource/codecs.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { guardsOf } from './guarded-fields.js';

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

  visibilityFor(caller: Caller, reach?: Reach): Visibility {
    return this.policies.visibilityFor(caller, reach);
  }

  /** @throws JsonApiError 401 or 403 */
  requireCreate(definition: ResourceDefinition, caller: Caller): void {
    if (!this.policies.of(definition).create(caller))
      throw refused(caller, `create a ${definition.type}`);
  }

  /**
   * @param name the resource as the URL names it
   * @throws JsonApiError 404 where the caller may not know of it, else 401 or 403
   */
  async requireWrite(
    definition: ResourceDefinition,
    name: string,
    { action, caller, reach = 'kept' }: WriteIntent,
  ): Promise<WritableRow> {
    const guards = guardsOf(definition);
    const policy = this.policies.of(definition);
    const isDeleted = deletedRows(definition);
    const rows = reach === 'kept' ? policy : trashedRows(policy, isDeleted);
    const permitted = (one: Caller) => rows[action](one);
    const conditions = [
      permitted(caller),
      isDeleted,
      // Whether he might as anybody else, too.
      permitted(unprivileged(caller)),
      ...guards.map((one) => policy.audience(one, caller)),
    ];
    const selection = {
      filter: selectorOf(definition, name),
      visibility: this.policies.visibilityFor(caller, reach),
    };
    const judged = await this.reader.judge(definition, selection, conditions);
    if (judged === null) throw new JsonApiError(notFound(`${definition.type} "${name}"`));
    const [allowed, deleted = false, byRight = false, ...belongs] = judged.verdicts;
    if (allowed !== true)
      throw refused(caller, `${deleted ? 'erase' : action} this ${definition.type}`);
    return {
      id: judged.id,
      deleted,
      byPrivilege: !byRight,
      audiences: audiencesOf(guards, belongs),
    };
  }

  /** @param values of a row that is not there yet */
  async judgeCreate(
    definition: ResourceDefinition,
    values: RowValues,
    caller: Caller,
  ): Promise<JudgedCreate> {
    const guards = guardsOf(definition);
    const policy = this.policies.of(definition);
    const conditions = [
      policy.createRow(caller),
      policy.createRow(unprivileged(caller)),
      ...guards.map((one) => policy.audience(one, caller)),
    ];
    const [allowed = false, byRight = false, ...belongs] = await this.reader.judgeNew(
      definition,
      values,
      conditions,
    );
    return { allowed, byPrivilege: !byRight, audiences: audiencesOf(guards, belongs) };
  }
}

export interface WriteIntent {
  readonly action: WriteAction;
  readonly caller: Caller;
  readonly reach?: Reach;
}

function unprivileged(caller: Caller): Caller {
  return caller.kind === 'user' ? { ...caller, isAdmin: false } : caller;
}

function deletedRows({ deletion }: ResourceDefinition): Filter {
  return deletion === null ? nothing : compare(deletion.property, 'ne', null);
}

/** What may be done where deleted rows are reached, too: to update one is to restore it, to delete it to erase it. */
function trashedRows(policy: ResourcePolicy, isDeleted: Filter) {
  return {
    update: (caller: Caller) => anyOf(policy.update(caller), policy.restore(caller)),
    delete: (caller: Caller) =>
      anyOf(allOf(not(isDeleted), policy.delete(caller)), allOf(isDeleted, policy.erase(caller))),
  };
}

/** Of the audiences that guard fields of a row against writing, those to which the caller belongs. */
export type Audiences = ReadonlySet<string>;

export interface WritableRow {
  readonly id: string;
  /** Only where the write reaches deleted rows. */
  readonly deleted: boolean;
  /** Whether only being an admin lets the caller write it. */
  readonly byPrivilege: boolean;
  readonly audiences: Audiences;
}

export interface JudgedCreate {
  readonly allowed: boolean;
  /** Whether only being an admin lets the caller make it. */
  readonly byPrivilege: boolean;
  readonly audiences: Audiences;
}

function audiencesOf(guards: readonly string[], belongs: readonly boolean[]): Audiences {
  return new Set(guards.filter((_, index) => belongs[index] === true));
}

/** The condition that picks the one resource which a URL names. */
export function selectorOf({ alternateKey }: ResourceDefinition, name: string): Filter {
  if (isId(name)) return equals('id', name);
  return alternateKey?.pattern.test(name) === true ? equals(alternateKey.property, name) : nothing;
}

/** Without credentials it is they that are missing. */
export function refused(caller: Caller, what: string): JsonApiError {
  return new JsonApiError(
    caller.kind === 'anonymous' ? unauthenticated() : forbidden(`You may not ${what}.`),
  );
}
