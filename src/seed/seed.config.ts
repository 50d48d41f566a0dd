import { IsBoolean, IsEmail, IsOptional, IsString, MinLength } from 'class-validator';

/** What a first start puts into an empty database. */
export class SeedConfig {
  @IsEmail({ require_tld: false })
  adminEmail = 'admin@marquee.example';

  /** Made up and printed once when absent. */
  @IsOptional()
  @IsString()
  @MinLength(8)
  adminPassword?: string;

  /** A handful of events with pictures. */
  @IsBoolean()
  seedDemo = true;
}
