import { AuditConfig } from './audit/audit.config.js';
import { AttemptConfig } from './auth/attempts/attempt.config.js';
import { AuthConfig } from './auth/auth.config.js';
import { ServerConfig } from './config/server.config.js';
import { DatabaseConfig } from './database/database.config.js';
import { HealthConfig } from './health/health.config.js';
import { LifecycleConfig } from './lifecycle/lifecycle.config.js';
import { MailConfig } from './mail/mail.config.js';
import { ArchiveConfig } from './media/archive/archive.config.js';
import { MediaConfig } from './media/media.config.js';
import { UploadConfig } from './media/quota/upload.config.js';
import { MetricsConfig } from './metrics/metrics.config.js';
import { SeedConfig } from './seed/seed.config.js';
import { StorageConfig } from './storage/storage.config.js';
import { TracingConfig } from './tracing/tracing.config.js';

/** Every slice of the environment. */
export const settings = [
  ServerConfig,
  LifecycleConfig,
  DatabaseConfig,
  HealthConfig,
  MetricsConfig,
  TracingConfig,
  StorageConfig,
  MediaConfig,
  ArchiveConfig,
  MailConfig,
  UploadConfig,
  AuthConfig,
  AttemptConfig,
  AuditConfig,
  SeedConfig,
] as const;
