import { IsEmail, IsInt, IsNotEmpty, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';

/** How mails leave, and where their links lead. */
export class MailConfig {
  /** With user and password, if it wants any; absent: mails become files under DATA_DIR. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['smtp', 'smtps'] })
  smtpUrl?: string;

  /** An address, or `Name <address>`. */
  @IsEmail({ require_tld: false, allow_display_name: true })
  mailFrom = 'Marquee <marquee@localhost>';

  /** Where the pages are that ask for a new password and the like; absent: Marquee's own. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  frontendUrl?: string;

  /** How often a process looks for mails that are due; 0: it leaves them to others. */
  @IsInt()
  @Min(0)
  @Max(3_600_000)
  mailPollMilliseconds = 1_000;

  /** After so many a mail is given up. Each waits twice as long as the one before, the first a minute. */
  @IsInt()
  @Min(1)
  @Max(20)
  mailAttempts = 8;

  /** How long a mail that was given up can be looked into. */
  @IsInt()
  @Min(0)
  @Max(3_650)
  mailKeptDays = 7;

  /** The folder of everything that outlives the process; mails lie in its `outbox`. */
  @IsString()
  @IsNotEmpty()
  dataDir = '.data';
}
