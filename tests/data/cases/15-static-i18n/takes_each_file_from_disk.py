from pathlib import PurePath


def on_files(files, config):
    for file in files:
        PurePath(file.abs_src_path)
