import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { tooManyAttempts } from '../account.errors.js';
import { networkOf } from '../client-network.js';
import { AttemptConfig } from './attempt.config.js';
import { type Allowance, AttemptBuckets } from './attempt-buckets.js';

/** An attempt with somebody's e-mail address, whether anybody has it or not. */
export interface Attempt {
  readonly email: string;
  readonly client: Client;
}

/** Who tries: an IP address, or a name of our own, such as `user 17`. */
export type Client = string;

/**
 * How often strangers may try. What is counted is always somebody's own doing: attempts of one client, or of one
 * client with one address, never those with an address alone. So nobody can use up what is there for another.
 */
@Injectable()
export class AttemptLimits {
  constructor(
    private readonly buckets: AttemptBuckets,
    private readonly config: AttemptConfig,
  ) {}

  /**
   * Counts as a failure until `loggedIn` says otherwise: so attempts at once are no way round the limit.
   *
   * @throws JsonApiError 429
   */
  logIn(attempt: Attempt): Promise<void> {
    return this.#take(this.#logIns(attempt));
  }

  loggedIn(attempt: Attempt): Promise<void> {
    return this.buckets.giveBack(this.#logIns(attempt));
  }

  /** @throws JsonApiError 429 */
  signUp(client: Client): Promise<void> {
    const { clientSignUpsPerHour: perHour } = this.config;
    return this.#take([{ of: ['sign-up', networkOf(client)], perHour }]);
  }

  /** @throws JsonApiError 429 */
  mail({ client, email }: Attempt): Promise<void> {
    const network = networkOf(client);
    const { clientMailRequestsPerHour, mailRequestsPerHour } = this.config;
    return this.#take([
      { of: ['mail', network, email.toLowerCase()], perHour: mailRequestsPerHour },
      { of: ['mail', network], perHour: clientMailRequestsPerHour },
    ]);
  }

  #logIns({ client, email }: Attempt): readonly Allowance[] {
    const network = networkOf(client);
    const { clientFailedLoginsPerHour, failedLoginsPerHour } = this.config;
    return [
      { of: ['log-in', network, email.toLowerCase()], perHour: failedLoginsPerHour },
      { of: ['log-in', network], perHour: clientFailedLoginsPerHour },
    ];
  }

  async #take(allowances: readonly Allowance[]): Promise<void> {
    const wait = await this.buckets.take(allowances);
    if (wait > 0) throw new JsonApiError(tooManyAttempts(Math.max(1, Math.ceil(wait))));
  }
}
