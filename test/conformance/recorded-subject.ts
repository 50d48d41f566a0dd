import { type Created, Subject } from './subject.js';

/** A type that the server alone writes, as somebody else is written: whatever an admin makes of the catalogue is recorded. */
export class RecordedSubject extends Subject {
  /** To be read alone. */
  override get text(): string {
    return 'action';
  }

  override async create(): Promise<Created> {
    await this.context.subjectOf('event-topic').create();
    const newest = await this.get(`${this.path}?sort=-id&page[size]=1`);
    const { id } = (newest.document.data as { id: string }[])[0]!;
    const path = `${this.path}/${id}`;
    return { type: this.type, id, path, response: await this.get(path) };
  }
}
