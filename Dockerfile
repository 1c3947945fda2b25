# The bot without Redis: set REDIS_URL (compose.yaml has one). No secret is needed to build; give them at run time.
FROM node:20.20.2-bookworm-slim AS build
# Packages of the platforms that are served, in the versions that package.json names. For WeChat too:
# docker build --build-arg PLATFORMS="grammy wechaty wechaty-puppet wechaty-puppet-service" .
ARG PLATFORMS="grammy"
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN node scripts/build.mjs \
 && find dist -name '*.map' -delete
# The platforms' packages are optional to whoever adds Banzhang to a bot: what this bot needs becomes a dependency here,
# in the version of the lock file.
RUN for name in $PLATFORMS; do \
      npm pkg set "dependencies.$name=$(npm pkg get "devDependencies.$name" | tr -d '"')" \
      && npm pkg delete "devDependencies.$name" || exit 1; \
    done \
 && npm install --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production \
    BANZHANG_DATA_DIR=/data \
    BANZHANG_HTTP_PORT=8080
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/package.json ./
COPY LICENSE ./
COPY samples ./samples
USER node
VOLUME /data
EXPOSE 8080
# 503 while Redis or an account is away: told, not restarted, for the process comes back by itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BANZHANG_HTTP_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["start"]
