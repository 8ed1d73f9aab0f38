# Chat Man in one image. Build from the repository's root:
#   docker build -t chatman:latest .
# BASE_IMAGE is any Debian-like image with Node.js 24.15 or newer and npm. To pin it for your releases, give its digest:
#   docker build --build-arg BASE_IMAGE=docker.io/library/node@sha256:… -t chatman:latest .
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim

# Everything that is needed to build: stays behind.
FROM ${BASE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY . .
RUN node scripts/build.mjs

# What runs, and nothing else: no build tools, nothing that only the portal's bundle needed, no Node.js for other machines.
FROM build AS runtime
RUN node scripts/notices.mjs \
 && npm --prefix tools/sbom ci --omit=optional --no-audit --no-fund --loglevel=error \
 && node scripts/server-packages.mjs --remove \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error \
 && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/node-darwin-* node_modules/node-bin-* node_modules/.bin/node node_modules/.cache \
 && find node_modules/@opentelemetry -name '*.map' -delete \
 && node tools/sbom/sbom.mjs dist/sbom.cdx.json

FROM ${BASE_IMAGE}
# PostgreSQL, which the image brings for a container without a database server, refuses users without a name.
RUN groupadd --gid 10001 chatman \
 && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin chatman \
 # Whoever gets in finds no package manager.
 && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn*
WORKDIR /app
COPY --from=runtime /app/package.json ./
COPY --from=runtime /app/node_modules node_modules
COPY --from=runtime /app/dist dist
COPY migrations migrations
COPY docs/compliance docs/compliance
COPY config shipped-config
RUN install -d -o chatman -g chatman -m 700 config data \
 # The libraries of the embedded PostgreSQL are linked now, because the running container writes nothing here.
 && node --input-type=module -e "import('/app/dist/libs/platform/postgres/embedded/postgres-binaries.js').then((module) => module.postgresBinaries())" \
 && printf '#!/bin/sh\nexec node /app/dist/apps/cli/src/main.js "$@"\n' > /usr/local/bin/chatman \
 && chmod 755 /usr/local/bin/chatman

ENV NODE_ENV=production PORT=3001
USER 10001:10001
VOLUME ["/app/config", "/app/data"]
EXPOSE 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["chatman"]
CMD ["start"]
