# One image for every role: web, worker, beat and migrate (see infra/compose/entrypoint.sh).

FROM node:24-slim AS page
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.13-slim AS packages
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
RUN --mount=type=cache,target=/root/.cache/pip pip install uv==0.13.9
RUN uv venv /opt/fithub
WORKDIR /src
# A layer of its own: it is built again only when the lock file changes.
COPY requirements-image.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \
    VIRTUAL_ENV=/opt/fithub uv pip install --require-hashes -r requirements-image.lock

# For development the processes start anew when a source changes.
FROM packages AS packages-development
RUN --mount=type=cache,target=/root/.cache/uv VIRTUAL_ENV=/opt/fithub uv pip install watchfiles==1.3.0

FROM python:3.13-slim AS application
RUN groupadd --gid 10001 fithub && useradd --uid 10001 --gid fithub --no-create-home --shell /usr/sbin/nologin fithub
ENV PATH=/opt/fithub/bin:$PATH \
    PYTHONPATH=/srv/fithub \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=fithub.config.settings \
    FITHUB_ENVIRONMENT=production \
    FITHUB_HOST=0.0.0.0 \
    FITHUB_DATA_DIR=/tmp \
    FITHUB_FILES_DIR=/srv/files \
    PORT=8000
WORKDIR /srv/fithub
COPY --from=packages /opt/fithub /opt/fithub
COPY manage.py Procfile ./
COPY prompts/ prompts/
COPY tools/ tools/
COPY agents/ agents/
COPY api/ api/
COPY fithub/ fithub/
COPY infra/compose/entrypoint.sh infra/compose/healthcheck.sh /usr/local/bin/
COPY --from=page /src/web/dist web/dist
RUN install -d -o 10001 -g 10001 -m 0700 /srv/files
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["healthcheck.sh"]
ENTRYPOINT ["entrypoint.sh"]
CMD ["web"]

FROM application AS development
COPY --from=packages-development /opt/fithub /opt/fithub
ENV FITHUB_ENVIRONMENT=development FITHUB_RELOAD=1

# The last stage is what a plain build makes.
FROM application AS production
