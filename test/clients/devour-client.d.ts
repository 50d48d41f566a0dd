/** devour ships no types; what the test uses of it. */
declare module 'devour-client' {
  interface Answer {
    readonly data: any; // oxlint-disable-line typescript/no-explicit-any -- deserialised by the client
    readonly meta: any; // oxlint-disable-line typescript/no-explicit-any -- deserialised by the client
  }
  export default class JsonApi {
    constructor(options: object);
    headers: Record<string, string>;
    define(type: string, attributes: object, options?: object): void;
    findAll(type: string, parameters?: object): Promise<Answer>;
    find(type: string, id: string, parameters?: object): Promise<Answer>;
    create(type: string, body: object): Promise<Answer>;
    update(type: string, body: object): Promise<Answer>;
    destroy(type: string, id: string): Promise<Answer>;
    one(type: string, id: string): JsonApi;
    relationships(name: string): JsonApi;
    get(parameters?: object): Promise<Answer>;
    patch(body: object): Promise<Answer>;
  }
}
