# The hub for a server of its own, with a PostgreSQL beside it (docker-compose.yml). DATABASE_URL is required: the image leaves out the
# embedded PostgreSQL.

FROM node:22-bookworm-slim AS build
WORKDIR /hub
COPY package.json package-lock.json ./
# All packages: the compiler is a program of its own for each platform, and comes as an optional one.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY migrations migrations
COPY src src
RUN npm run build

FROM node:22-bookworm-slim
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY LICENSE NOTICE DATA-LICENSE.md ./
COPY data data
COPY --from=build /hub/dist dist
# The program belongs to root and cannot be changed by who runs it; only this folder is written to.
RUN mkdir /var/lib/hub && chown node:node /var/lib/hub
ENV HOST=0.0.0.0 PORT=4000 HUB_DATA_DIR=/var/lib/hub
USER node
EXPOSE 4000
# The first start loads the default data before it serves.
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/cli.js", "serve"]
