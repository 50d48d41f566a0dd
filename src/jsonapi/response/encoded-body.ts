/** A response body that is ready for the wire; the adapter writes it as it stands. */
export class EncodedBody {
  private constructor(
    readonly text: string,
    readonly contentType: string,
  ) {}

  /** https://jsonapi.org/format/1.1/#media-type-parameter-rules: no charset, ever */
  static document(document: object, profile?: string): EncodedBody {
    const type = 'application/vnd.api+json';
    const contentType = profile === undefined ? type : `${type};profile="${profile}"`;
    return new EncodedBody(JSON.stringify(document), contentType);
  }

  static json(value: unknown): EncodedBody {
    return new EncodedBody(JSON.stringify(value), 'application/json');
  }
}
