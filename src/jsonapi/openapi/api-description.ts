import type { Fault } from '../errors/fault.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import type { Parameter, Paths, Tag } from './openapi.js';
import type { Schemas } from './schema.js';

/** What the floors above know and the declarations don't say. */
export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  /** CommonMark. */
  readonly description: string;
  /** Where this server is reached, without a slash at its end: for the links in examples. */
  readonly publicUrl: string;
  facts(definition: ResourceDefinition): ResourceFacts;
  /** Occurrences of faults beyond the protocol's, for the examples. */
  readonly faults: readonly Fault[];
  /** Routes beside the resources. */
  readonly endpoints: readonly Endpoints[];
}

export interface ResourceFacts {
  readonly anyoneMayCreate: boolean;
  /** Statuses with which a write may be refused, beyond the protocol's. */
  readonly writeStatuses: readonly number[];
  /** The same of a write to one of its relationships. */
  readonly linkageStatuses: readonly number[];
}

/** Some routes that serve no resource. */
export interface Endpoints {
  readonly tag: Tag;
  readonly paths: Paths;
  readonly schemas: Schemas;
  /** Under `components`: what the paths refer to beyond what all resources share. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
}
