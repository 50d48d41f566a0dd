import type { Schema, Schemas } from './schema.js';

/** The parts of an OpenAPI 3.1 document that Marquee writes. https://spec.openapis.org/oas/v3.1.1 */

export type Method = 'get' | 'head' | 'post' | 'patch' | 'delete' | 'options';

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly description?: string;
  readonly required?: boolean;
  readonly style?: 'form' | 'simple' | 'deepObject';
  readonly explode?: boolean;
  readonly schema?: Schema;
  readonly content?: Content;
}

/** Media type → what it holds. */
export type Content = Readonly<
  Record<string, { readonly schema: Schema; readonly examples?: Readonly<Record<string, Example>> }>
>;

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export interface Reference {
  readonly $ref: string;
}

export interface Header {
  readonly description?: string;
  readonly schema: Schema;
}

/** By the header's name. */
export type Headers = Readonly<Record<string, Header | Reference>>;

export interface Response {
  readonly description: string;
  readonly headers?: Headers;
  readonly content?: Content;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  /** Status → response. */
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

export type PathItem = Readonly<Partial<Record<Method, Operation>>>;

export type Paths = Readonly<Record<string, PathItem>>;

export interface Tag {
  readonly name: string;
  readonly description: string;
}

export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<'title' | 'version' | 'description', string>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly Tag[];
  readonly paths: Paths;
  readonly components: {
    readonly schemas: Schemas;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly headers: Readonly<Record<string, Header>>;
    readonly securitySchemes: Readonly<Record<string, Schema>>;
  };
}

/** The scheme's name under `components`. */
export const bearer = 'bearer';

/** Everyone, and whoever has a token sees more. */
export const openToAll: Operation['security'] = [{}, { [bearer]: [] }];

export const signedIn: Operation['security'] = [{ [bearer]: [] }];

export const withoutToken: Operation['security'] = [];
