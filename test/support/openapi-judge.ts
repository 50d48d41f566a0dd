import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface OpenApiDocument {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses?: Record<string, Response> }>>>
  >;
}

/** What a response is held against. */
export interface JudgedResponse {
  readonly method: string;
  /** Path without a query string. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly document: unknown;
}

/** Holds responses against the server's own OpenAPI document. */
export class OpenApiJudge {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #templates: readonly (readonly [RegExp, string])[];

  constructor(private readonly api: OpenApiDocument) {
    formats.default(this.#ajv);
    this.#ajv.addSchema(api, 'openapi');
    // Literal paths before templates, as in "/users/me" before "/users/{id}".
    this.#templates = Object.keys(api.paths)
      .toSorted((one, other) => one.split('{').length - other.split('{').length)
      .map((path) => [new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`), path]);
  }

  /** @returns nothing where all is as documented, or where the route is none of the document's */
  problems({ contentType, document, method, path, status }: JudgedResponse): readonly string[] {
    const template = this.#templates.find(([pattern]) => pattern.test(path))?.[1];
    const operation = template && this.api.paths[template]?.[method.toLowerCase()];
    if (template === undefined || !operation || document === undefined) return [];
    const place = ['paths', template, method.toLowerCase(), 'responses', String(status)];
    const response = operation.responses?.[String(status)];
    if (response === undefined)
      return status < 400 ? [`${status} of ${method} ${template} is not documented`] : [];
    const at = response.$ref?.slice(2).split('/') ?? place;
    const type = contentType?.split(';')[0] ?? '';
    return this.#judge([...at, 'content', this.#contentOf(at, type), 'schema'], document);
  }

  /** A media type may be documented with its parameters. */
  #contentOf(at: readonly string[], type: string): string {
    let value: unknown = this.api;
    for (const step of [...at, 'content']) value = (value as Record<string, unknown>)[step];
    return Object.keys(value as object).find((key) => key.startsWith(type)) ?? type;
  }

  #judge(at: readonly string[], document: unknown): readonly string[] {
    const escaped = at.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
    const $ref = `openapi#/${escaped.map(encodeURIComponent).join('/')}`;
    const validate = this.#compiled.get($ref) ?? this.#ajv.compile({ $ref });
    this.#compiled.set($ref, validate);
    if (validate(document)) return [];
    const said = (validate.errors ?? []).slice(0, 5);
    return said.map(({ instancePath, message }) => `OpenAPI: ${instancePath} ${message}`);
  }
}

/** By origin. */
const judges = new Map<string, Promise<OpenApiJudge>>();
/** By what they judge by: most servers of the tests have the same document, and to compile it takes longer than they do. */
const compiled = new Map<string, OpenApiJudge>();

/** The judge of a running server. */
export function judgeOf(origin: string): Promise<OpenApiJudge> {
  const judge = judges.get(origin) ?? askForJudge(origin);
  judges.set(origin, judge);
  return judge;
}

async function askForJudge(origin: string): Promise<OpenApiJudge> {
  const response = await fetch(`${origin}/openapi.json`);
  const text = (await response.text()).replaceAll(origin, '');
  const judge = compiled.get(text) ?? new OpenApiJudge(JSON.parse(text) as OpenApiDocument);
  compiled.set(text, judge);
  return judge;
}
