/** URIs of the extension and the profile that a document uses. */
export interface MediaTypeParameters {
  readonly ext?: string;
  readonly profile?: string;
}

/** A response body that is ready for the wire; the adapter writes it as it stands. */
export class EncodedBody {
  constructor(
    readonly text: string,
    readonly contentType: string,
  ) {}

  /** https://jsonapi.org/format/1.1/#media-type-parameter-rules: no charset, ever */
  static document(document: object, { ext, profile }: MediaTypeParameters = {}): EncodedBody {
    const parameters = Object.entries({ ext, profile })
      .filter(([, uri]) => uri !== undefined)
      .map(([name, uri]) => `;${name}="${uri}"`);
    return new EncodedBody(
      JSON.stringify(document),
      `application/vnd.api+json${parameters.join('')}`,
    );
  }

  static json(value: unknown): EncodedBody {
    return new EncodedBody(JSON.stringify(value), 'application/json');
  }
}
