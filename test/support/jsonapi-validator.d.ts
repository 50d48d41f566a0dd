/** The public validator ships no types. */
declare module 'jsonapi-validator' {
  class Validator {
    /** @throws Error with `errors` of ajv */
    validate(document: unknown): void;
  }
  const exported: { readonly Validator: typeof Validator };
  export default exported;
}
