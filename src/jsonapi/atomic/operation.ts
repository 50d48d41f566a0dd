import type { LinkageDocument } from '../request/linkage.pipe.js';
import type { ResourceDocument } from '../request/resource-document.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';

/** https://jsonapi.org/ext/atomic/ */
export const atomicExtension = 'https://jsonapi.org/ext/atomic';

/** A resource as an operation names it: by its id, or by the lid under which an earlier operation adds it. */
export interface OperationTarget {
  readonly definition: ResourceDefinition;
  readonly id: string | null;
  readonly lid: string | null;
  /** To what names it in the body. */
  readonly pointer: string;
}

/** One step of a request, checked and decoded. https://jsonapi.org/ext/atomic/#operation-objects */
export type Operation =
  | {
      readonly kind: 'add';
      readonly definition: ResourceDefinition;
      readonly document: ResourceDocument;
      readonly lid: string | null;
      readonly pointer: string;
    }
  | {
      readonly kind: 'update';
      readonly target: OperationTarget;
      readonly document: ResourceDocument;
    }
  | { readonly kind: 'remove'; readonly target: OperationTarget }
  | {
      readonly kind: 'link';
      readonly target: OperationTarget;
      readonly relationship: RelationshipDefinition;
      readonly linkage: LinkageDocument;
    };

/** Ids of resources that a request has added, by type and lid. */
export class LocalIds {
  readonly #ids = new Map<string, string | null>();

  /** @returns false where an operation of the request has the lid already */
  declare(type: string, lid: string): boolean {
    if (this.knows(type, lid)) return false;
    this.#ids.set(keyOf(type, lid), null);
    return true;
  }

  knows(type: string, lid: string): boolean {
    return this.#ids.has(keyOf(type, lid));
  }

  assign(type: string, lid: string, id: string): void {
    this.#ids.set(keyOf(type, lid), id);
  }

  /** @throws Error where the parser has let a lid pass that nothing has added yet */
  idOf(type: string, lid: string): string {
    const id = this.#ids.get(keyOf(type, lid));
    if (typeof id !== 'string') throw new Error(`No operation has added ${type} "${lid}" yet`);
    return id;
  }
}

const keyOf = (type: string, lid: string) => JSON.stringify([type, lid]);
