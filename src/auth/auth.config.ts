import { IsInt, IsOptional, IsString, Max, Min, MinLength } from 'class-validator';

/** How tokens are signed and how long they hold. */
export class AuthConfig {
  /** Made and kept under DATA_DIR when absent. */
  @IsOptional()
  @IsString()
  @MinLength(32)
  jwtSecret?: string;

  @IsInt()
  @Min(60)
  accessTokenSeconds = 86_400;

  /** A session that is not refreshed for so long ends. */
  @IsInt()
  @Min(1)
  @Max(3_650)
  refreshTokenDays = 30;

  /** However often it is refreshed. */
  @IsInt()
  @Min(1)
  @Max(36_500)
  sessionMaxDays = 365;

  /** For so long a refresh can be repeated, and is answered with the same token again; 0: never. */
  @IsInt()
  @Min(0)
  @Max(3_600)
  refreshRepeatSeconds = 30;

  /** For so long a mailed link sets a new password. */
  @IsInt()
  @Min(1)
  @Max(10_080)
  resetTokenMinutes = 60;

  /** For so long a mailed link verifies an address. */
  @IsInt()
  @Min(1)
  @Max(8_760)
  verificationTokenHours = 72;
}
