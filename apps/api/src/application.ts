import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import * as z from 'zod/mini';
import { sessionCookieName } from '#platform/access/session/session-cookie.js';
import { sessionSecretOf } from '#platform/config/environment/secrets.js';
import { startWithOverrides } from '#platform/config/settings/kept-overrides.js';
import { Settings } from '#platform/config/settings/settings.js';
import { configureHttp } from '#platform/http/http-app.js';
import { NestLog } from '#platform/logging/nest-log.js';
import { measureHttp } from '#platform/metrics/http-metrics.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { traceHttp } from '#platform/tracing/trace-http.js';
import { Tracing } from '#platform/tracing/tracing.js';
import { AppModule, type AppOptions } from './app.module.js';
import { LimitSettings } from './auth/auth.settings.js';
import { drainMs, HttpSettings } from './http.settings.js';
import { useSessions } from './auth/use-sessions.js';

/** Builds the whole application; the caller decides when it listens. Tests boot the same one. */
export async function createApplication(
  options: AppOptions & { readonly portalDirectory: string },
): Promise<NestExpressApplication> {
  z.config(z.locales.en());
  await startWithOverrides(options.settings, options.runtimeUrl, options.log);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(options), {
    logger: new NestLog(options.log),
    bodyParser: false,
    abortOnError: false,
    // Asks for `/backup/list` before `/backup/:id` when they are declared the other way round; any other overlap stops the start.
    routeResolutionStrategy: 'specificity',
    routeConflictPolicy: { duplicate: 'error', shadow: 'error' },
  });
  const settings = app.get(Settings);
  const { trustedProxies, maxBodyBytes, drainSeconds } = settings.of(HttpSettings);
  app.use(measureHttp(app.get(Metrics)));
  if (app.get(Tracing).isOn) app.use(traceHttp(app.get(Tracing)));
  configureHttp(app, {
    portalDirectory: options.portalDirectory,
    trustedProxies,
    requestsPerMinute: () => settings.of(LimitSettings).requestsPerMinute,
    session: { cookieName: sessionCookieName(options.environment), secret: sessionSecretOf(options.environment) },
    bodyLimit: maxBodyBytes,
    overTls: options.environment.mode === 'production',
    publicUrl: options.environment.publicUrl,
    drainMs: drainMs(drainSeconds, options.environment.mode),
  });
  useSessions(app);
  app.enableShutdownHooks();
  return app;
}
