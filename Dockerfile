# The server alone: Node, its production dependencies and our sources, which Node runs as they are; what a start
# needs of them is in a few files besides.
#
#   docker build -t musette .
#   docker run -d --name musette -p 127.0.0.1:8080:8080 -v musette-data:/data -e MUSETTE_API_KEY=… musette
#
# docs/deploy.md has the rest.
ARG NODE_IMAGE=docker.io/library/node:24.21.0-bookworm-slim

# The sources, and the manifests alone: a change of the former does not install packages again.
FROM ${NODE_IMAGE} AS sources
WORKDIR /app
COPY . .
RUN mkdir /manifests \
 && find . -name 'package*.json' -exec cp --parents -t /manifests {} + \
 && rm -r config tsconfig.json packages/console/*

# The web console, for browsers: Vite is needed to build it, and by nothing that runs.
FROM ${NODE_IMAGE} AS console
WORKDIR /app
COPY --from=sources /manifests ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --workspace=packages/console --ignore-scripts --no-audit --no-fund --loglevel=error
COPY tsconfig.json ./
COPY packages/console packages/console
RUN node node_modules/vite/bin/vite.js build packages/console --logLevel warn

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY --from=sources /manifests ./
# Without optional packages: among them is Node itself, for people who have an older one.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error \
 && find . -type f \
      \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

# What a server loads at its start, in a few files. What puts them together came with Vite.
FROM dependencies AS bundle
COPY --from=console /app/node_modules /node_modules
COPY --from=sources /app ./
RUN node packages/cli/build/bundle.ts

FROM ${NODE_IMAGE}
COPY --from=dependencies /app /app
COPY --from=sources /app /app
COPY --from=console /app/packages/console/dist /app/packages/console/dist
COPY --from=bundle /app/packages/cli/dist /app/packages/cli/dist
# The default configuration reads MUSETTE_API_KEY and keeps everything in /data; mount your own over it.
COPY config/container.yaml /config/musette.yaml
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compiled
# What V8 makes of the sources is kept, for the user it will run as: a start is half as long, and
# Node's TypeScript parser is not even loaded. For that a server is run, and then every module is loaded:
# some are only when they are needed. What is not for the main thread refuses, and is kept all the same.
RUN ln -s /app/packages/cli/bin/musette.js /usr/local/bin/musette \
 && mkdir /data "$NODE_COMPILE_CACHE" && chown 1000:1000 /data "$NODE_COMPILE_CACHE" \
 && setpriv --reuid=1000 --regid=1000 --clear-groups \
      sh -c 'musette schema > /dev/null && musette demo > /dev/null \
        && node --max-semi-space-size=8 --heap-growing-percent=100 /app/packages/cli/bin/load-all.js' \
 && chown -R 0:0 "$NODE_COMPILE_CACHE" && chmod -R a+rX "$NODE_COMPILE_CACHE"
# The user "node" of the base image, by number, so that Kubernetes can tell that it is not root.
USER 1000:1000
# So that paths as in the examples, ./data/journal.db, lie in /data.
WORKDIR /
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["musette"]
CMD ["start"]
# Last, for they change with every build.
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Musette" \
      org.opencontainers.image.description="Hands every Peloton and iFit workout to every place its owner keeps data" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
