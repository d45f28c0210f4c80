from urllib.parse import urljoin


def on_config(config):
    config["site_url"] = urljoin(config["site_url"], "latest")
