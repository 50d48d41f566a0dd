/** The shapes of a JSON:API 1.1 document (https://jsonapi.org/format/1.1/#document-structure). */

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };
export type Meta = Readonly<Record<string, unknown>>;

export interface ResourceIdentifier {
  readonly type: string;
  /** Empty while only a `lid` names the resource. */
  readonly id: string;
  /** Of a resource that an earlier operation of the same request adds. */
  readonly lid?: string;
  readonly meta?: Meta;
}

/** https://jsonapi.org/format/1.1/#document-resource-object-linkage */
export type Linkage = ResourceIdentifier | readonly ResourceIdentifier[] | null;

export type Links = Readonly<Record<string, string | null>>;

export interface RelationshipObject {
  readonly links?: Links;
  readonly data?: Linkage;
  readonly meta?: Meta;
}

export interface ResourceObject {
  readonly type: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, RelationshipObject>>;
  readonly links?: Links;
  readonly meta?: Meta;
}

export interface JsonApiMember {
  readonly version: '1.1';
  readonly ext?: readonly string[];
  readonly profile?: readonly string[];
}

/** At most one member: an error has one source. https://jsonapi.org/format/1.1/#error-objects */
export type ErrorSource =
  { readonly pointer: string } | { readonly parameter: string } | { readonly header: string };

export interface ErrorObject {
  readonly id?: string;
  readonly links?: Links;
  readonly status: string;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly source?: ErrorSource;
  readonly meta?: Meta;
}

export interface ErrorDocument {
  readonly jsonapi: JsonApiMember;
  readonly errors: readonly ErrorObject[];
}

/** https://jsonapi.org/profiles/ethanresnick/cursor-pagination/ */
export const cursorPagination = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/';
