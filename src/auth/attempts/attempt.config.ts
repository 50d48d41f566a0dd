import { IsInt, Min } from 'class-validator';

/** How often strangers may try. Each allowance is there at once and comes back evenly; 0 is any number. */
export class AttemptConfig {
  /** With one address, from one client. */
  @IsInt()
  @Min(0)
  failedLoginsPerHour = 20;

  /** From one client, with whatever addresses. */
  @IsInt()
  @Min(0)
  clientFailedLoginsPerHour = 200;

  /** By one client, of those that succeed and those that don't. */
  @IsInt()
  @Min(0)
  clientSignUpsPerHour = 60;

  /** To one address, asked for by one client: links that verify or set a password. */
  @IsInt()
  @Min(0)
  mailRequestsPerHour = 5;

  /** Asked for by one client, to whatever addresses. */
  @IsInt()
  @Min(0)
  clientMailRequestsPerHour = 50;
}
