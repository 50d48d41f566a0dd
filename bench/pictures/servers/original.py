"""The original design: a data URI split at its comma and semicolon, a file by a random name."""

import os
import uuid
from base64 import b64decode

from flask import Flask, jsonify, request

FOLDER = os.path.join(os.environ["DATA_DIR"], "media", "upload")
os.makedirs(FOLDER, exist_ok=True)

app = Flask(__name__)


@app.get("/health/live")
def ready():
    return "ok"


@app.post("/v1/upload/image")
def upload():
    head, data = request.get_json()["data"].split(",")
    extension = head.split(";")[0].split("/")[1]
    name = f"{uuid.uuid4()}.{extension}"
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(b64decode(data))
        file.flush()
        os.fdatasync(file.fileno())
    names = os.open(FOLDER, os.O_RDONLY)
    os.fsync(names)
    os.close(names)
    return jsonify(url=f"/media/{name}")
