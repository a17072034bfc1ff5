# Khabar and Airflow in one image: what every service of docker-compose.yml but the database runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    UV_NO_CACHE=1 \
    PATH=/app/.venv/bin:$PATH \
    AIRFLOW_HOME=/app/airflow \
    KHABAR_DATA_DIR=/app/data

RUN useradd --uid 10001 --create-home khabar

WORKDIR /app

# The packages change less often than the code: this layer is built again only when the pins change.
COPY pyproject.toml constraints.txt ./
RUN python -m venv .venv \
    && awk '/^[^ #]/ { wanted = /^uv==/ } wanted' constraints.txt > /tmp/uv.txt \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r /tmp/uv.txt \
    && .venv/bin/uv pip install --python .venv/bin/python --compile-bytecode --require-hashes \
        -c constraints.txt -r pyproject.toml --group build --extra airflow \
    && rm /tmp/uv.txt

COPY README.md LICENSE ./
COPY etl etl
COPY sql sql
COPY dags dags
COPY seeds seeds
# The commit of the code: `khabar --version` and the tables name it, and the image has no git checkout.
ARG COMMIT=
RUN .venv/bin/uv pip install --python .venv/bin/python --compile-bytecode \
        --offline --no-deps --no-build-isolation --editable . \
    && install --directory --owner=khabar --group=khabar --mode=0700 airflow airflow/logs data

USER khabar

# The services say which part of Airflow they are; alone, the image is the command line.
CMD ["khabar", "--help"]
