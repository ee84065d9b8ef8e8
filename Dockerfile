# docker build -t storyreel . && docker run --rm -v "$PWD:/films" storyreel make scene.txt --out out/scene
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgl1 libegl1 \
    && rm -rf /var/lib/apt/lists/*
COPY . /opt/storyreel
RUN pip install --no-cache-dir -c /opt/storyreel/constraints.txt /opt/storyreel && useradd --create-home filmmaker
USER filmmaker
WORKDIR /films
ENTRYPOINT ["storyreel"]
CMD ["--help"]
