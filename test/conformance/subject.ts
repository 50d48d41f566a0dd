import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';
import type { Api, ApiRequest, ApiResponse } from '../support/api.js';
import { changeableText, sampleAttributes, sampleValue } from './sample-documents.js';

export interface Identifier {
  readonly type: string;
  readonly id: string;
}

/** A resource that a check has made, as the server answered it. */
export interface Created extends Identifier {
  /** Below the server's URL. */
  readonly path: string;
  readonly response: ApiResponse;
}

export interface SubjectContext {
  readonly api: Api;
  /** An admin's, who may do everything that anyone may. */
  readonly token: string;
  readonly subjectOf: (type: string) => Subject;
}

/** One resource type of the running server, spoken to by an admin. */
export class Subject {
  readonly path: string;

  constructor(
    readonly definition: ResourceDefinition,
    protected readonly context: SubjectContext,
  ) {
    this.path = `/v1/${definition.path}`;
  }

  get type(): string {
    return this.definition.type;
  }

  /** The name of an attribute whose text can be changed. */
  get text(): string {
    return changeableText(this.definition).name;
  }

  sampleText(): string {
    return String(sampleValue(this.definition, changeableText(this.definition)));
  }

  relationships(
    wanted: (relationship: RelationshipDefinition) => boolean = () => true,
  ): readonly RelationshipDefinition[] {
    return [...this.definition.relationships.values()].filter(wanted);
  }

  other({ target }: RelationshipDefinition): Subject {
    return this.context.subjectOf(target().type);
  }

  /**
   * A document that creates a resource; what it must be related to is made first.
   *
   * @param given resources to relate it to where it needs one of their type
   */
  async document(
    attributes: Readonly<Record<string, unknown>> = {},
    given: readonly Identifier[] = [],
  ): Promise<CreateDocument> {
    const relationships: Record<string, { data: unknown }> = {};
    for (const relationship of this.relationships(({ required }) => required)) {
      const known = given.find(({ type }) => type === relationship.target().type);
      const { id, type } = known ?? (await this.other(relationship).create());
      const identifier = { type, id };
      relationships[relationship.name] = {
        data: relationship.cardinality === 'many' ? [identifier] : identifier,
      };
    }
    return {
      data: {
        type: this.type,
        attributes: { ...sampleAttributes(this.definition), ...attributes },
        ...(Object.keys(relationships).length > 0 && { relationships }),
      },
    };
  }

  async create(
    attributes: Readonly<Record<string, unknown>> = {},
    given: readonly Identifier[] = [],
  ): Promise<Created> {
    const body = await this.document(attributes, given);
    const response = await this.send('POST', this.path, { body });
    if (response.status !== 201)
      throw new Error(`no ${this.type} was created: ${JSON.stringify(response.document)}`);
    const { id } = response.document.data as Identifier;
    return { type: this.type, id, path: `${this.path}/${id}`, response };
  }

  /** A new resource that one of ours can be related to: of the same event, say. */
  async relatable(relationship: RelationshipDefinition, to: Created): Promise<Identifier> {
    const linkages = to.response.document.data.relationships as Record<string, { data?: unknown }>;
    const given = Object.values(linkages).flatMap(({ data }) => (data ?? []) as Identifier[]);
    const { id, type } = await this.other(relationship).create({}, given);
    return { type, id };
  }

  send(method: string, path: string, request: ApiRequest = {}): Promise<ApiResponse> {
    return this.context.api.send(method, path, { token: this.context.token, ...request });
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiResponse> {
    return this.send('GET', path, headers ? { headers } : {});
  }

  /** How many there are. */
  async count(): Promise<number> {
    const { document } = await this.get(`${this.path}?page[size]=1`);
    return (document as { meta: { count: number } }).meta.count;
  }
}

export interface CreateDocument {
  data: {
    type: string;
    id?: string;
    lid?: string;
    attributes: Record<string, unknown>;
    relationships?: Record<string, unknown>;
  };
}

/** No row has it. */
export const unknownId = '9223372036854775000';
