# kamdocs in a container: docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/handbook" kamdocs check
FROM python:3.13-slim-bookworm AS wheel
WORKDIR /source
COPY .ci/lock .ci/lock
RUN python -m pip install --no-cache-dir --require-hashes --requirement .ci/lock/run.txt
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY docs/guide docs/guide
COPY schema schema
COPY kamdocs kamdocs
RUN python -m pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels .

FROM python:3.13-slim-bookworm
# git is for check --base and diff; the folder that is mounted belongs to somebody else.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --uid 1000 --create-home reader
RUN --mount=type=bind,source=.ci/lock,target=/lock \
    --mount=type=bind,from=wheel,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir --require-hashes --requirement /lock/run.txt \
    && python -m pip install --no-cache-dir --no-deps /wheels/*.whl
USER 1000
WORKDIR /handbook
EXPOSE 8000
ENTRYPOINT ["kamdocs"]
CMD ["--help"]
