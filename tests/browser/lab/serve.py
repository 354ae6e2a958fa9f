"""Serves the JupyterLab that webpack.config.js built, on Debian's python3-jupyterlab-server.

    /usr/bin/python3 serve.py BUILD_FOLDER --port=8900 --ServerApp.root_dir=FOLDER
"""
import json
import pathlib
import sys
import tempfile

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server import LabServerApp
from tornado import web, websocket

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
PAGE = """<!doctype html><meta charset="utf-8"><title>JupyterLab</title>
{% set _ = page_config.update(baseUrl=base_url, wsUrl=ws_url) %}
<script id="jupyter-config-data" type="application/json">{{ page_config | tojson }}</script>
<script src="{{ page_config.fullStaticUrl }}/bundle.js"></script>
"""


class Identity(APIHandler):
    """JupyterLab 4 asks who the user is; Debian's jupyter_server 1.23 does not answer that yet."""

    @web.authenticated
    def get(self):
        person = {"username": "tester", "name": "tester", "display_name": "tester", "initials": "T", "avatar_url": None, "color": None}
        self.finish(json.dumps({"identity": person, "permissions": {}}))


class Events(websocket.WebSocketHandler):
    """Nor has it events; a silent stream keeps JupyterLab from asking again and again."""


class Lab(LabServerApp):
    name = "engram_lab_check"
    app_name = "JupyterLab from npm"
    app_version = "4.6.4"
    app_settings_dir = user_settings_dir = workspaces_dir = tempfile.mkdtemp()
    static_dir = str(BUILD / "static")
    schemas_dir = str(BUILD / "schemas")
    themes_dir = str(BUILD / "themes")
    templates_dir = tempfile.mkdtemp()
    load_other_extensions = False

    def initialize_handlers(self):
        super().initialize_handlers()
        self.handlers.append((url_path_join(self.serverapp.base_url, "/api/me"), Identity))
        self.handlers.append((url_path_join(self.serverapp.base_url, "/api/events/subscribe"), Events))


def _jupyter_server_extension_points():
    return [{"module": "__main__", "app": Lab}]


pathlib.Path(Lab.templates_dir, "index.html").write_text(PAGE)
Lab.launch_instance()
