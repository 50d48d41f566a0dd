const dayInMilliseconds = 86_400_000;
const minuteInMilliseconds = 60_000;
const thursday = 4;
const daysAhead = 14;

export type ConferenceDay = 1 | 2 | 3;

/** When the conference is: from the first Thursday that is two weeks ahead. */
export class ConferenceDays {
  readonly #first: Date;

  constructor(private readonly now: Date) {
    const earliest = new Date(now.getTime() + daysAhead * dayInMilliseconds);
    earliest.setUTCHours(0, 0, 0, 0);
    const wait = (thursday - earliest.getUTCDay() + 7) % 7;
    this.#first = new Date(earliest.getTime() + wait * dayInMilliseconds);
  }

  get year(): number {
    return this.#first.getUTCFullYear();
  }

  /** @param time local: Iceland keeps UTC all year round */
  at(day: ConferenceDay, time: string): string {
    const midnight = this.#first.getTime() + (day - 1) * dayInMilliseconds;
    return new Date(midnight + minutesOf(time) * minuteInMilliseconds).toISOString();
  }

  /** @param length such as `00:40` */
  after(instant: string, length: string): string {
    return new Date(Date.parse(instant) + minutesOf(length) * minuteInMilliseconds).toISOString();
  }

  /** @param days negative for the past */
  fromNow(days: number): string {
    return new Date(this.now.getTime() + days * dayInMilliseconds).toISOString();
  }

  /** @param days negative for what comes before */
  fromStart(days: number): string {
    return new Date(this.#first.getTime() + days * dayInMilliseconds).toISOString();
  }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
