import { IsInt, IsOptional, IsString, Min, MinLength } from 'class-validator';

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
}
