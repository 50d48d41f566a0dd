import { type KeyObject, createSecretKey } from 'node:crypto';
import { Global, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { ServerConfig } from '../config/server.config.js';
import { DatabaseConfig } from '../database/database.config.js';
import { Housekeeping } from '../database/housekeeping.js';
import { AuthConfig } from './auth.config.js';
import { AccountChanges } from './account-changes.js';
import { AttemptBuckets } from './attempts/attempt-buckets.js';
import { AttemptLimits } from './attempts/attempt-limits.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { keepSecret } from './jwt-secret.js';
import { AccountLetters } from './letters/account-letters.js';
import { AddressProof } from './letters/address-proof.js';
import { LetterRequests } from './letters/letter-requests.js';
import { MailedTokens } from './letters/mailed-tokens.js';
import { PasswordController } from './passwords/password.controller.js';
import { PasswordChangeService } from './passwords/password-change.service.js';
import { PasswordProof } from './passwords/password-proof.js';
import { PasswordResetService } from './passwords/password-reset.service.js';
import { VerificationController } from './verification/verification.controller.js';
import { ResourcePolicies } from './resource-policies.js';
import { AccountSessions } from './sessions/account-sessions.js';
import { LogOutController } from './sessions/log-out.controller.js';
import { LogOutService } from './sessions/log-out.service.js';
import { RecentWritesInterceptor } from './sessions/recent-writes.interceptor.js';
import { RefreshController } from './sessions/refresh.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionRefresh } from './sessions/session-refresh.js';
import { SessionService } from './sessions/session.service.js';
import { Tokens } from './tokens.js';

/** One algorithm, pinned: a token that names another is refused. */
const algorithm = 'HS256';

/**
 * A key rather than its text: of a text, jsonwebtoken tries at every token whether it is a public key in PEM.
 * Several processes must share one secret: what is kept with the data of one is a stopgap in production.
 */
async function signingKey(
  { jwtSecret }: AuthConfig,
  dataDir: string,
  { nodeEnv }: ServerConfig,
): Promise<KeyObject> {
  if (jwtSecret === undefined && nodeEnv === 'production')
    new Logger('Auth').warn(`JWT_SECRET is not set: the one kept under ${dataDir} signs tokens`);
  return createSecretKey(jwtSecret ?? (await keepSecret(dataDir)), 'utf8');
}

/** Who is calling and what he may. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [AuthConfig, DatabaseConfig, ServerConfig],
      useFactory: async (auth: AuthConfig, { dataDir }: DatabaseConfig, server: ServerConfig) => ({
        secret: await signingKey(auth, dataDir, server),
        signOptions: { algorithm, expiresIn: auth.accessTokenSeconds },
        verifyOptions: { algorithms: [algorithm] },
      }),
    }),
  ],
  controllers: [
    LogOutController,
    PasswordController,
    RefreshController,
    SessionController,
    VerificationController,
  ],
  providers: [
    AccountChanges,
    AccountLetters,
    AccountSessions,
    AddressProof,
    AttemptBuckets,
    AttemptLimits,
    AuthenticationGuard,
    LetterRequests,
    LogOutService,
    MailedTokens,
    PasswordChangeService,
    PasswordProof,
    PasswordResetService,
    ResourcePolicies,
    RecentWritesInterceptor,
    SessionRefresh,
    SessionService,
    Tokens,
  ],
  exports: [
    AccountChanges,
    AttemptLimits,
    AuthenticationGuard,
    RecentWritesInterceptor,
    ResourcePolicies,
    Tokens,
  ],
})
export class AuthModule implements OnModuleInit {
  constructor(
    private readonly buckets: AttemptBuckets,
    private readonly housekeeping: Housekeeping,
    private readonly sessions: AccountSessions,
    private readonly tokens: MailedTokens,
  ) {}

  onModuleInit(): void {
    this.housekeeping.enter('allowances that are whole again', () => this.buckets.forgetDrained());
    this.housekeeping.enter('expired sessions', () => this.sessions.forgetExpired());
    this.housekeeping.enter('mailed tokens that expired', () => this.tokens.forgetExpired());
  }
}
