/** URIs of the extension and the profile that a document uses. */
export interface MediaTypeParameters {
  readonly ext?: string;
  readonly profile?: string;
}

/** A response body that is ready for the wire; the adapter writes it as it stands. */
export class EncodedBody {
  #bytes: Buffer | null = null;

  constructor(
    readonly text: string,
    readonly contentType: string,
  ) {}

  /** Encoded once, for whoever measures, hashes or sends it. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.text);
    return this.#bytes;
  }

  /**
   * https://jsonapi.org/format/1.1/#media-type-parameter-rules: no charset, ever
   *
   * @param document a text is JSON already
   */
  static document(
    document: object | string,
    { ext, profile }: MediaTypeParameters = {},
  ): EncodedBody {
    const parameters = Object.entries({ ext, profile })
      .filter(([, uri]) => uri !== undefined)
      .map(([name, uri]) => `;${name}="${uri}"`);
    return new EncodedBody(
      typeof document === 'string' ? document : JSON.stringify(document),
      `application/vnd.api+json${parameters.join('')}`,
    );
  }

  static json(value: unknown): EncodedBody {
    return new EncodedBody(JSON.stringify(value), 'application/json');
  }
}
