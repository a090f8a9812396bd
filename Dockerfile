FROM python:3.11-slim
WORKDIR /hub
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --system hub && mkdir /data && chown hub /data
USER hub
VOLUME /data
