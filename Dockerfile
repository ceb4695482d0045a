# One image for every service; the command decides which one runs.
# syntax=docker/dockerfile:1

FROM node:22-bookworm-slim AS build
WORKDIR /build
ENV npm_config_update_notifier=false
COPY package.json package-lock.json .npmrc ./
COPY libs libs
RUN npm ci
COPY tsconfig.json ./
COPY tools tools
COPY config config
COPY apps apps
RUN node tools/build.mjs && npm prune --omit=dev

FROM node:22-bookworm-slim AS runtime
# Nothing of a process may be written out or looked into: keys may stand in its memory (ulimits: docker-compose.yml).
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /build/package.json ./
COPY --from=build --chown=root:root /build/node_modules node_modules
COPY --from=build --chown=root:root /build/libs libs
COPY --from=build --chown=root:root /build/dist dist
COPY --from=build --chown=root:root /build/config config
# Nothing in the image belongs to the account that runs it.
USER 10001:10001
CMD ["node", "-e", "console.error('choose a service: node dist/apps/<service>/main.js'); process.exit(1)"]
