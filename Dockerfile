# Chat Man in one image. Build from the repository's root:
#   docker build -t chatman:latest .
# BASE_IMAGE is any Debian-like image with Node.js 24.15 or newer and npm.
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY . .
RUN node scripts/build.mjs
# The image has its own Node.js; the one for old machines, tools and other people's platforms stay behind.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/.cache

FROM ${BASE_IMAGE}
# PostgreSQL, which the image brings for a container without a database server, refuses users without a name.
RUN groupadd --gid 10001 chatman \
 && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin chatman
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY migrations migrations
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
